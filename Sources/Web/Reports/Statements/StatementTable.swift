import Application
import Model

/// One table of a statement: assets, liabilities, or the whole income statement. Amounts are already texts.
struct StatementTable: Sendable {
  let id: String
  let caption: String
  let heading: String
  let hasDepreciation: Bool
  /// Heads of the two columns of net amounts.
  let now: String
  let before: String?
  let rows: [Row]
  let total: Row?
  /// An empty row at the bottom lets the totals of two tables side by side stand on one line.
  let fills: Bool

  struct Row: Sendable {
    let id: String
    let label: String
    /// `AN AO`: the boxes of the form.
    let boxes: String
    let isHeading: Bool
    let rowClass: String?
    /// Nil for a line without any account.
    let link: Link?
    let figures: Figures
    let parts: [Part]
    let rest: Rest?
    /// Where the amount of the open line is explained; nil for any other.
    let explainHref: String?
    let columnCount: Int
  }

  /// Opens the accounts of a line, or closes them.
  struct Link: Sendable {
    let href: String
    /// `true` or `false`, for `aria-expanded`; nil for a link to another page.
    let expanded: String?
  }

  /// How many accounts are not shown, in words, and where to see them.
  struct Rest: Sendable {
    let text: String
    let href: String
    let columnCount: Int
  }

  struct Part: Sendable {
    let account: String
    let label: String
    let href: String
    /// Which third parties of the account, when the others are elsewhere.
    let share: String?
    let figures: Figures
  }

  /// Blank for nothing.
  struct Figures: Sendable {
    let gross: String
    let depreciation: String
    let net: String
    /// A loss: told in red beside its sign. Other negative amounts are no problem.
    let isNegative: Bool
    let previous: String
    let hasDepreciation: Bool
    let hasPrevious: Bool
    /// Where the amounts lead; nil for those that are left blank.
    let grossHref: String?
    let depreciationHref: String?
    let href: String?
    let previousHref: String?
  }
}

/// Makes the tables of one page.
struct StatementTableMaker {
  /// Accounts shown under one line, and on one page: more would weigh more than a screen can use.
  static let accountsOfLine = 200
  static let accountsOfPage = 400

  let report: StatementReport
  let query: StatementQuery
  let path: String
  /// Where the figures of the year before lead.
  let earlier: EarlierYear?
  private let openLines: Set<String>
  private var hasDepreciation = false
  private var room = Self.accountsOfPage

  init(_ report: StatementReport, _ query: StatementQuery, path: String, earlier: EarlierYear? = nil) {
    self.earlier = earlier
    self.report = report
    self.query = query
    self.path = path
    openLines =
      switch query.openLine {
      case nil: []
      case StatementQuery.allLines: Set(report.statements.rows.map(\.rubric.code))
      case .some(let code): report.statements.lines(under: code)
      }
  }

  mutating func table(
    id: String, heading: String, caption: String, _ rows: [FinancialStatements.Row], hasDepreciation: Bool
  ) -> StatementTable {
    self.hasDepreciation = hasDepreciation
    var made: [StatementTable.Row] = []
    var title: StatementTable.Row?
    var total: StatementTable.Row?
    for row in rows {
      if row.rubric.kind == .heading {
        title = self.row(row)
        continue
      }
      let isShown = query.showsNilLines || !row.isNil || row.rubric.kind == .total
      guard isShown else { continue }
      let shown = self.row(row)
      if row.rubric.kind == .total {
        total = shown
        continue
      }
      // A title stands only above a line of its own.
      if row.rubric.kind != .sum, let title { made.append(title) }
      title = nil
      made.append(shown)
    }
    return StatementTable(
      id: id, caption: caption, heading: heading, hasDepreciation: hasDepreciation,
      now: (hasDepreciation ? "Net " : "") + French.date(report.date), before: report.previousDate.map(French.date),
      rows: made, total: total, fills: id == "passif")
  }

  private var columnCount: Int { 2 + (hasDepreciation ? 2 : 0) + (report.previousDate == nil ? 0 : 1) }

  private mutating func row(_ row: FinancialStatements.Row) -> StatementTable.Row {
    let rubric = row.rubric
    let isSum = rubric.kind == .sum || rubric.kind == .total
    let parts = openLines.contains(rubric.code) ? Array(row.parts.prefix(min(Self.accountsOfLine, room))) : []
    room -= parts.count
    let link = link(row, isSum: isSum)
    return StatementTable.Row(
      id: "case-\(rubric.code)", label: rubric.label,
      boxes: rubric.kind == .outside
        ? "" : ([rubric.code] + (rubric.depreciationCode.map { [$0] } ?? [])).joined(separator: " "),
      isHeading: rubric.kind == .heading,
      rowClass: rubric.kind == .sum ? "sub" : rubric.kind == .outside ? "outside" : nil, link: link,
      figures: figures(
        gross: row.gross, depreciation: row.depreciation, previous: row.previous, isSum: isSum, href: link?.href,
        previousHref: previousHref(row, link), isResult: rubric.section == .result || link?.expanded == nil),
      parts: parts.map(part),
      rest: openLines.contains(rubric.code) ? rest(row, shown: parts.count) : nil,
      explainHref: query.openLine == rubric.code && link != nil ? query.explanation(path) : nil,
      columnCount: columnCount)
  }

  /// The same line of the year before, open; for the result of the balance sheet the one that ``link(_:isSum:)`` names.
  private func previousHref(_ row: FinancialStatements.Row, _ link: StatementTable.Link?) -> String? {
    guard let earlier, let link else { return nil }
    guard link.expanded == nil else { return earlier.statement(path, like: query, openLine: row.rubric.code) }
    return report.statements.total(of: .result).map {
      earlier.statement(Address.incomeStatement, like: query, openLine: $0.rubric.code)
    }
  }

  private func link(_ row: FinancialStatements.Row, isSum: Bool) -> StatementTable.Link? {
    let code = row.rubric.code
    guard row.rubric.kind != .heading else { return nil }
    if !isSum, row.parts.isEmpty, !report.statements.lines(under: code).isEmpty, path != Address.incomeStatement {
      return resultLink(path: Address.incomeStatement)
    }
    guard isSum ? !report.statements.lines(under: code).isEmpty : !row.parts.isEmpty else { return nil }
    let isTarget = query.openLine == code
    return StatementTable.Link(
      href: query.address(path, openLine: .some(isTarget ? nil : code)) + "#case-\(code)",
      expanded: isTarget || openLines.contains(code) ? "true" : "false")
  }

  /// The result of the balance sheet has no account of its own: it leads to the income statement, open.
  private func resultLink(path: String) -> StatementTable.Link? {
    report.statements.total(of: .result).map { result in
      let code = result.rubric.code
      return StatementTable.Link(
        href: query.address(path, openLine: .some(code)) + "#case-\(code)", expanded: nil)
    }
  }

  private func rest(_ row: FinancialStatements.Row, shown: Int) -> StatementTable.Rest? {
    let hidden = row.parts.count - shown
    guard hidden > 0, let next = row.parts.dropFirst(shown).first else { return nil }
    return StatementTable.Rest(
      text: "et \(French.count(hidden, "autre compte", "autres comptes")), dans la balance",
      href: TrialBalanceQuery().address(year: report.year, day: query.day) { $0.start = next.account }
        + "#compte-\(next.account)",
      columnCount: columnCount)
  }

  private func part(_ part: FinancialStatements.Part) -> StatementTable.Part {
    let sign: Int128 = part.isDepreciation ? -1 : 1
    let href = Address.lines(of: part.account, year: report.year, through: query.day)
    return StatementTable.Part(
      account: part.account, label: part.label, href: href, share: part.isShare ? Words.share(part.side) : nil,
      figures: figures(
        gross: part.isDepreciation ? .zero : part.amount, depreciation: part.isDepreciation ? part.amount : .zero,
        previous: part.previous.map { MoneyTotal(minor: sign * $0.minor) }, isSum: false, href: href,
        previousHref: earlier?.lines(of: part.account)))
  }

  private func figures(
    gross: MoneyTotal, depreciation: MoneyTotal, previous: MoneyTotal?, isSum: Bool, href: String?,
    previousHref: String?, isResult: Bool = false
  ) -> StatementTable.Figures {
    let text = isSum ? { French.amount($0) } : { (total: MoneyTotal) in French.side(total) }
    let net = gross - depreciation
    let texts = (text(gross), French.side(depreciation), text(net), previous.map(text) ?? "")
    return StatementTable.Figures(
      gross: texts.0, depreciation: texts.1, net: texts.2, isNegative: isResult && net.minor < 0, previous: texts.3,
      hasDepreciation: hasDepreciation, hasPrevious: report.previousDate != nil,
      grossHref: texts.0.isEmpty ? nil : href, depreciationHref: texts.1.isEmpty ? nil : href,
      href: texts.2.isEmpty ? nil : href, previousHref: texts.3.isEmpty ? nil : previousHref)
  }
}

extension StatementTable.Row: TemplateRow {
  static let fields: [String: @Sendable (StatementTable.Row) -> Any?] = [
    "id": { $0.id }, "label": { $0.label }, "boxes": { $0.boxes }, "isHeading": { $0.isHeading },
    "rowClass": { $0.rowClass }, "link": { $0.link }, "figures": { $0.figures }, "parts": { $0.parts },
    "rest": { $0.rest }, "explainHref": { $0.explainHref }, "columnCount": { $0.columnCount },
  ]
}

extension StatementTable.Link: TemplateRow {
  static let fields: [String: @Sendable (StatementTable.Link) -> Any?] = [
    "href": { $0.href }, "expanded": { $0.expanded },
  ]
}

extension StatementTable.Rest: TemplateRow {
  static let fields: [String: @Sendable (StatementTable.Rest) -> Any?] = [
    "text": { $0.text }, "href": { $0.href }, "columnCount": { $0.columnCount },
  ]
}

extension StatementTable.Part: TemplateRow {
  static let fields: [String: @Sendable (StatementTable.Part) -> Any?] = [
    "account": { $0.account }, "label": { $0.label }, "href": { $0.href }, "share": { $0.share },
    "figures": { $0.figures },
  ]
}

extension StatementTable.Figures: TemplateRow {
  static let fields: [String: @Sendable (StatementTable.Figures) -> Any?] = [
    "gross": { $0.gross }, "depreciation": { $0.depreciation }, "net": { $0.net }, "isNegative": { $0.isNegative },
    "previous": { $0.previous }, "hasDepreciation": { $0.hasDepreciation }, "hasPrevious": { $0.hasPrevious },
    "grossHref": { $0.grossHref }, "depreciationHref": { $0.depreciationHref }, "href": { $0.href },
    "previousHref": { $0.previousHref },
  ]
}
