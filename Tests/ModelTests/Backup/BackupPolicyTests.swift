import Model
import Testing

@Suite("The policy of automatic backups")
struct BackupPolicyTests {
  private static func day(_ iso: String) -> CalendarDate { CalendarDate(iso: iso)! }

  private static let policy = BackupPolicy.standard

  @Test("figures of the standard policy")
  func figures() {
    #expect(
      BackupPolicy.standard
        == BackupPolicy(days: 7, weeks: 5, months: 12, warningDays: 7, retryMinutes: 60, quietMinutes: 2))
  }

  struct Due: Sendable, CustomTestStringConvertible {
    let last: String?
    let isChanged: Bool
    let isDue: Bool
    var testDescription: String { "last \(last ?? "never"), changed \(isChanged)" }
  }

  @Test(
    "once a day, when something was written since",
    arguments: [
      Due(last: nil, isChanged: true, isDue: true), Due(last: nil, isChanged: false, isDue: false),
      Due(last: "2026-11-25", isChanged: true, isDue: true), Due(last: "2026-11-25", isChanged: false, isDue: false),
      Due(last: "2026-11-26", isChanged: true, isDue: false),
      // Made under a clock that went wrong: it holds nothing up.
      Due(last: "2031-01-01", isChanged: true, isDue: true),
    ])
  func due(_ row: Due) {
    let last = row.last.map(Self.day)
    #expect(Self.policy.isDue(on: Self.day("2026-11-26"), last: last, isChanged: row.isChanged) == row.isDue)
  }

  struct Late: Sendable {
    let since: String
    let isChanged: Bool
    let isLate: Bool
  }

  @Test(
    "changed books without a good backup are told after seven days",
    arguments: [
      Late(since: "2026-11-19", isChanged: true, isLate: false),
      Late(since: "2026-11-18", isChanged: true, isLate: true),
      Late(since: "2020-01-01", isChanged: false, isLate: false),
      Late(since: "2026-11-26", isChanged: true, isLate: false),
    ])
  func late(_ row: Late) {
    let isLate = Self.policy.isLate(
      on: Self.day("2026-11-26"), since: Self.day(row.since), isChanged: row.isChanged)
    #expect(isLate == row.isLate)
  }

  @Test("after a failure an hour passes, after a change two minutes")
  func waits() {
    let start = Instant(milliseconds: 1_000_000)
    func after(_ minutes: Int64) -> Instant { Instant(milliseconds: 1_000_000 + minutes * 60_000) }
    #expect(!Self.policy.mayRetry(at: after(59), after: start) && Self.policy.mayRetry(at: after(60), after: start))
    #expect(!Self.policy.isQuiet(at: after(1), since: start) && Self.policy.isQuiet(at: after(2), since: start))
    #expect(Self.policy.isQuiet(at: after(-5), since: start), "a clock that went back waits for nothing")
  }

  @Test("kept are the last of seven days, five weeks and twelve months, of a backup every day for two years")
  func kept() {
    let first = Self.day("2024-12-01")
    let made = (0..<726).map { first.adding(days: $0)! }
    #expect(made.last == Self.day("2026-11-26"))
    let kept = Self.policy.kept(made).map { made[$0].iso }.sorted()
    let expected = [
      // The last of each month; that of November is also the last day.
      "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31",
      "2026-08-31", "2026-09-30", "2026-10-31",
      // Sundays, the last day of each week; the running week has its last day below.
      "2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22",
      // Days.
      "2026-11-20", "2026-11-21", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26",
    ].sorted()
    #expect(kept == expected)
  }

  @Test("periods without a backup do not count, and of two of one day the later stays")
  func gaps() {
    let made = ["2025-03-10", "2026-11-02", "2026-11-26", "2026-11-26"].map(Self.day)
    #expect(Self.policy.kept(made) == [0, 1, 3])
    #expect(Self.policy.kept([]) == [])
  }
}
