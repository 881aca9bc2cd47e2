import Application
import HTTPTypes
import Hummingbird
import Model

/// `/saisie`: one entry, typed; `/saisie/{id}`: a draft, changed.
enum EntryFormPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let desk = try await books.entryDesk()
    if desk.journals.isEmpty { throw DraftRefusal.noPurchaseJournal }
    if visit.query.has("reprendre"), let text = try await books.scratch() {
      let form = EntryForm(Form(encoded: text), near: desk.today, environment: visit.environment)
      do {
        _ = try await books.draft(form.id)
      } catch DraftRefusal.alreadyPosted {
        return try await page(form.renamed(visit.environment.identifier()), desk, visit, books)
      } catch DraftRefusal.unknown {
        // Nothing was saved under its name yet.
      }
      return try await page(form, desk, visit, books)
    }
    let near = CalendarDate(iso: visit.query["proche"]) ?? desk.today
    let asked = visit.query.trimmed("journal")
    let journal = desk.journals.contains { $0.code == asked } ? asked : desk.journals.first?.code ?? ""
    var form = EntryForm(empty: visit.environment.identifier(), journal: journal, near: near)
    if !visit.query["proche"].isEmpty { form.date = French.date(near) }
    if let guide = Identifier<Guide>(hexadecimal: visit.query["guide"]) {
      form.guide = guide
      form = try await EntryProposals.completed(form, desk, visit.environment, books)
    }
    return try await page(form, desk, visit, books, offersScratch: true)
  }

  static func edit(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let id = Identifier<Draft>(hexadecimal: visit.part("id")) else { throw PageNotFound() }
    return try await respond(visit, books, id)
  }

  /// A draft as it was saved.
  ///
  /// - Parameter refusal: why a document was not attached or taken away.
  static func respond(
    _ visit: Visit, _ books: Books, _ id: Identifier<Draft>, refusal: DocumentRefusal? = nil
  ) async throws -> Response {
    let desk = try await books.entryDesk()
    do {
      let draft = try await books.draft(id)
      return try await page(
        EntryForm(draft, near: desk.today), desk, visit, books, clashes: draft.clashes, refusal: refusal)
    } catch DraftRefusal.alreadyPosted(let entry) {
      guard books.role.may(.readBooks) else {
        await visit.remember { $0.notice = "Ce brouillon est validé : c’est une écriture, chez votre comptable." }
        return Answer.seeOther(Address.drafts)
      }
      return Answer.seeOther(Address.entry(entry))
    } catch DraftRefusal.unknown { throw PageNotFound() }
  }

  /// A new entry like the last one of the journal: as a form, saved by nobody yet.
  static func like(_ visit: Visit, _ books: Books) async throws -> Response {
    let desk = try await books.entryDesk()
    let source: EntryDraft
    if let id = Identifier<JournalEntry.Validated>(hexadecimal: visit.query["ecriture"]) {
      guard let found = try await books.draftOf(entry: id) else { throw PageNotFound() }
      source = found
    } else {
      guard let id = Identifier<Draft>(hexadecimal: visit.query["brouillon"]) else { throw PageNotFound() }
      source = try await books.draft(id)
    }
    var form = EntryForm(books.draftLike(source), near: desk.today)
    form.date = French.date(desk.today)
    return try await page(form, desk, visit, books)
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let desk = try await books.entryDesk()
    var form = EntryForm(visit.form, near: desk.today, environment: visit.environment)
    let gesture = visit.form["geste"]
    if gesture == "ajouter" {
      form.lines.append(EntryForm.Line(id: visit.environment.identifier()))
      return try await page(form, desk, visit, books)
    }
    if gesture == "proposer" {
      form = try await EntryProposals.completed(form, desk, visit.environment, books)
      return try await page(form, desk, visit, books)
    }
    let mayMake = books.role.may(.changeMasters)
    let read = try await form.read(desk, books)
    let isPosting = gesture == "valider-saisie"
    guard read.faults.isEmpty || isPosting else {
      return try await page(form, desk, visit, books, faults: read.faults)
    }
    do {
      if isPosting {
        return try await EntryPosting.post(form, read, desk, visit, books) { form, faults in
          // The year is opened on the way; what is typed waits for it.
          if faults.contains(where: \.opensYear) { try await EntryScratch.keep(visit, books) }
          return try await page(form, desk, visit, books, faults: faults)
        }
      }
      let saved = try await books.saveDraft(read.draft, making: read.masters, endsScratch: true)
      if !saved.clashes.isEmpty { return Answer.seeOther(Address.draft(saved.id)) }
      let unknown = mayMake ? try await EntryFormModel.unknownCount(saved, books) : 0
      let said = Words.saved(saved, unknownNames: unknown)
      await visit.remember { $0.notice = said }
      if unknown > 0 || gesture == "valider" {
        return Answer.seeOther(
          unknown > 0 ? Address.draft(saved.id) : Address.withQuery(Address.posting, [("ids", "\(saved.id)")]))
      }
      return Answer.seeOther(
        form.heads.isEmpty ? Address.newEntry(journal: saved.journal, near: saved.date) : Address.drafts)
    } catch DraftRefusal.alreadyPosted(let entry) {
      return try await EntryPosting.overtaken(form, by: entry, visit, books) {
        try await page($0, desk, visit, books, faults: $1)
      }
    } catch DraftRefusal.unknown where !form.heads.isEmpty {
      let fault = EntryFault(field: "saisie", text: Words.draftThrownAway)
      return try await page(
        form.renamed(visit.environment.identifier()), desk, visit, books, faults: [fault])
    } catch let refusal as DraftRefusal {
      guard let field = field(of: refusal, in: read.draft) else { throw refusal }
      let fault = EntryFault(field: field, text: Words.of(refusal).text)
      return try await page(form, desk, visit, books, faults: [fault])
    }
  }

  /// The field that a refusal is about; nil for one that is about none.
  private static func field(of refusal: DraftRefusal, in draft: EntryDraft) -> String? {
    switch refusal {
    case .empty: "compte-1"
    case .journalBeyondPurchases: "journal"
    case .completedByOthers: "piece"
    case .accountBeyondPurchases(let account):
      draft.lines.first { $0.account == account }.map { "compte-\($0.place)" }
    default: nil
    }
  }

  /// Two values of one field are told as long as nobody chose, on a page of refusal too.
  private static func standingClashes(
    _ form: EntryForm, _ known: [DraftClash], _ faults: [EntryFault], _ books: Books
  ) async throws -> [DraftClash] {
    guard known.isEmpty, form.heads.count > 1, !faults.isEmpty else { return known }
    do { return try await books.draft(form.id).clashes } catch is DraftRefusal { return [] }
  }

  /// The entry that was validated just before, from the form of its own.
  private static func made(_ visit: Visit, _ books: Books) async throws -> JournalEntry.Validated? {
    guard let id = Identifier<JournalEntry.Validated>(hexadecimal: visit.query["apres"]), books.role.may(.readBooks)
    else { return nil }
    return try await books.postedEntry(id)
  }

  private static func page(
    _ form: EntryForm, _ desk: EntryDesk, _ visit: Visit, _ books: Books, faults: [EntryFault] = [],
    clashes: [DraftClash] = [], offersScratch: Bool = false, refusal: DocumentRefusal? = nil
  ) async throws -> Response {
    let clashes = try await standingClashes(form, clashes, faults, books)
    let drafts = try await books.drafts(DraftFilter(journal: form.journal), limit: 200)
    let scratch = offersScratch ? try await books.scratch() : nil
    // What nobody saved yet has no place for documents.
    let documents =
      form.heads.isEmpty
      ? nil
      : DocumentPanel(
        try await books.documents(of: .draft(form.id)), of: .draft(form.id), role: books.role, refusal: refusal)
    let model = try await EntryFormModel(
      form, desk, drafts: drafts, faults: faults, clashes: clashes, hasScratch: scratch != nil, documents: documents,
      guides: books.role.may(.draftEntries) ? try await books.guides() : [], made: try await made(visit, books), books)
    var frame = FrameRequest(title: model.title, here: .entry)
    frame.isCompact = true
    frame.hasErrors = !faults.isEmpty || refusal != nil
    return try await visit.page(
      "saisie", model, books, frame, status: frame.hasErrors ? .unprocessableContent : .ok)
  }
}

/// What is typed and not saved, sent at each line that is left.
enum EntryScratch {
  static func answer(_ visit: Visit, _ books: Books) async throws -> Response {
    guard visit.form["geste"] == "oublier" else {
      try await keep(visit, books)
      return Response(status: .noContent)
    }
    try await books.keepScratch(nil)
    return Answer.seeOther(Address.entry)
  }

  static func keep(_ visit: Visit, _ books: Books) async throws {
    let fields = visit.form.pairs.filter { $0.0 != FormGate.tokenField }
    let text = fields.map { "\(Percent.encode($0))=\(Percent.encode($1))" }.joined(separator: "&")
    try await books.keepScratch(text, of: Identifier(hexadecimal: visit.form["brouillon"]))
  }
}

/// The list under an account cell, as a fragment.
enum EntryTargetList {
  private static let shown = 8

  struct Model: Sendable {
    let rows: [Row]
    let isEmpty: Bool
    let mayMake: Bool

    struct Row: Sendable {
      let id: String
      /// What the cell holds once it is taken.
      let value: String
      let code: String
      let name: String
      let detail: String
      /// The guide it is; nil for an account or a third party.
      let guide: String?
      let isSelected: Bool
    }
  }

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let asked = visit.query.trimmed("q")
    let key = SearchText.key(asked)
    let guides =
      visit.query["guides"] != "1" || key.isEmpty || !books.role.may(.draftEntries)
      ? [] : try await books.guides().filter { SearchText.key($0.code).hasPrefix(key) }.prefix(3)
    let found = try await books.entryTargets(asked, limit: shown)
    let own = guides.enumerated().map { index, guide in
      Model.Row(
        id: "guide-\(index)", value: guide.code, code: guide.code, name: guide.name, detail: "guide",
        guide: "\(guide.id)", isSelected: index == 0)
    }
    let rows =
      own
      + found.enumerated().map { index, target in
        Model.Row(
          id: "cible-\(index)",
          value: [target.account, target.party?.code ?? ""].filter { !$0.isEmpty }.joined(separator: " "),
          code: target.party?.code ?? target.account,
          name: target.party == nil ? target.accountLabel : target.partyLabel,
          detail: target.party == nil ? "" : target.account, guide: nil, isSelected: own.isEmpty && index == 0)
      }
    return Answer.html(
      try visit.site.templates.renderFragment(
        "saisie-comptes", Model(rows: rows, isEmpty: rows.isEmpty, mayMake: books.role.may(.changeMasters))))
  }
}
