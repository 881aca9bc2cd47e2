import Model

/// A visible entry as the tables of the pages take it: local numbers only, dates as AAAAMMJJ, cents.
struct ShownEntry {
  struct Line {
    let place: Int64
    let account: Int64
    /// 0 for none.
    let party: Int64
    /// Its own where its file gave it one.
    let date: Int64
    let debit: Int64
    let credit: Int64
  }

  let number: Int64
  let journal: Int64
  let date: Int64
  let isOpening: Bool
  /// What finds it: its legal number, its piece and those of its lines.
  var texts: (number: String, vouchers: [String])
  let label: String
  var lines: [Line] = []

  var phase: Int64 { (isOpening ? BalancePhase.opening : .movement).rawValue }

  /// What it adds to the sums of its year.
  var changes: [BalanceChange] {
    lines.map { line in
      BalanceChange(
        account: line.account, party: line.party, month: line.date / 100, phase: phase, debit: line.debit,
        credit: line.credit)
    }
  }
}
