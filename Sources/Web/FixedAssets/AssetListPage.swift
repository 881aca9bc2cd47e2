import Application
import HTTPTypes
import Hummingbird
import Model

/// `/immobilisations`: the register at the end of a year.
enum AssetListPage {
  static let rowsPerPage = 100

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Immobilisations", here: .assets, years: query.years)
    frame.yearBoundFields = ["page"]
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let model = AssetListModel(
      try await books.assetRegister(yearEnd: year.end), rubric: visit.query["rubrique"], from: visit.query["page"],
      mayManage: books.role.may(.manageAssets))
    frame.printTitle = "Immobilisations, exercice \(year.name)"
    return try await visit.page("immobilisations", model, books, frame)
  }
}

struct AssetListModel: Sendable {
  let sentence: String
  let links: AssetLinks
  let mayManage: Bool
  let isEmpty: Bool
  let isFiltered: Bool
  let allHref: String
  let unregistered: String?
  let rubrics: [Rubric]
  let rows: [Row]
  let range: String?
  let cost: String
  let accumulated: String
  let net: String
  let pager: PagerModel?

  struct Rubric: Sendable {
    let label: String
    let count: String
    let href: String
    let isCurrent: Bool
  }

  struct Row: Sendable {
    let href: String
    let label: String
    let composite: String
    let account: String
    let accountHref: String
    let acquired: String
    let method: String
    let cost: String
    let accumulated: String
    let net: String
    let state: String?
  }

  init(_ register: AssetRegister, rubric: String, from start: String, mayManage: Bool) {
    let year = register.year
    self.mayManage = mayManage
    links = AssetLinks(year)
    func href(_ code: String, _ page: String? = nil) -> String {
      Address.inYear(
        Address.assets, year,
        (code.isEmpty ? [] : [("rubrique", code)]) + (page.map { [("page", $0)] } ?? []))
    }
    let counts = Dictionary(grouping: register.cards) { $0.rubric?.code ?? "" }
    let current = counts[rubric] == nil ? "" : rubric
    let kept = current.isEmpty ? register.cards : counts[current] ?? []
    let held = register.cards.filter { $0.asset.isHeld(on: year.end) }.count
    sentence =
      register.cards.isEmpty
      ? "Aucune immobilisation au registre à la fin de l’exercice \(year.name)."
      : French.count(held, "immobilisation présente", "immobilisations présentes")
        + " au \(French.longDate(year.end))."
    isEmpty = kept.isEmpty
    isFiltered = !current.isEmpty
    allHref = href("")
    unregistered =
      register.unregistered == 0
      ? nil
      : French.count(
        register.unregistered, "débit de classe 2 n’est pas au registre", "débits de classe 2 ne sont pas au registre")
        + "."
    rubrics =
      [Rubric(label: "Toutes", count: French.integer(register.cards.count), href: href(""), isCurrent: current.isEmpty)]
      + register.rubrics.filter { counts[$0.code] != nil }.map {
        Rubric(
          label: $0.label, count: French.integer(counts[$0.code]?.count ?? 0), href: href($0.code),
          isCurrent: current == $0.code)
      }
    let sorted = kept.sorted { Self.key($0).precedes(Self.key($1)) }
    let window = KeyedWindow(sorted, from: start, size: AssetListPage.rowsPerPage, key: Self.key)
    rows = window.rows.map { Self.row($0, year) }
    range =
      window.rows.count < window.total
      ? "\(French.integer(window.rows.count)) immobilisations sur \(French.integer(window.total))." : nil
    cost = French.amount(Self.sum(kept, \.asset.cost))
    accumulated = French.amount(Self.sum(kept, \.accumulated))
    net = French.amount(Self.sum(kept, \.netValue))
    pager = PagerModel(
      label: "Pages du registre", first: href(current), previous: window.previous.map { href(current, $0) },
      next: window.next.map { href(current, $0) })
  }

  /// By account, then in the order they were entered.
  private static func key(_ card: AssetCard) -> String { "\(card.asset.account)-\(card.asset.id)" }

  private static func sum(_ cards: [AssetCard], _ amount: (AssetCard) -> Money) -> MoneyTotal {
    cards.reduce(into: MoneyTotal.zero) { $0.add(amount($1)) }
  }

  private static func row(_ card: AssetCard, _ year: FiscalYear) -> Row {
    let asset = card.asset
    let state =
      asset.disposal.map { "sortie le \(French.date($0.date))" }
      ?? (asset.method != .none && asset.inService == nil ? "pas en service" : nil)
    return Row(
      href: Address.asset(asset.id), label: asset.label, composite: asset.composite, account: asset.account,
      accountHref: Address.account(asset.account, year: year), acquired: asset.acquired.map(French.date) ?? "",
      method: AssetText.method(asset), cost: French.amount(asset.cost), accumulated: French.amount(card.accumulated),
      net: French.amount(card.netValue), state: state)
  }
}

/// The pages of assets, in one year.
struct AssetLinks: Sendable {
  let list: String
  let depreciation: String
  let tables: String
  let unregistered: String
  let new = Address.newAsset

  init(_ year: FiscalYear) {
    list = Address.inYear(Address.assets, year)
    depreciation = Address.inYear(Address.depreciation, year)
    tables = Address.inYear(Address.assetTables, year)
    unregistered = Address.inYear(Address.unregisteredLines, year)
  }
}

/// What an asset is, in few words.
enum AssetText {
  /// `linéaire, 5 ans`.
  static func method(_ asset: FixedAsset) -> String {
    asset.method == .none ? Words.name(of: .none) : "\(Words.name(of: asset.method)), \(duration(asset.months))"
  }

  /// `5 ans`, `18 mois`.
  static func duration(_ months: UInt32) -> String {
    months % 12 == 0
      ? French.count(months / 12, "an", "ans") : French.count(months, "mois", "mois")
  }
}
