import Application
import Model

/// The field `connu` of the address of a report, as addresses hold it and as people type it.
enum KnownField {
  static let name = "connu"

  /// Nil for an empty field: the present.
  ///
  /// - Throws: ``KnownMomentRefusal`` for what is no moment.
  static func read(_ text: String) throws -> KnownMoment? {
    guard !text.isEmpty else { return nil }
    guard let moment = moment(text) else { throw KnownMomentRefusal(typed: text) }
    return moment
  }

  /// `2026-03-31`, `2026-03-31T18:04`, `31/03/2026`, `31/03/2026 18:04`, `31/03/2026 à 18h04`.
  private static func moment(_ text: String) -> KnownMoment? {
    if let moment = KnownMoment(text: text) { return moment }
    let parts = text.split { $0.isWhitespace }.filter { $0 != "à" }
    guard let first = parts.first, let day = French.readDate(first), parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return KnownMoment(day: day) }
    let clock = parts[1].split(omittingEmptySubsequences: false) { ":hH".contains($0) }.map { $0.isEmpty ? "0" : $0 }
    guard clock.count == 2, clock.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let hour = UInt8(clock[0]), hour < 24, let minute = UInt8(clock[1]), minute < 60
    else {
      return nil
    }
    return KnownMoment(day: day, minutes: Int(hour) * 60 + Int(minute))
  }

  /// The name of a file says it too: `balance-20261231-connu-20260331.csv`.
  static func fileName(_ name: String) -> String {
    guard let known = Address.known, let point = name.lastIndex(of: ".") else { return name }
    let minutes = known.minutes.map { "-\(French.two($0 / 60))\(French.two($0 % 60))" } ?? ""
    return "\(name[..<point])-connu-\(known.day.compact)\(minutes)\(name[point...])"
  }

  /// The head of a file of a report: of the past, a line that says so stands first.
  static func sheetHead(_ names: [String]) -> String {
    guard let known = Address.known else { return SheetText.head(names) }
    return SheetText.head([Words.known(known).capitalizedFirst]) + SheetText.row(names.map { .text($0) })
  }
}

/// What was typed as a moment is none.
struct KnownMomentRefusal: Refusal, Equatable {
  let typed: String
  var code: String { "history.unknown_moment" }
}

extension Address {
  /// The moment that the page being made shows the books at: every link to a report keeps it. A page has some forty
  /// places that make links; that none of them forgets is worth a value that none of them is handed.
  @TaskLocal static var known: KnownMoment?

  private static let reports = [
    trialBalance, auxiliaryBalance, agedBalance, statement, statements, accounts, journals, ledger, balanceSheet,
    incomeStatement, changes, "/ecritures",
  ]

  /// The fields of an address, with the moment where the page at that path can be read as known then.
  static func keepingMoment(_ fields: [(String, String)], _ path: String) -> [(String, String)] {
    guard let known, !fields.contains(where: { $0.0 == KnownField.name }),
      reports.contains(where: { path == $0 || path.hasPrefix($0 + "/") })
    else { return fields }
    return fields + [(KnownField.name, known.text)]
  }

  /// What changed since a moment.
  static func changes(since moment: KnownMoment, year: FiscalYear, account: String? = nil, page: Int64? = nil) -> String
  {
    withQuery(
      changes,
      [("exercice", year.end.iso), ("depuis", moment.text)] + (account.map { [("compte", $0)] } ?? [])
        + (page.map { [("page", "\($0)")] } ?? []))
  }
}

/// What stands above every page, print included, that shows the books as they were known at a moment.
struct KnownBanner: Sendable {
  let sentence: String
  let meaning: String
  /// As it stands in the field.
  let typed: String
  let changesHref: String?
  let presentHref: String?

  init?(_ visit: Visit, _ known: KnownMoment?, year: FiscalYear?) {
    guard let known else { return nil }
    sentence = Words.known(known).capitalizedFirst + "."
    meaning = Words.knownMeaning
    typed = French.moment(known)
    let kept = visit.query.pairs.filter { $0.0 != KnownField.name && $0.0 != "page" && $0.0 != "sortie" }
    (changesHref, presentHref) = Address.$known.withValue(nil) {
      (
        visit.path == Address.changes ? nil : year.map { Address.changes(since: known, year: $0) },
        Address.withQuery(visit.path, kept)
      )
    }
  }
}
