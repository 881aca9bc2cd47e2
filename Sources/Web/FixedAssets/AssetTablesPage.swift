import Application
import HTTPTypes
import Hummingbird
import Model

/// `/immobilisations/tableaux`: the figures of the tables 2054 and 2055.
enum AssetTablesPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Tableaux 2054 et 2055", here: .assets, years: query.years)
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    frame.printTitle = "Immobilisations et amortissements, exercice \(year.name)"
    let model = AssetTablesModel(try await books.assetTables(yearEnd: year.end), year)
    return try await visit.page("immobilisations-tableaux", model, books, frame)
  }

  static func download(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    guard let year = query.card?.year else { throw PageNotFound() }
    let text = csv(try await books.assetTables(yearEnd: year.end))
    return Answer.download(
      .init(byteBuffer: .init(string: text)), type: "text/csv; charset=utf-8",
      name: "immobilisations-\(year.end.iso).csv")
  }

  static func csv(_ tables: AssetTables) -> String {
    let head = ["Tableau", "Rubrique", "Début", "Augmentations", "Diminutions", "Fin", "Comptes", "Écart"]
    let rows = [("2054", tables.costs), ("2055", tables.depreciation)].flatMap { name, rows in
      rows.map { row -> [SheetText.Cell] in
        [
          .text(name), .text(row.rubric.label), .total(row.opening), .total(row.increases), .total(row.decreases),
          .total(row.closing), .total(row.inAccounts), .total(row.difference),
        ]
      }
    }
    return SheetText.head(head) + rows.map { SheetText.row($0) }.joined()
  }
}

struct AssetTablesModel: Sendable {
  let sentence: String
  let isSound: Bool
  let isEmpty: Bool
  let links: AssetLinks
  let sheetHref: String
  let tables: [Table]

  struct Table: Sendable {
    let id: String
    let name: String
    let rows: [Row]
    let total: Row
  }

  struct Row: Sendable {
    let label: String
    let href: String
    let opening: String
    let increases: String
    let decreases: String
    let closing: String
    let inAccounts: String
    let accounts: [Account]
    /// Nil where the register and the accounts agree.
    let difference: String?
  }

  struct Account: Sendable {
    let number: String
    let href: String
  }

  init(_ tables: AssetTables, _ year: FiscalYear) {
    links = AssetLinks(year)
    sheetHref = Address.inYear(Address.assetTablesSheet, year)
    isEmpty = tables.costs.isEmpty && tables.depreciation.isEmpty
    let gaps = (tables.costs + tables.depreciation).filter { !$0.difference.isZero }.count
    isSound = gaps == 0
    sentence =
      isEmpty
      ? "Ni immobilisation ni compte de classe 2 dans l’exercice \(year.name)."
      : gaps == 0
        ? "Le registre et les comptes disent la même chose à la fin de l’exercice \(year.name)."
        : French.count(gaps, "ligne diffère", "lignes diffèrent") + " entre le registre et les comptes."
    self.tables = [
      Self.table("t2054", "2054, immobilisations", tables.costs, year),
      Self.table("t2055", "2055, amortissements", tables.depreciation, year),
    ].filter { !$0.rows.isEmpty }
  }

  private static func table(_ id: String, _ name: String, _ rows: [AssetTables.Row], _ year: FiscalYear) -> Table {
    func sum(_ amount: (AssetTables.Row) -> MoneyTotal) -> MoneyTotal { rows.reduce(.zero) { $0 + amount($1) } }
    let gap = sum(\.difference)
    return Table(
      id: id, name: name, rows: rows.map { row($0, year) },
      total: Row(
        label: "Total", href: Address.inYear(Address.assets, year), opening: French.amount(sum(\.opening)),
        increases: French.amount(sum(\.increases)), decreases: French.amount(sum(\.decreases)),
        closing: French.amount(sum(\.closing)), inAccounts: French.amount(sum(\.inAccounts)), accounts: [],
        difference: gap.isZero ? nil : French.amount(gap)))
  }

  private static func row(_ row: AssetTables.Row, _ year: FiscalYear) -> Row {
    Row(
      label: row.rubric.label, href: Address.inYear(Address.assets, year, [("rubrique", row.rubric.code)]),
      opening: French.amount(row.opening), increases: French.amount(row.increases),
      decreases: French.amount(row.decreases), closing: French.amount(row.closing),
      inAccounts: French.amount(row.inAccounts),
      accounts: row.accounts.map { Account(number: $0, href: Address.account($0, year: year)) },
      difference: row.difference.isZero ? nil : French.amount(row.difference))
  }
}
