import Model

/// The sums of some rows of a trial balance, column by column.
struct TrialBalanceTally: Equatable {
  var openingDebit = MoneyTotal.zero
  var openingCredit = MoneyTotal.zero
  var movementDebit = MoneyTotal.zero
  var movementCredit = MoneyTotal.zero
  var debitBalance = MoneyTotal.zero
  var creditBalance = MoneyTotal.zero
  var previousBalance = MoneyTotal.zero

  init(_ rows: [TrialBalance.Row]) {
    for row in rows {
      openingDebit += row.openingDebit
      openingCredit += row.openingCredit
      movementDebit += row.debit - row.openingDebit
      movementCredit += row.credit - row.openingCredit
      previousBalance += row.previousBalance ?? .zero
      if row.balance.minor > 0 { debitBalance += row.balance }
      if row.balance.minor < 0 { creditBalance += MoneyTotal(minor: -row.balance.minor) }
    }
  }
}
