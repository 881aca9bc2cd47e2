import Application
import HTTPTypes
import Hummingbird
import Model

/// `/abonnements/nouveau`, `/abonnements/{id}`: a recurring entry is made or changed.
enum RecurrencePage {
  private struct Typed {
    var id: Identifier<Recurrence>
    var name = ""
    var journal = ""
    var label = ""
    var period = RecurrencePeriod.monthly.rawValue
    var day = "1"
    var start = ""
    var end = ""
    var lines = PatternForm([])
  }

  struct Model: Sendable {
    let heading: String
    let id: String
    let isNew: Bool
    let action: String
    let back = Address.recurrences
    let ending: String?
    let name: String
    let label: String
    let journals: [JournalChoice]
    let periods: [Period]
    let day: String
    let start: String
    let end: String
    let rows: [PatternRow]
    let faults: FaultList?
    let mayChange: Bool
    let formulaTitle = "Montant ou formule"

    struct Period: Sendable {
      let value: String
      let name: String
      let isSelected: Bool
    }
  }

  static func new(_ visit: Visit, _ books: Books) async throws -> Response {
    let today = visit.environment.today()
    var typed = Typed(id: visit.environment.identifier(), day: String(today.day), start: French.date(today))
    if let source = try await EntrySource.draft(visit.query, books) {
      typed.name = source.label
      typed.label = source.label
      typed.journal = source.journal
      typed.lines = PatternForm(source, asksAmount: false)
      if let date = source.date {
        typed.day = String(date.day)
        typed.start = French.date(date.adding(months: 1) ?? date)
      }
    } else if let id = Identifier<Guide>(hexadecimal: visit.query["guide"]) {
      let guide = try await books.guide(id)
      typed.name = guide.name
      typed.label = guide.label
      typed.journal = guide.journal
      typed.lines = PatternForm(guide.lines)
    }
    return try await page(typed, visit, books, isNew: true)
  }

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let id = Identifier<Recurrence>(hexadecimal: visit.part("id")),
      let card = try await books.recurrenceBook().recurrences.first(where: { $0.id == id })
    else { throw PageNotFound() }
    let typed = Typed(
      id: id, name: card.name, journal: card.journal, label: card.label, period: card.schedule.period.rawValue,
      day: String(card.schedule.day), start: French.date(card.schedule.start),
      end: card.schedule.end.map { French.date($0) } ?? "", lines: PatternForm(card.lines))
    return try await page(typed, visit, books, isNew: false, isActive: card.isActive)
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let form = visit.form
    let typed = Typed(
      id: Identifier(hexadecimal: form["abonnement"]) ?? visit.environment.identifier(), name: form.trimmed("nom"),
      journal: form.trimmed("journal"), label: form.trimmed("libelle"), period: UInt32(form["periode"]) ?? 1,
      day: form.trimmed("jour"), start: form.trimmed("debut"), end: form.trimmed("fin"), lines: PatternForm(form))
    let isNew = form["nouveau"] == "1"
    var faults: [(String, String)] = []
    let start = French.readDate(typed.start)
    if start == nil { faults.append(("#debut", "La première date manque, ou n’est pas une date : 15/03/2026.")) }
    let end = typed.end.isEmpty ? nil : French.readDate(typed.end)
    if end == nil, !typed.end.isEmpty { faults.append(("#fin", "« \(typed.end) » n’est pas une date.")) }
    guard faults.isEmpty, let start, let period = RecurrencePeriod(rawValue: typed.period) else {
      return try await page(typed, visit, books, isNew: isNew, faults: faults)
    }
    do {
      try await books.saveRecurrence(
        RecurrenceCard(
          id: typed.id, name: typed.name, journal: typed.journal, label: typed.label, lines: typed.lines.read,
          schedule: RecurrenceSchedule(period: period, day: UInt32(typed.day) ?? 0, start: start, end: end)))
    } catch let refusal as GuideNotTaken {
      faults = refusal.refusals.map { (GuidePage.field(of: $0), Words.of($0).text) }
      return try await page(typed, visit, books, isNew: isNew, faults: faults)
    } catch let refusal as RecurrenceRefusal {
      return try await page(
        typed, visit, books, isNew: isNew, faults: [(field(of: refusal), Words.of(refusal).text)])
    }
    await visit.remember { $0.notice = "Abonnement « \(typed.name) » enregistré." }
    return Answer.seeOther(Address.recurrences)
  }

  static func end(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let id = Identifier<Recurrence>(hexadecimal: visit.part("id")) else { throw PageNotFound() }
    try await books.endRecurrence(id)
    await visit.remember { $0.notice = "Abonnement terminé : il ne sera plus proposé." }
    return Answer.seeOther(Address.recurrences)
  }

  private static func field(of refusal: RecurrenceRefusal) -> String {
    switch refusal {
    case .amountMissing(let line): "#formule-\(line)"
    case .endBeforeStart: "#fin"
    case .journalMissing: "#journal"
    case .dayMalformed: "#jour"
    case .unknown, .notDue, .reasonMissing, .unbalanced: "#formule-1"
    }
  }

  private static func page(
    _ typed: Typed, _ visit: Visit, _ books: Books, isNew: Bool, isActive: Bool = true, faults: [(String, String)] = []
  ) async throws -> Response {
    let desk = try await books.entryDesk(for: .draftEntries)
    let mayChange = books.role.may(.changeMasters)
    let model = Model(
      heading: isNew ? "Nouvel abonnement" : "Abonnement « \(typed.name) »", id: "\(typed.id)", isNew: isNew,
      action: isNew ? Address.newRecurrence : Address.recurrence(typed.id),
      ending: isNew || !mayChange || !isActive ? nil : Address.recurrenceEnding(typed.id), name: typed.name,
      label: typed.label, journals: JournalChoice.all(desk, chosen: typed.journal),
      periods: RecurrencePeriod.allCases.map {
        Model.Period(value: String($0.rawValue), name: Words.name(of: $0), isSelected: $0.rawValue == typed.period)
      },
      day: typed.day, start: typed.start, end: typed.end, rows: typed.lines.rows,
      faults: FaultList(faults: faults.map { (href: $0.0, text: $0.1) }), mayChange: mayChange)
    var frame = FrameRequest(title: isNew ? "Nouvel abonnement" : "Abonnement", here: .recurrences)
    frame.isCompact = true
    frame.hasErrors = !faults.isEmpty
    return try await visit.page(
      "abonnement", model, books, frame, status: faults.isEmpty ? .ok : .unprocessableContent)
  }
}
