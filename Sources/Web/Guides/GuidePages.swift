import Application
import HTTPTypes
import Hummingbird
import Model

/// `/guides`: the models of entries in use.
enum GuideListPage {
  struct Model: Sendable {
    let sentence: String
    let rows: [Row]
    let isEmpty: Bool
    let mayChange: Bool
    let newHref = Address.newGuide

    struct Row: Sendable {
      let code: String
      let name: String
      let journal: String
      let lines: String
      let href: String
      let useHref: String
    }
  }

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let guides = try await books.guides()
    let rows = guides.map { guide in
      Model.Row(
        code: guide.code, name: guide.name, journal: guide.journal,
        lines: guide.lines.map(\.account).joined(separator: ", "), href: Address.guide(guide.id),
        useHref: Address.withQuery(Address.entry, [("guide", "\(guide.id)")]))
    }
    let sentence =
      guides.isEmpty
      ? "Aucun guide de saisie."
      : "\(French.count(guides.count, "guide", "guides")) de saisie. Tapez son code dans une écriture vide."
    let model = Model(
      sentence: sentence, rows: rows, isEmpty: rows.isEmpty, mayChange: books.role.may(.changeMasters))
    var frame = FrameRequest(title: "Guides de saisie", here: .guides)
    frame.isCompact = true
    frame.printTitle = "Guides de saisie"
    return try await visit.page("guides", model, books, frame)
  }
}

/// `/guides/nouveau`, `/guides/{id}`: a guide is made or changed.
enum GuidePage {
  static func new(_ visit: Visit, _ books: Books) async throws -> Response {
    var typed = Typed(id: visit.environment.identifier())
    if let source = try await EntrySource.draft(visit.query, books) {
      typed = Typed(
        id: typed.id, name: source.label, journal: source.journal, label: source.label,
        lines: PatternForm(source, asksAmount: true))
    }
    return try await page(typed, visit, books, isNew: true)
  }

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let id = Identifier<Guide>(hexadecimal: visit.part("id")) else { throw PageNotFound() }
    let guide = try await books.guide(id)
    let typed = Typed(
      id: id, code: guide.code, name: guide.name, journal: guide.journal, label: guide.label,
      lines: PatternForm(guide.lines))
    return try await page(typed, visit, books, isNew: false)
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let form = visit.form
    let id = Identifier<Guide>(hexadecimal: form["guide"]) ?? visit.environment.identifier()
    let typed = Typed(
      id: id, code: form.trimmed("code").uppercased(), name: form.trimmed("nom"), journal: form.trimmed("journal"),
      label: form.trimmed("libelle"), lines: PatternForm(form))
    let isNew = form["nouveau"] == "1"
    do {
      try await books.saveGuide(
        GuideCard(
          id: id, code: typed.code, name: typed.name, journal: typed.journal, label: typed.label,
          lines: typed.lines.read))
    } catch let refusal as GuideNotTaken {
      return try await page(typed, visit, books, isNew: isNew, faults: refusal.refusals)
    }
    await visit.remember { $0.notice = "Guide \(typed.code) enregistré." }
    return Answer.seeOther(Address.guides)
  }

  static func withdraw(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let id = Identifier<Guide>(hexadecimal: visit.part("id")) else { throw PageNotFound() }
    try await books.withdrawGuide(id)
    await visit.remember { $0.notice = "Guide retiré. Ce qu’il a servi à saisir reste." }
    return Answer.seeOther(Address.guides)
  }

  private struct Typed {
    var id: Identifier<Guide>
    var code = ""
    var name = ""
    var journal = ""
    var label = ""
    var lines = PatternForm([])
  }

  struct Model: Sendable {
    let heading: String
    let id: String
    let isNew: Bool
    let action: String
    let back = Address.guides
    let withdrawal: String?
    let code: String
    let name: String
    let label: String
    let journals: [JournalChoice]
    let rows: [PatternRow]
    let faults: FaultList?
    let mayChange: Bool
    let formulaTitle = "Formule"
  }

  private static func page(
    _ typed: Typed, _ visit: Visit, _ books: Books, isNew: Bool, faults: [GuideRefusal] = []
  ) async throws -> Response {
    let desk = try await books.entryDesk(for: .draftEntries)
    let mayChange = books.role.may(.changeMasters)
    let model = Model(
      heading: isNew ? "Nouveau guide" : "Guide \(typed.code)", id: "\(typed.id)", isNew: isNew,
      action: isNew ? Address.newGuide : Address.guide(typed.id),
      withdrawal: isNew || !mayChange ? nil : Address.guideWithdrawal(typed.id), code: typed.code, name: typed.name,
      label: typed.label, journals: JournalChoice.all(desk, chosen: typed.journal), rows: typed.lines.rows,
      faults: FaultList(faults: faults.map { (field(of: $0), Words.of($0).text) }), mayChange: mayChange)
    var frame = FrameRequest(title: model.heading, here: .guides)
    frame.isCompact = true
    frame.hasErrors = !faults.isEmpty
    return try await visit.page("guide", model, books, frame, status: faults.isEmpty ? .ok : .unprocessableContent)
  }

  static func field(of refusal: GuideRefusal) -> String {
    switch refusal {
    case .codeMissing, .codeMalformed, .codeTaken: "#code"
    case .nameMissing: "#nom"
    case .line(let number, .account): "#compte-\(number)"
    case .line(let number, _): "#formule-\(number)"
    case .unknown, .noLines, .tooManyLines: "#compte-1"
    }
  }
}

/// The draft or the entry that a guide, or a recurring entry, is made of.
enum EntrySource {
  static func draft(_ query: Form, _ books: Books) async throws -> EntryDraft? {
    if let id = Identifier<Draft>(hexadecimal: query["brouillon"]) { return try await books.draft(id) }
    guard let id = Identifier<JournalEntry.Validated>(hexadecimal: query["ecriture"]) else { return nil }
    return try await books.draftOf(entry: id)
  }
}
