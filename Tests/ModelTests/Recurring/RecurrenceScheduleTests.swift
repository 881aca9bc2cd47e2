import Model
import Testing

@Suite("Days of recurring entries")
struct RecurrenceScheduleTests {
  private static func date(_ iso: String) -> CalendarDate { CalendarDate(iso: iso)! }

  private struct Case: Sendable, CustomStringConvertible {
    let period: RecurrencePeriod
    let day: UInt32
    let start: String
    var end: String?
    let until: String
    let days: [String]

    var description: String { "\(period) \(day) \(start)" }
  }

  private static let cases = [
    Case(
      period: .monthly, day: 31, start: "2026-01-31", until: "2026-04-30",
      days: ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
    Case(period: .monthly, day: 30, start: "2028-01-01", until: "2028-03-01", days: ["2028-01-30", "2028-02-29"]),
    Case(period: .monthly, day: 5, start: "2026-01-10", until: "2026-03-05", days: ["2026-02-05", "2026-03-05"]),
    Case(
      period: .quarterly, day: 15, start: "2025-11-15", until: "2026-08-14",
      days: ["2025-11-15", "2026-02-15", "2026-05-15"]),
    Case(
      period: .yearly, day: 29, start: "2024-02-29", until: "2028-12-31",
      days: ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
    Case(
      period: .monthly, day: 1, start: "2026-01-01", end: "2026-02-01", until: "2026-12-31",
      days: ["2026-01-01", "2026-02-01"]),
    Case(period: .monthly, day: 1, start: "2026-05-01", until: "2026-04-30", days: []),
    Case(period: .monthly, day: 31, start: "2099-12-01", until: "2099-12-31", days: ["2099-12-31"]),
  ]

  @Test("every day, by period, day and bounds", arguments: cases.indices)
  func days(index: Int) {
    let one = Self.cases[index]
    let schedule = RecurrenceSchedule(
      period: one.period, day: one.day, start: Self.date(one.start), end: one.end.map(Self.date))
    #expect(schedule.days(until: Self.date(one.until)).map(\.iso) == one.days, "\(one)")
  }

  @Test("at most one day in a month, within bounds, whatever the schedule")
  func property() {
    for period in RecurrencePeriod.allCases {
      for day in UInt32(1)...31 {
        let start = Self.date("2026-01-31")
        let schedule = RecurrenceSchedule(period: period, day: day, start: start, end: Self.date("2031-06-15"))
        let days = schedule.days(until: .latest)
        #expect(Set(days.map(\.monthNumber)).count == days.count && days == days.sorted())
        #expect(days.allSatisfy { $0 >= start && $0 <= Self.date("2031-06-15") })
        #expect(days.allSatisfy { $0.day == Int(day) || $0.isLastOfMonth && $0.day < Int(day) })
      }
    }
  }

  @Test("what was settled is not proposed again, even when its day moved within the month")
  func settled() throws {
    var card = RecurrenceCard(
      id: Identifier(high: 1, low: 2), name: "Loyer", journal: "AC", label: "Loyer",
      lines: [
        GuideLine(account: "613200", side: .debit, formula: "1000,00"),
        GuideLine(account: "445660", side: .debit, formula: "L1*20%"),
        GuideLine(account: "512000", side: .credit, formula: "SOLDE"),
      ], schedule: RecurrenceSchedule(period: .monthly, day: 5, start: Self.date("2026-01-01")))
    let today = Self.date("2026-03-20")
    func months(_ settled: [Int32]) -> [Int32] {
      Occurrence.due([card], settled: settled.map { (card.id, $0) }, on: today).map(\.month)
    }
    #expect(months([]) == [202_601, 202_602, 202_603] && months([202_602]) == [202_601, 202_603])
    card.schedule.day = 20
    #expect(months([202_602]) == [202_601, 202_603])
    let draft = try #require(Occurrence(recurrence: card, date: Self.date("2026-02-20")).draft)
    #expect(draft.imbalance.isZero && draft.lines.map(\.amount.debit.minor) == [100_000, 20_000, 0])
    #expect(draft.id == Occurrence.draftID(card.id, month: 202_602))
    #expect(draft.id != Occurrence.draftID(card.id, month: 202_603))
    card.isActive = false
    #expect(months([]).isEmpty)
  }
}
