import Model

/// What the address of the general balance asks for beside the year and the day. All of it is in the address, so that
/// a page can be sent to somebody.
struct TrialBalanceQuery: Sendable {
  var hidesSettled = false
  /// The column of the year before is left out.
  var hidesPrevious = false
  /// Only accounts whose numbers start so, or lie between two; empty for all. See ``Model/AccountSpan``.
  var prefix = ""
  /// However many accounts there are, all on one page: to print, or to search in.
  var showsAll = false
  /// The account the page begins with, or the first one after it; empty for the first page.
  var start = ""

  /// The same page with some choices changed. Another choice begins at the first page again.
  func address(year: FiscalYear, day: DayFilter?, _ change: (inout TrialBalanceQuery) -> Void = { _ in }) -> String {
    var query = self
    query.start = ""
    change(&query)
    var fields = day?.fields ?? []
    if !query.prefix.isEmpty { fields.append(("comptes", query.prefix)) }
    if query.hidesSettled { fields.append(("soldes", "masques")) }
    if query.hidesPrevious { fields.append(("n1", "sans")) }
    if query.showsAll { fields.append(("lignes", "toutes")) }
    if !query.start.isEmpty { fields.append(("depuis", query.start)) }
    return Address.trialBalance(year: year, filter: fields)
  }

  /// Those of the accounts that it lists. An account of the year before alone has no place where that year is not
  /// shown.
  func listed(_ rows: [TrialBalance.Row], hasPrevious: Bool) -> [TrialBalance.Row] {
    counted(rows, hasPrevious: hasPrevious).filter { row in
      !hidesSettled || !row.balance.isZero || (hasPrevious && !(row.previousBalance?.isZero ?? true))
    }
  }

  /// Those that its sums count: settled ones are only hidden.
  func counted(_ rows: [TrialBalance.Row], hasPrevious: Bool) -> [TrialBalance.Row] {
    let accounts = AccountSpan(prefix)
    return rows.filter { row in
      accounts.contains(row.account) && (hasPrevious || !row.debit.isZero || !row.credit.isZero)
    }
  }
}

extension TrialBalanceQuery {
  init(_ visit: Visit) {
    self.init(
      hidesSettled: visit.query["soldes"] == "masques", hidesPrevious: visit.query["n1"] == "sans",
      prefix: visit.query.trimmed("comptes"),
      showsAll: visit.query["lignes"] == "toutes", start: visit.query["depuis"])
  }
}
