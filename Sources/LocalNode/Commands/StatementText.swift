import Model

/// One statement in each of the three forms of the command line.
struct StatementText {
  let rows: [FinancialStatements.Row]
  let controls: [FinancialStatements.Control]

  init(_ statements: FinancialStatements, _ kind: StatementKind) {
    rows = kind == .balanceSheet ? statements.balanceSheet : statements.incomeStatement
    controls = statements.controls
  }

  /// Amounts in integer cents; `previous` is null when the books have no year before.
  private struct Line: Encodable {
    let row: FinancialStatements.Row

    private enum Key: String, CodingKey {
      case code, label, gross, depreciation, net, previous
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: Key.self)
      try values.encode(row.rubric.code, forKey: .code)
      try values.encode(row.rubric.label, forKey: .label)
      try values.encode(row.gross.minor, forKey: .gross)
      try values.encode(row.depreciation.minor, forKey: .depreciation)
      try values.encode(row.net.minor, forKey: .net)
      try values.encode(row.previous?.minor, forKey: .previous)
    }
  }

  func text(_ format: OutputFormat) throws -> String {
    switch format {
    case .json: try JSONText.of(rows.filter { $0.rubric.kind != .heading }.map(Line.init))
    case .csv: csv()
    case .table: table()
    }
  }

  private func csv() -> String {
    rows.filter { $0.rubric.kind != .heading }
      .reduce(CSVText.row(["Case", "Libellé", "Brut", "Amortissements", "Net", "N-1"])) { text, row in
        text + CSVText.row([row.rubric.code, row.rubric.label] + Self.figures(row))
      }
  }

  private func table() -> String {
    var table = TextTable([
      ("Case", .left), ("Libellé", .left), ("Brut", .right), ("Amortissements", .right), ("Net", .right),
      ("N-1", .right),
    ])
    for row in rows {
      guard row.rubric.kind != .heading else {
        table.add(["", row.rubric.label, "", "", "", ""])
        continue
      }
      table.add([row.rubric.code, row.rubric.label] + Self.figures(row))
    }
    return table.text + "\n" + controls.map(Self.sentence).joined(separator: "\n") + "\n"
  }

  private static func figures(_ row: FinancialStatements.Row) -> [String] {
    [row.gross, row.depreciation, row.net].map(\.description) + [row.previous?.description ?? ""]
  }

  private static func sentence(_ control: FinancialStatements.Control) -> String {
    let names =
      switch control.kind {
      case .balance: ("Total de l’actif", "total du passif")
      case .result: ("Résultat au bilan", "compte de résultat")
      case .classes: ("Résultat des classes 6 et 7", "compte de résultat")
      case .closing: ("Résultat porté au compte 12", "compte de résultat")
      }
    let gap = control.left - control.right
    let verdict = control.isHeld ? "égaux" : "écart \(gap)"
    return "\(names.0) \(control.left), \(names.1) \(control.right) : \(verdict)."
  }
}
