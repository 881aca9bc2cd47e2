import Model
import Testing

@Suite("The figures of the first page")
struct OverviewTests {
  private let year = try! FiscalYear(
    start: CalendarDate(iso: "2025-07-01")!, end: CalendarDate(iso: "2026-06-30")!)

  private func month(
    _ account: String, _ month: Int32, debit: Int128 = 0, credit: Int128 = 0
  ) -> RootMonth {
    RootMonth(
      root: String(account.prefix(2)), month: month, debit: MoneyTotal(minor: debit), credit: MoneyTotal(minor: credit))
  }

  private func overview(_ months: [RootMonth]) -> Overview {
    Overview(year: year, rootMonths: months, largestReceivables: [], largestPayables: [])
  }

  @Test("each class goes to its figure")
  func classes() {
    let found = overview([
      month("512000", 202_507, debit: 1_000), month("530000", 202_508, credit: 100),
      month("411000", 202_508, debit: 700, credit: 200), month("419100", 202_508, credit: 50),
      month("401000", 202_509, debit: 10, credit: 310), month("607000", 202_509, debit: 300),
      month("707000", 202_510, credit: 900), month("709000", 202_511, debit: 100),
    ])
    #expect(found.treasury.minor == 900)
    #expect(found.receivables.minor == 450)
    #expect(found.payables.minor == 300)
    #expect(found.result.minor == 500)
    #expect(found.trialBalanceDebit.minor == 2_110)
    #expect(found.trialBalanceCredit.minor == 1_560)
  }

  @Test("every month of the year is there, and the treasury runs through them")
  func months() {
    let found = overview([
      month("512000", 202_507, debit: 1_000), month("512000", 202_512, credit: 400),
      month("512000", 202_506, debit: 5),
    ])
    #expect(found.months.map(\.number).first == 202_507)
    #expect(found.months.map(\.number).last == 202_606)
    #expect(found.months.count == 12)
    #expect(
      found.months.map(\.treasury.minor) == [1_005, 1_005, 1_005, 1_005, 1_005] + Array(repeating: 605, count: 7))
  }

  @Test("the order of months does not matter")
  func order() {
    let months = (0..<40).map { month($0 % 2 == 0 ? "607000" : "707000", 202_507 + Int32($0 % 6), debit: Int128($0)) }
    #expect(overview(months).result == overview(months.reversed()).result)
    #expect(overview(months).months.map(\.expenses) == overview(months.reversed()).months.map(\.expenses))
  }
}
