import Application
import Hummingbird
import Model

/// `/plan-comptable`
enum ChartPages {
  /// Accounts on one page.
  static let rowsPerPage = 150

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Plan comptable", here: .chart, years: query.years)
    frame.yearBoundFields = ["page"]
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let filter = ChartFilter(
      digit: visit.query["classe"], showsPlan: visit.query["plan"] == "tout", start: visit.query["page"])
    let model = ChartModel(try await books.chart(yearEnd: year.end), filter: filter)
    frame.printTitle = model.caption
    return try await visit.page("plan-comptable", model, books, frame)
  }
}

/// What of the chart a page shows.
struct ChartFilter: Sendable {
  /// A class, 1 to 9; empty for all.
  let digit: String
  /// Also what is in the plan and nowhere in the books.
  let showsPlan: Bool
  /// The number that the page starts with, or the first one after it; empty for the first page.
  let start: String
}

/// The accounts of the books beside the plan comptable général.
struct ChartModel: Sendable {
  let caption: String
  let sentence: String
  let tabs: [Tab]
  let booksHref: String
  let planHref: String
  let showsPlan: Bool
  let classes: [AccountClass]
  /// Which accounts are shown; nil when all are.
  let range: String?
  let pager: PagerModel?
  let isEmpty: Bool
  let importHref = Address.imports

  struct Tab: Sendable {
    let label: String
    let count: String
    let href: String
    let isCurrent: Bool
  }

  struct AccountClass: Sendable {
    let name: String
    let rows: [Row]
  }

  struct Row: Sendable {
    let number: String
    /// Nil when the account is only in the plan: there is nothing to open.
    let href: String?
    let label: String
    let plan: String
    let isInPlan: Bool
    let use: String
    let isUnused: Bool
    let balance: SidedAmount?
    /// Where its VAT is set; nil where there is none to set.
    let vatHref: String?
  }

  init(_ page: ChartPage, filter: ChartFilter) {
    let kept = page.accounts.filter { filter.showsPlan || $0.use != .never }
    let byClass = Dictionary(grouping: kept) { String($0.number.prefix(1)) }
    let digits = byClass.keys.sorted()
    let digit = digits.contains(filter.digit) ? filter.digit : ""
    func href(digit: String, showsPlan: Bool, start: String? = nil) -> String {
      Address.chart(
        year: page.year,
        filter: (digit.isEmpty ? [] : [("classe", digit)]) + (showsPlan ? [("plan", "tout")] : [])
          + (start.map { [("page", $0)] } ?? []))
    }
    caption = "Plan comptable, exercice \(page.year.name)"
    let used = page.accounts.filter { $0.use == .thisYear }.count
    let outside = page.accounts.filter { $0.use != .never && $0.home == nil }.count
    sentence =
      "\(French.count(used, "compte mouvementé", "comptes mouvementés")) dans l’exercice \(page.year.name)"
      + (outside == 0
        ? ", tous dans le plan comptable général."
        : ", dont \(French.count(outside, "hors", "hors")) du plan comptable général.")
    tabs =
      [("Toutes", "", kept.count)].map { Self.tab($0, digit, href(digit: $1, showsPlan: filter.showsPlan), $1, $2) }
      + digits.map {
        Self.tab("Classe \($0)", digit, href(digit: $0, showsPlan: filter.showsPlan), $0, byClass[$0]?.count ?? 0)
      }
    booksHref = href(digit: digit, showsPlan: false)
    planHref = href(digit: digit, showsPlan: true)
    showsPlan = filter.showsPlan
    let window = KeyedWindow(
      digit.isEmpty ? kept : byClass[digit] ?? [], from: filter.start, size: ChartPages.rowsPerPage, key: \.number)
    let byShownClass = Dictionary(grouping: window.rows) { $0.number.prefix(1) }
    classes = byShownClass.keys.sorted().map { first in
      AccountClass(
        name: TrialBalanceModel.className(first),
        rows: (byShownClass[first] ?? []).map { Self.row($0, year: page.year) })
    }
    range = window.range(\.number)
    pager = PagerModel(
      label: "Pages du plan comptable", first: href(digit: digit, showsPlan: filter.showsPlan),
      previous: window.previous.map { href(digit: digit, showsPlan: filter.showsPlan, start: $0) },
      next: window.next.map { href(digit: digit, showsPlan: filter.showsPlan, start: $0) })
    isEmpty = kept.isEmpty
  }

  private static func tab(_ label: String, _ current: String, _ href: String, _ digit: String, _ count: Int) -> Tab {
    Tab(label: label, count: French.integer(count), href: href, isCurrent: current == digit)
  }

  private static func row(_ account: ChartPage.Account, year: FiscalYear) -> Row {
    Row(
      number: account.number, href: account.use == .thisYear ? Address.account(account.number, year: year) : nil,
      label: account.label ?? "", plan: account.home.map { "\($0.number) \($0.label)" } ?? "hors du plan",
      isInPlan: account.home != nil, use: Words.name(of: account.use), isUnused: account.use == .never,
      balance: account.use == .thisYear ? SidedAmount(account.balance) : nil,
      vatHref: account.use != .never && ["2", "6", "7"].contains(account.number.prefix(1))
        ? Address.withQuery(Address.accountVAT, [("compte", account.number)]) : nil)
  }
}

extension ChartModel.Row: TemplateRow {
  static let fields: [String: @Sendable (ChartModel.Row) -> Any?] = [
    "number": { $0.number }, "href": { $0.href }, "label": { $0.label }, "plan": { $0.plan },
    "isInPlan": { $0.isInPlan }, "use": { $0.use }, "isUnused": { $0.isUnused }, "balance": { $0.balance },
    "vatHref": { $0.vatHref },
  ]
}
