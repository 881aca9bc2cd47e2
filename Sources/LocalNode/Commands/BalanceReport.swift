import Model

/// The balance in each of the three forms of the command line.
struct BalanceReport {
  let balance: TrialBalance

  /// Amounts in integer cents.
  private struct Row: Encodable {
    let account: String
    let label: String
    let debit: Int128
    let credit: Int128
    let balance: Int128
  }

  func text(_ format: OutputFormat) throws -> String {
    switch format {
    case .json: try json()
    case .csv: csv()
    case .table: table()
    }
  }

  private func json() throws -> String {
    let rows = balance.rows.map { row in
      Row(
        account: row.account, label: row.label, debit: row.debit.minor, credit: row.credit.minor,
        balance: row.balance.minor)
    }
    return try JSONText.of(rows)
  }

  private func csv() -> String {
    balance.rows.reduce(CSVText.row(["Compte", "Libellé", "Débit", "Crédit", "Solde"])) { text, row in
      text
        + CSVText.row([
          row.account, row.label, row.debit.description, row.credit.description, row.balance.description,
        ])
    }
  }

  private func table() -> String {
    var table = TextTable([
      ("Compte", .left), ("Libellé", .left), ("Débit", .right), ("Crédit", .right), ("Solde", .right),
    ])
    for row in balance.rows {
      table.add([
        row.account, row.label, row.debit.description, row.credit.description, row.balance.description,
      ])
    }
    let (debit, credit) = (balance.totalDebit, balance.totalCredit)
    table.add(["", "Total", debit.description, credit.description, (debit - credit).description])
    return table.text + "\n"
  }
}
