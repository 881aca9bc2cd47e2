import Application
import HTTPTypes
import Hummingbird
import Model

/// `/mois`: which months take entries.
enum PeriodLockPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await page(visit, books, typed: Form(), refusal: nil)
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let months = visit.form.pairs.compactMap { $0.0.hasPrefix("mois-") ? Int32($0.0.dropFirst(5)) : nil }
      .filter { (190_001...209_912).contains($0) }
    let spared = visit.form.pairs.compactMap { name, _ in
      name.hasPrefix("sauf-") ? Identifier<Person>(hexadecimal: name.dropFirst(5)) : nil
    }
    let isLocked = visit.form["geste"] == "verrouiller"
    do {
      try await books.setPeriodLocks(
        months: months, isLocked: isLocked, exempt: spared, reason: visit.form["motif"])
    } catch PostingRefusal.reasonMissing {
      return try await page(visit, books, typed: visit.form, refusal: Words.of(PostingRefusal.reasonMissing))
    }
    let said =
      months.isEmpty
      ? "Aucun mois n’est coché : rien n’a changé."
      : French.count(months.count, "mois", "mois") + (isLocked ? " fermés aux écritures." : " ouverts aux écritures.")
    await visit.remember { $0.notice = said }
    return Answer.seeOther(Address.periodLocks)
  }

  private static func page(
    _ visit: Visit, _ books: Books, typed: Form, refusal: Wording?
  ) async throws -> Response {
    let model = PeriodLockModel(
      years: try await books.years().map(\.year), locks: try await books.periodLocks(),
      people: try await books.peopleWhoPost(), role: books.role, typed: typed, refusal: refusal)
    var frame = FrameRequest(title: "Mois et exercices", here: .periods)
    frame.isCompact = true
    frame.hasErrors = refusal != nil
    return try await visit.page("mois", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }
}

struct PeriodLockModel: Sendable {
  let sentence: String
  let action = Address.periodLocks
  let yearAction = Address.nextYear
  let years: [Year]
  let people: [Spared]
  let mayChange: Bool
  let mayOpen: Bool
  let nextYearWords: String
  /// Of the last year.
  let lastDay: String
  let reason: String
  let reasonFault: String?
  let faults: FaultList?

  struct Year: Sendable {
    let id: String
    let name: String
    let months: [Month]
  }

  struct Month: Sendable {
    let field: String
    let name: String
    let state: String
    let pill: String
    let spared: String
    let reason: String
    let mayChange: Bool
  }

  struct Spared: Sendable {
    let field: String
    let name: String
  }

  /// Years shown: work stands in the newest ones.
  private static let shown = 3

  init(
    years all: [FiscalYear], locks: [PeriodLock], people: [SparedPerson], role: Role, typed: Form, refusal: Wording?
  ) {
    mayChange = role.may(.lockPeriods)
    mayOpen = role.may(.draftEntries)
    let known = Dictionary(locks.map { ($0.month, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Dictionary(people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let locked = locks.filter(\.isLocked).count
    sentence =
      locked == 0
      ? "Tous les mois prennent des écritures."
      : French.count(locked, "mois verrouillé", "mois verrouillés") + "."
    let newest = all.sorted { $0.end > $1.end }
    let mayChange = mayChange
    years = newest.prefix(Self.shown).map { year in
      Year(
        id: "exercice-\(year.end.compact)", name: "Exercice \(year.name)",
        months: Self.months(of: year).map { Self.month($0, known[$0], names, mayChange: mayChange) })
    }
    self.people = people.map { Spared(field: "sauf-\($0.id)", name: $0.name) }
    lastDay = newest.first?.end.iso ?? ""
    let next = newest.first.flatMap { $0.end.adding(days: 1) }
    nextYearWords = next.map { "Ouvrir l’exercice du \(French.longDate($0))" } ?? ""
    reason = typed["motif"]
    reasonFault = refusal?.text
    faults = reasonFault.flatMap { FaultList(faults: [("#motif", $0)]) }
  }

  /// AAAAMM, in order.
  private static func months(of year: FiscalYear) -> [Int32] {
    var found: [Int32] = []
    var month = year.start.monthNumber
    while month <= year.end.monthNumber {
      found.append(month)
      month = month % 100 == 12 ? month + 89 : month + 1
    }
    return found
  }

  private static func month(
    _ number: Int32, _ lock: PeriodLock?, _ names: [Identifier<Person>: String], mayChange: Bool
  ) -> Month {
    let isLocked = lock?.isLocked == true
    return Month(
      field: "mois-\(number)", name: French.month(number: number).capitalizedFirst,
      state: isLocked ? "verrouillé" : "ouvert", pill: isLocked ? "warn" : "ok",
      spared: isLocked ? (lock?.exempt ?? []).map { names[$0] ?? "une personne retirée" }.joined(separator: ", ") : "",
      reason: lock?.reason ?? "", mayChange: mayChange)
  }
}
