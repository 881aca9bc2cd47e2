import Model
import Testing

@Suite("Folding the log into balances")
struct BalanceFoldTests {
  private let id = Identifier<Import>(high: 1, low: 1)

  private func accepted() throws -> BookEvent {
    let year = try FiscalYear(start: CalendarDate(iso: "2026-01-01")!, end: CalendarDate(iso: "2026-12-31")!)
    return .importAccepted(
      ImportAccepted(
        id: id, fileName: "f", fileHash: [], year: year, numbering: .perJournal, entryCount: 1, lineCount: 2,
        journals: [], consentsToUnbalancedEntries: false))
  }

  private func entry(_ number: UInt64, _ cents: Int64, opening: Bool = false) -> BookEvent {
    let date = CalendarDate(iso: "2026-02-15")!
    let lines = [
      EntryLine(
        account: "411000", party: PartyKey(nature: .customer, code: "C"), debit: Money(minor: cents), credit: .zero),
      EntryLine(
        account: "707000", debit: .zero, credit: Money(minor: cents),
        overrides: LineOverrides(date: CalendarDate(iso: "2026-03-01")!)),
    ]
    return .entryImported(
      EntryImported(
        importID: id,
        entry: JournalEntry.Validated(
          id: Identifier(high: 0, low: number), journal: "VE", number: "\(number)", date: date, validationDate: date,
          voucherReference: "", voucherDate: nil, label: "", flags: opening ? .opening : [], lines: lines)))
  }

  @Test("nothing shows before the import is complete, and nothing after it was withdrawn")
  func visibility() throws {
    var fold = BalanceFold()
    fold.add(try accepted())
    fold.add(entry(1, 10))
    #expect(fold.visible.isEmpty)
    fold.add(.importCompleted(ImportCompleted(id: id)))
    #expect(fold.visible.count == 2)
    #expect(fold.visibleLineCount == 2)
    fold.add(.importWithdrawn(ImportWithdrawn(id: id, reason: "r")))
    #expect(fold.visible.isEmpty)
    #expect(fold.visibleEntryCount == 0)
  }

  @Test("the grain is account, party, month of the line, and opening")
  func grain() throws {
    var fold = BalanceFold()
    for event in [try accepted(), entry(1, 10), entry(2, 5), entry(3, 2, opening: true)] { fold.add(event) }
    fold.add(.importCompleted(ImportCompleted(id: id)))
    let customer = fold.visible.filter { $0.key.account == "411000" }
    #expect(Set(customer.map(\.key.month)) == [202_602])
    #expect(customer.first { !$0.key.isOpening }?.value.debit.minor == 15)
    #expect(customer.first { $0.key.isOpening }?.value.debit.minor == 2)
    #expect(fold.visible.first { $0.key.account == "707000" && !$0.key.isOpening }?.key.month == 202_603)
  }
}
