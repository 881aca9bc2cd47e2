import Model
import Storage
import Testing

@testable import Application

@Suite("Recurring entries")
struct RecurringTests {
  private func card(_ daily: DailyBench, from start: CalendarDate) -> RecurrenceCard {
    RecurrenceCard(
      id: daily.identifier(), name: "Loyer", journal: "AC", label: "Loyer",
      lines: [
        GuideLine(account: "601000", side: .debit, formula: "1000,00"),
        GuideLine(
          account: "401000", party: .party(PartyKey(nature: .supplier, code: "M1")), side: .credit, formula: "SOLDE"),
      ], schedule: RecurrenceSchedule(period: .monthly, day: 31, start: start))
  }

  @Test("due, accepted once, undone, accepted again, skipped with a reason", arguments: Engine.available)
  func life(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let books = daily.books
    let today = books.open.environment.today()
    let start = try #require(today.adding(months: -3).flatMap { CalendarDate(year: $0.year, month: $0.month, day: 1) })
    let rent = card(daily, from: start)
    try await books.saveRecurrence(rent)
    let due = try await books.recurrenceBook().due
    #expect(due.count >= 3 && due.allSatisfy { $0.date <= today && $0.date.isLastOfMonth })
    let chosen = due.prefix(2).map { ($0.recurrence.id, $0.month) }
    #expect(try await books.acceptOccurrences(chosen) == 2)
    #expect(try await books.drafts().totals.count == 2)
    await #expect(throws: RecurrenceRefusal.notDue) { try await books.acceptOccurrences(chosen) }
    #expect(try await books.recurrenceBook().due.count == due.count - 2)
    // One act made them, one act takes them back: they wait again, and come back as the same drafts.
    #expect(try await books.undoDrafts().kind == .recurred)
    #expect(try await books.recurrenceBook().due == due)
    try await books.acceptOccurrences(chosen)
    #expect(try await books.draft(due[0].draftID).lines.map(\.amount.debit.minor) == [100_000, 0])
    await #expect(throws: RecurrenceRefusal.reasonMissing) {
      try await books.skipOccurrence(rent.id, month: due[2].month, reason: "  ")
    }
    try await books.skipOccurrence(rent.id, month: due[2].month, reason: "Local fermé")
    #expect(try await books.recurrenceBook().due.count == due.count - 3)
    #expect(try await books.recurrenceBook().settled.contains { $0.reason == "Local fermé" && $0.draft == nil })
    try await books.endRecurrence(rent.id)
    #expect(try await books.recurrenceBook().due.isEmpty)
    #expect(try await books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("what has no amount, or is not balanced, is none")
  func refusals() async throws {
    let daily = try await DailyBench()
    var rent = card(daily, from: Workbench.date("2026-01-01"))
    rent.lines[0].formula = "TTC"
    await #expect(throws: RecurrenceRefusal.amountMissing(line: 1)) { try await daily.books.saveRecurrence(rent) }
    rent.lines[0].formula = "10"
    rent.lines[1].formula = "9"
    await #expect(throws: RecurrenceRefusal.unbalanced(MoneyTotal(minor: 100))) {
      try await daily.books.saveRecurrence(rent)
    }
    rent.lines[1].formula = "SOLDE"
    rent.schedule.end = Workbench.date("2025-12-31")
    await #expect(throws: RecurrenceRefusal.endBeforeStart) { try await daily.books.saveRecurrence(rent) }
    try await daily.close()
  }
}
