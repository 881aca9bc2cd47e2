import Application
import HTTPTypes
import Hummingbird
import Model

/// `/immobilisations/a-immobiliser`: debits on class 2 that are not in the register.
enum UnregisteredPage {
  static let mostRows = 500

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "À immobiliser", here: .assets, years: query.years)
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let lines = try await books.unregisteredLines(yearEnd: year.end, limit: mostRows)
    let model = UnregisteredModel(lines, year, mayManage: books.role.may(.manageAssets))
    return try await visit.page("a-immobiliser", model, books, frame)
  }
}

struct UnregisteredModel: Sendable {
  let sentence: String
  let listHref: String
  let isEmpty: Bool
  let mayManage: Bool
  let rows: [Row]

  struct Row: Sendable {
    let date: String
    let entry: String
    let entryHref: String
    let label: String
    let account: String
    let amount: String
    let left: String
    let registerHref: String
    let words: String
  }

  init(_ lines: [UnregisteredLine], _ year: FiscalYear, mayManage: Bool) {
    listHref = Address.inYear(Address.assets, year)
    isEmpty = lines.isEmpty
    self.mayManage = mayManage
    sentence =
      lines.isEmpty
      ? "Tous les débits de classe 2 de l’exercice \(year.name) sont au registre."
      : French.count(lines.count, "ligne débite", "lignes débitent")
        + " un compte d’immobilisation sans être au registre"
        + (lines.count == UnregisteredPage.mostRows ? " (les premières)." : ".")
    rows = lines.map { line in
      Row(
        date: French.date(line.date), entry: "\(line.journal) \(line.number)",
        entryHref: Address.entry(line.reference.entry), label: line.label,
        account: "\(line.account) \(line.accountLabel)", amount: French.amount(line.amount),
        left: French.amount(line.left),
        registerHref: Address.withQuery(
          Address.newAsset, [("ligne", "\(line.reference.entry)-\(line.reference.line)")]),
        words: "Immobiliser \(line.label), \(French.amount(line.left))")
    }
  }
}
