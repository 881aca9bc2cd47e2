import Application
import HTTPTypes
import Hummingbird
import Model

/// `/regularisations`: charges and income put into the year they belong to.
enum CutOffPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await page(visit, books, CutOffForm(visit.query), faults: [])
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try books.assetDesk()
    guard let end = CalendarDate(iso: visit.form["exercice"]) else { throw PageNotFound() }
    let form = CutOffForm(visit.form)
    let read = form.read()
    guard read.faults.isEmpty else {
      return try await page(visit, books, form, faults: read.faults)
    }
    do {
      let made = try await books.makeCutOff(read.request, yearEnd: end)
      await visit.remember {
        $0.notice =
          "\(Words.name(of: made.kind)) de \(French.amount(made.share))\(French.hardSpace)€ : l’écriture et son "
          + "extourne attendent au brouillard."
      }
      return Answer.seeOther(Address.withQuery(Address.cutOffs, [("exercice", end.iso)]))
    } catch let refusal as CutOffNotTaken {
      return try await page(visit, books, form, faults: refusal.problems.map { ($0.field, Words.of($0)) })
    } catch let refusal as CutOffRefusal {
      return try await page(visit, books, form, faults: [("tiers", Words.of(refusal).text)])
    }
  }

  static func discard(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try books.assetDesk()
    guard let id = Identifier<CutOff>(hexadecimal: visit.form["regularisation"]) else { throw PageNotFound() }
    do {
      try await books.discardCutOff(id)
      await visit.remember { $0.notice = "Régularisation jetée, avec son extourne." }
    } catch let refusal as CutOffRefusal {
      await visit.remember { $0.notice = Words.of(refusal).text }
    }
    return Answer.seeOther(Address.withQuery(Address.cutOffs, [("exercice", visit.form["exercice"])]))
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ form: CutOffForm, faults: [(field: String, text: String)]
  ) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Régularisations de fin d’exercice", here: .cutOffs, years: query.years)
    frame.isCompact = true
    let asked = CalendarDate(iso: visit.form["exercice"])
    let year = asked.flatMap { end in query.years.first { $0.year.end == end }?.year } ?? query.card?.year
    guard let year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    frame.hasErrors = !faults.isEmpty
    frame.printTitle = "Régularisations, exercice \(year.name)"
    let model = CutOffModel(
      try await books.cutOffs(yearEnd: year.end), form, faults, mayManage: books.role.may(.manageAssets))
    return try await visit.page(
      "regularisations", model, books, frame, status: faults.isEmpty ? .ok : .unprocessableContent)
  }
}

/// A cut-off as it is typed.
struct CutOffForm: Sendable {
  let kind: CutOffKind
  let texts: [String: String]

  private static let names = ["libelle", "compte", "tiers", "montant", "tva", "du", "au"]
  subscript(name: String) -> String { texts[name] ?? "" }

  init(_ form: Form) {
    kind = UInt8(form["sorte"]).flatMap(CutOffKind.init(rawValue:)) ?? .prepaidExpense
    texts = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, form.trimmed($0)) })
  }

  func read() -> (request: CutOffRequest, faults: [(field: String, text: String)]) {
    var faults: [(field: String, text: String)] = []
    func amount(_ name: String) -> Money {
      guard let cents = AmountText.cents(self[name]), abs(cents) <= Money.largestMinor else {
        faults.append((name, "« \(self[name]) » n’est pas un montant : écrivez 1234,50."))
        return .zero
      }
      return Money(minor: cents)
    }
    func day(_ name: String) -> CalendarDate? {
      guard !self[name].isEmpty else { return nil }
      let date = French.readDate(self[name])
      if date == nil { faults.append((name, "« \(self[name]) » n’est pas une date : écrivez 15/03/2026.")) }
      return date
    }
    var request = CutOffRequest(
      kind: kind, label: self["libelle"], account: self["compte"], amount: amount("montant"), vat: amount("tva"))
    let (start, end) = (day("du"), day("au"))
    if let start, let end { request.period = CutOffPeriod(start: start, end: end) }
    if !self["tiers"].isEmpty {
      request.party = PartyKey(nature: kind == .invoiceToMake ? .customer : .supplier, code: self["tiers"])
    }
    return (request, faults)
  }
}

extension CutOffProblem {
  /// The field that says it.
  fileprivate var field: String {
    switch self {
    case .labelMissing: "libelle"
    case .accountWrong: "compte"
    case .amountNotPositive, .nothingToCarry: "montant"
    case .vatOutOfBounds: "tva"
    case .periodMissing, .periodBackward: "du"
    case .periodEndsInYear: "au"
    }
  }
}
