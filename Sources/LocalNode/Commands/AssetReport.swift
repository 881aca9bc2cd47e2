import Application
import Model

/// The register in each of the three forms of the command line. Amounts of the JSON are integer cents; `acquired`,
/// `inService` and `disposed` are AAAA-MM-JJ or null; `method` is none, linear or declining; `months` its duration.
struct AssetReport {
  private let rows: [Row]

  private struct Row: Encodable {
    let id: String
    let label: String
    let composite: String
    let account: String
    let acquired: String?
    let inService: String?
    let disposed: String?
    let method: String
    let months: UInt32
    let cost: Int64
    let accumulated: Int64
    let netValue: Int64
  }

  init(_ register: AssetRegister) {
    rows = register.cards.map { card in
      Row(
        id: "\(card.asset.id)", label: card.asset.label, composite: card.asset.composite,
        account: card.asset.account, acquired: card.asset.acquired?.iso, inService: card.asset.inService?.iso,
        disposed: card.asset.disposal?.date.iso, method: card.asset.method.name, months: card.asset.months,
        cost: card.asset.cost.minor, accumulated: card.accumulated.minor, netValue: card.netValue.minor)
    }
  }

  func text(_ format: OutputFormat) throws -> String {
    let header: [(String, TextTable.Alignment)] = [
      ("Compte", .left), ("Désignation", .left), ("Acquise le", .left), ("Mois", .right), ("Origine", .right),
      ("Amorti", .right), ("Net", .right),
    ]
    let cells = rows.map { row in
      [row.account, row.label, row.acquired ?? "", String(row.months)]
        + [row.cost, row.accumulated, row.netValue].map { DecimalComma.text(minor: $0) }
    }
    return try format.text(of: rows, header, cells)
  }
}

/// The charges of a year in each of the three forms. Amounts of the JSON are integer cents; `state` is planned, draft
/// or posted.
struct DepreciationText {
  private let rows: [Row]

  fileprivate struct Row: Encodable {
    let id: String
    let label: String
    let expenseAccount: String
    let depreciationAccount: String
    let charge: Int64
    let derogatory: Int64
    let accumulated: Int64
    let netValue: Int64
    let state: String
  }

  init(_ report: DepreciationReport) {
    rows = report.rows.map { row in
      Row(
        id: "\(row.asset.id)", label: row.asset.label, expenseAccount: row.asset.expenseAccount,
        depreciationAccount: row.asset.depreciationAccount, charge: row.planned.charge.minor,
        derogatory: row.planned.derogatory.minor, accumulated: row.planned.accumulated.minor,
        netValue: row.planned.netValue.minor,
        state: row.record.map { $0.outcome.entry == nil ? "draft" : "posted" } ?? "planned")
    }
  }

  func text(_ format: OutputFormat) throws -> String {
    let header: [(String, TextTable.Alignment)] = [
      ("Désignation", .left), ("Dotation", .left), ("Amortissement", .left), ("Montant", .right),
      ("Dérogatoire", .right), ("Net", .right), ("État", .left),
    ]
    let cells = rows.map { row in
      [row.label, row.expenseAccount, row.depreciationAccount]
        + [row.charge, row.derogatory, row.netValue].map { DecimalComma.text(minor: $0) } + [row.frenchState]
    }
    return try format.text(of: rows, header, cells)
  }
}

extension OutputFormat {
  /// A short list in this form: `rows` for JSON, `cells` under `header` for the others.
  fileprivate func text(
    of rows: [some Encodable], _ header: [(String, TextTable.Alignment)], _ cells: [[String]]
  ) throws -> String {
    switch self {
    case .json: return try JSONText.of(rows)
    case .csv: return cells.reduce(CSVText.row(header.map(\.0))) { $0 + CSVText.row($1) }
    case .table:
      var table = TextTable(header)
      for row in cells { table.add(row) }
      return table.text + "\n"
    }
  }
}

extension DepreciationText.Row {
  fileprivate var frenchState: String {
    switch state {
    case "draft": "en brouillon"
    case "posted": "passée"
    default: "à passer"
    }
  }
}

extension DepreciationMethod {
  /// Stable name in the JSON.
  fileprivate var name: String {
    switch self {
    case .none: "none"
    case .linear: "linear"
    case .declining: "declining"
    }
  }
}
