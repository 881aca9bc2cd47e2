import Model
import Storage

/// What the pages read, timed on the measured books.
enum ReadMeasure {
  static func run(_ store: SQLiteStore, _ clock: inout StepClock) async throws {
    guard let day = CalendarDate(year: 2025, month: 7, day: 20), let end = CalendarDate(year: 2025, month: 12, day: 31)
    else { return }
    // Once before, so that what is measured is a page and not the opening of a connection.
    _ = try await store.read { try $0.bookYears() }
    clock.step("opening of a reader")
    let customers = try await store.read { try $0.account("411000")?.number ?? 0 }
    try await time("balance at the year's end", &clock, store) { _ = try $0.trialBalance(year: 1, through: end) }
    try await time("balance at 20 July", &clock, store) { _ = try $0.trialBalance(year: 1, through: day) }
    let split = ["40", "41", "42", "45", "46"]
    for (name, date) in [("the year's end", end), ("20 July", day)] {
      try await time("standings at \(name)", &clock, store) {
        _ = try $0.standings(year: 1, through: date, splitting: split)
        _ = try $0.closingCandidates(year: 1, through: date)
      }
      try await time("150 third parties at \(name)", &clock, store) { transaction in
        guard let account = try transaction.account("411000") else { return }
        _ = try transaction.auxiliaryPage(
          account, BookPeriod(year: 1, through: date), previous: nil, after: nil, limit: 150)
      }
    }
    try await time("first page of 411000", &clock, store) { _ = try $0.accountPage(year: 1, account: customers) }
    let middle = LineKey(date: day, entry: 150_000, line: 1)
    try await time("page of 411000 at 20 July", &clock, store) {
      _ = try $0.accountPage(year: 1, account: customers, at: .after(middle))
    }
    try await time("last page of 411000", &clock, store) {
      _ = try $0.accountPage(year: 1, account: customers, at: .last)
    }
    try await time("card of 411000", &clock, store) { _ = try $0.accountCard(year: 1, account: "411000") }
    try await time("first page's figures", &clock, store) { _ = try $0.rootMonths(year: 1) }
    try await time("balances of 5,000 third parties", &clock, store) {
      _ = try $0.partyBalances(year: 1, account: customers)
    }
    try await time("all entries in legal order", &clock, store) { try $0.entries(year: 1) { _ in } }
  }

  private static func time(
    _ name: String, _ clock: inout StepClock, _ store: SQLiteStore,
    _ body: @escaping @Sendable (any ReadTransaction) throws -> Void
  ) async throws {
    try await store.read(body)
    clock.step(name)
  }
}
