import Application
import HTTPTypes
import Hummingbird
import Model

/// `/brouillard`: the drafts, and what can be done to several at once.
enum DraftListPage {
  static let rowsPerPage = 100

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let filter = DraftQuery(visit.query)
    let list = try await books.drafts(filter.filter, after: filter.cursor, limit: rowsPerPage)
    let desk = try await books.entryDesk()
    let model = DraftListModel(
      list, filter, desk, role: books.role, acts: try await books.draftActs())
    var frame = FrameRequest(title: "Brouillard", here: .drafts)
    frame.isCompact = true
    frame.printTitle = "Brouillard"
    return try await visit.page("brouillard", model, books, frame)
  }

  /// What was ticked, or all that the filters show, as an address: a review is looked at, and changes nothing.
  static func choose(_ visit: Visit, _ books: Books) async throws -> Response {
    guard visit.form["tout"] != "1" else {
      let fields = DraftQuery(Form(encoded: visit.form["filtre"].drop { $0 == "?" })).fields()
      return Answer.seeOther(Address.withQuery(Address.posting, [("tout", "1")] + fields))
    }
    let ids = Self.chosen(visit.form).map { "\($0)" }.joined(separator: ".")
    guard !ids.isEmpty else { return await nothingTicked(visit) }
    return Answer.seeOther(Address.withQuery(Address.posting, [("ids", ids)]))
  }

  private static func nothingTicked(_ visit: Visit) async -> Response {
    await visit.remember { $0.notice = "Aucun brouillon n’est coché." }
    return Answer.seeOther(Address.drafts)
  }

  static func discard(_ visit: Visit, _ books: Books) async throws -> Response {
    let ids = Self.chosen(visit.form)
    guard !ids.isEmpty else { return await nothingTicked(visit) }
    try await books.discardDrafts(ids)
    await visit.remember {
      $0.notice = French.count(ids.count, "brouillon jeté", "brouillons jetés") + "."
    }
    return Answer.seeOther(Address.drafts)
  }

  /// The same day or journal for several.
  static func change(_ visit: Visit, _ books: Books) async throws -> Response {
    let ids = Self.chosen(visit.form)
    guard !ids.isEmpty else { return await nothingTicked(visit) }
    let desk = try await books.entryDesk(for: .draftEntries)
    var edit = DraftEdit()
    let journal = visit.form.trimmed("nouveau-journal")
    if desk.journals.contains(where: { $0.code == journal && $0.isThere }) { edit.journal = journal }
    let typed = visit.form.trimmed("nouvelle-date")
    if !typed.isEmpty {
      guard let date = DayText.read(typed, near: desk.today, years: desk.years) else {
        await visit.remember { $0.notice = "« \(typed) » n’est pas une date : rien n’a changé." }
        return Answer.seeOther(Address.drafts)
      }
      edit.date = date
    }
    if !edit.isEmpty {
      try await books.changeDrafts(ids, edit)
      await visit.remember { $0.notice = French.count(ids.count, "brouillon changé", "brouillons changés") + "." }
    }
    return Answer.seeOther(Address.drafts)
  }

  /// The boxes that are ticked: one field for each, named by its draft.
  static func chosen(_ form: Form) -> [Identifier<Draft>] {
    form.pairs.compactMap { name, _ in
      name.hasPrefix("choix-") ? Identifier<Draft>(hexadecimal: name.dropFirst(6)) : nil
    }
  }
}

/// Takes the last act of this person on drafts back, or does it again.
enum DraftUndoAction {
  static func undo(_ visit: Visit, _ books: Books) async throws -> Response {
    let act = try await books.undoDrafts()
    await visit.remember { $0.notice = "Annulé : \(Words.of(act))." }
    return Answer.seeOther(Address.drafts)
  }

  static func redo(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try await books.redoDrafts()
    await visit.remember { $0.notice = "Rétabli." }
    return Answer.seeOther(Address.drafts)
  }
}

/// Which drafts the address asks for.
struct DraftQuery: Sendable {
  let filter: DraftFilter
  let cursor: DraftList.Cursor?
  let month: String

  init(_ query: Form) {
    let month = query.trimmed("mois")
    self.month = month
    filter = DraftFilter(
      journal: query.trimmed("journal"), month: CalendarDate(iso: month + "-01")?.monthNumber,
      onlyUnbalanced: query["ecart"] == "1")
    let parts = query["page"].split(separator: "-")
    if parts.count == 2, let date = Int32(parts[0]), let number = Int64(parts[1]) {
      cursor = DraftList.Cursor(date: date, number: number)
    } else {
      cursor = nil
    }
  }

  /// The fields of the address, with others in their place.
  func fields(journal: String? = nil, onlyUnbalanced: Bool? = nil) -> [(String, String)] {
    let code = journal ?? filter.journal
    return (code.isEmpty ? [] : [("journal", code)]) + (month.isEmpty ? [] : [("mois", month)])
      + ((onlyUnbalanced ?? filter.onlyUnbalanced) ? [("ecart", "1")] : [])
  }
}

struct DraftListModel: Sendable {
  let sentence: String
  let rows: [Row]
  let isEmpty: Bool
  let isFiltered: Bool
  let debit: String
  let credit: String
  let journals: [Choice]
  let newJournals: [Choice]
  let onlyUnbalancedHref: String
  let onlyUnbalanced: Bool
  let unbalancedWords: String
  let allHref = Address.drafts
  let entryHref = Address.entry
  /// Nil for who types purchases alone.
  let fileHref: String?
  let chooseAction = Address.draftsChoose
  /// The filters of the list, as the address has them.
  let filter: String
  let discardAction = Address.draftsDiscard
  /// Changes several at once; nil for who types purchases alone.
  let changeAction: String?
  let mayPost: Bool
  let nextHref: String?
  let undoAction = Address.draftsUndo
  let redoAction = Address.draftsRedo
  /// What this person can take back, and do again; nil for nothing.
  let undo: String?
  let redo: String?

  struct Choice: Sendable {
    let label: String
    let value: String
    let href: String
    let isCurrent: Bool
  }

  struct Row: Sendable {
    let id: String
    let href: String
    let date: String
    let journal: String
    let piece: String
    let label: String
    let lines: String
    let debit: String
    let credit: String
    let state: String
    let pill: String
    let words: String
  }

  init(_ list: DraftList, _ query: DraftQuery, _ desk: EntryDesk, role: Role, acts: DraftActStack) {
    let totals = list.totals
    undo = acts.undo.map { Words.of($0) }
    redo = acts.redo.map { Words.of($0) }
    mayPost = role.may(.postEntries)
    fileHref = role.may(.draftEntries) ? Address.entryFile : nil
    changeAction = role.may(.draftEntries) ? Address.draftsChange : nil
    sentence =
      totals.count == 0
      ? "Rien n’attend d’être validé."
      : French.count(totals.count, "écriture attend", "écritures attendent") + " d’être validée"
        + (totals.count > 1 ? "s" : "")
        + (totals.unbalanced == 0 ? "." : ", dont \(French.count(totals.unbalanced, "a un écart", "ont un écart")).")
    rows = list.cards.map(Self.row)
    isEmpty = rows.isEmpty
    isFiltered = query.filter != DraftFilter()
    (debit, credit) = (French.amount(totals.debit), French.amount(totals.credit))
    journals =
      [("Tous", "")].map { Self.choice($0, $1, query) }
      + desk.journals.filter(\.isThere).map { Self.choice($0.code, $0.code, query) }
    newJournals = desk.journals.filter(\.isThere).map {
      Choice(label: "\($0.code) \($0.label)", value: $0.code, href: "", isCurrent: false)
    }
    filter = Address.withQuery("", query.fields())
    onlyUnbalanced = query.filter.onlyUnbalanced
    onlyUnbalancedHref = Address.withQuery(Address.drafts, query.fields(onlyUnbalanced: !query.filter.onlyUnbalanced))
    unbalancedWords = "Avec un écart"
    nextHref = list.next.map {
      Address.withQuery(Address.drafts, query.fields() + [("page", "\($0.date)-\($0.number)")])
    }
  }

  private static func choice(_ label: String, _ code: String, _ query: DraftQuery) -> Choice {
    Choice(
      label: label, value: code, href: Address.withQuery(Address.drafts, query.fields(journal: code)),
      isCurrent: query.filter.journal == code)
  }

  private static func row(_ card: DraftCard) -> Row {
    let isBalanced = card.debit == card.credit
    return Row(
      id: "choix-\(card.id)", href: Address.draft(card.id), date: card.date.map { French.date($0) } ?? "",
      journal: card.journal, piece: card.voucherReference.isEmpty ? "sans pièce" : card.voucherReference,
      label: card.label.isEmpty ? "Sans libellé" : card.label,
      lines: French.integer(card.lineCount), debit: French.side(card.debit), credit: French.side(card.credit),
      state: card.clashCount > 0 ? "désaccord" : isBalanced ? "équilibrée" : "écart",
      pill: card.clashCount > 0 ? "bad" : isBalanced ? "ok" : "warn",
      words: "Choisir \(card.journal) \(card.voucherReference)")
  }
}

extension DraftListModel.Row: TemplateRow {
  static let fields: [String: @Sendable (DraftListModel.Row) -> Any?] = [
    "id": { $0.id }, "href": { $0.href }, "date": { $0.date }, "journal": { $0.journal }, "piece": { $0.piece },
    "label": { $0.label }, "lines": { $0.lines }, "debit": { $0.debit }, "credit": { $0.credit },
    "state": { $0.state }, "pill": { $0.pill }, "words": { $0.words },
  ]
}
