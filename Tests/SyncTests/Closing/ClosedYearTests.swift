import Model
import Sync
import Testing

@Suite("Closed years in the log")
struct ClosedYearTests {
  /// What two entries of January add up to.
  private static let january = PeriodTotal(
    month: 202_501, entryCount: 2, lineCount: 4, debit: MoneyTotal(minor: 2_000), credit: MoneyTotal(minor: 2_000))

  private static func closed(
    _ generation: UInt32 = 1, month: PeriodTotal = january, perpetual: Int128 = 2_000
  ) -> BookEvent {
    .yearClosed(
      YearClosed(
        year: SampleLog.year, generation: generation, result: .zero, resultAccount: "", months: [month],
        perpetualDebit: MoneyTotal(minor: perpetual), perpetualCredit: MoneyTotal(minor: perpetual), openings: [],
        documents: [], accepted: []))
  }

  private static func reopened(_ generation: UInt32) -> BookEvent {
    .yearReopened(
      YearReopened(yearEnd: SampleLog.year.end, generation: generation, reason: "erreur", reversals: []))
  }

  private func fault(_ events: [BookEvent]) throws -> ChainFault.Reason? {
    var sample = try SampleLog.complete(entries: 2, perChangeSet: 2)
    for event in events { try sample.seal([event]) }
    return SampleLog.fault(in: sample.log)?.reason
  }

  @Test("a closing says what its months and all closed years add up to, to the cent")
  func totals() throws {
    #expect(try fault([Self.closed()]) == nil)
    var wrong = Self.january
    wrong.debit = MoneyTotal(minor: 2_001)
    #expect(
      try fault([Self.closed(month: wrong)])
        == .ledger(.closingMonth(SampleLog.year.end, expected: wrong, found: Self.january)))
    #expect(
      try fault([Self.closed(perpetual: 2_001)]) == .ledger(.closingPerpetualTotal(SampleLog.year.end)))
  }

  @Test("generations only grow, by one; a reopening follows a closing")
  func generations() throws {
    let misnumbered = ChainFault.Reason.ledger(.closingMisnumbered(SampleLog.year.end))
    #expect(try fault([Self.closed(), Self.reopened(2), Self.closed(3)]) == nil)
    #expect(try fault([Self.closed(2)]) == misnumbered)
    #expect(try fault([Self.closed(), Self.closed(2)]) == misnumbered)
    #expect(try fault([Self.reopened(1)]) == misnumbered)
    #expect(try fault([Self.closed(), Self.reopened(3)]) == misnumbered)
    #expect(try fault([Self.closed(), Self.reopened(2), Self.closed(2)]) == misnumbered)
  }

  @Test("the device that closed a year takes nothing out of it and brings nothing into it, until it is reopened")
  func frozen() throws {
    let sample = try SampleLog()
    let withdrawn = BookEvent.importWithdrawn(ImportWithdrawn(id: sample.importID, reason: "erreur"))
    #expect(try fault([Self.closed(), withdrawn]) == .ledger(.yearClosed(SampleLog.year.end)))
    #expect(try fault([Self.closed(), Self.reopened(2), withdrawn]) == nil)
  }
}
