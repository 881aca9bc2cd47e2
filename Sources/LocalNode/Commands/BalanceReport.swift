import Model

/// A balance, general or auxiliary, in each of the three forms of the command line.
struct BalanceReport {
  private let lines: [Line]
  private let hasParties: Bool
  private let hasPrevious: Bool

  private struct Line {
    let account: String
    let label: String
    var party = ""
    var partyLabel = ""
    let debit: MoneyTotal
    let credit: MoneyTotal
    let previous: MoneyTotal?
    var balance: MoneyTotal { debit - credit }
  }

  /// - Parameter hasPrevious: whether the balance of the year before is shown, even when there is none.
  init(_ balance: TrialBalance, hasPrevious: Bool) {
    lines = balance.rows.map { row in
      Line(
        account: row.account, label: row.label, debit: row.debit, credit: row.credit, previous: row.previousBalance)
    }
    hasParties = false
    self.hasPrevious = hasPrevious
  }

  init(_ balance: AuxiliaryBalance, hasPrevious: Bool) {
    lines = balance.rows.map { row in
      Line(
        account: row.account, label: row.accountLabel, party: row.party?.code ?? "", partyLabel: row.partyLabel,
        debit: row.debit, credit: row.credit, previous: row.previousBalance)
    }
    hasParties = true
    self.hasPrevious = hasPrevious
  }

  func text(_ format: OutputFormat) throws -> String {
    switch format {
    case .json: try JSONText.of(lines.map { Row(line: $0, hasParties: hasParties, hasPrevious: hasPrevious) })
    case .csv: csv()
    case .table: table()
    }
  }

  /// Amounts in integer cents; `previous` is null when the books have no year before.
  private struct Row: Encodable {
    let line: Line
    let hasParties: Bool
    let hasPrevious: Bool

    private enum Key: String, CodingKey {
      case account, label, party, partyLabel, debit, credit, balance, previous
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: Key.self)
      try values.encode(line.account, forKey: .account)
      try values.encode(line.label, forKey: .label)
      if hasParties {
        try values.encode(line.party, forKey: .party)
        try values.encode(line.partyLabel, forKey: .partyLabel)
      }
      try values.encode(line.debit.minor, forKey: .debit)
      try values.encode(line.credit.minor, forKey: .credit)
      try values.encode(line.balance.minor, forKey: .balance)
      if hasPrevious { try values.encode(line.previous?.minor, forKey: .previous) }
    }
  }

  private var header: [(String, TextTable.Alignment)] {
    [("Compte", .left), ("Libellé", .left)] + (hasParties ? [("Tiers", .left), ("Nom", .left)] : [])
      + [("Débit", .right), ("Crédit", .right), ("Solde", .right)] + (hasPrevious ? [("N-1", .right)] : [])
  }

  private func cells(_ line: Line) -> [String] {
    [line.account, line.label] + (hasParties ? [line.party, line.partyLabel] : [])
      + [line.debit.description, line.credit.description, line.balance.description]
      + (hasPrevious ? [line.previous?.description ?? ""] : [])
  }

  private func csv() -> String {
    lines.reduce(CSVText.row(header.map(\.0))) { $0 + CSVText.row(cells($1)) }
  }

  private func table() -> String {
    var table = TextTable(header)
    for line in lines { table.add(cells(line)) }
    let previous = lines.compactMap(\.previous)
    table.add(
      cells(
        Line(
          account: "", label: "Total", debit: lines.reduce(.zero) { $0 + $1.debit },
          credit: lines.reduce(.zero) { $0 + $1.credit },
          previous: previous.isEmpty ? nil : previous.reduce(.zero, +))))
    return table.text + "\n"
  }
}
