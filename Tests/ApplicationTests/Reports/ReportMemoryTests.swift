import Model
import Storage
import Testing

@testable import Application

@Suite("Reports kept from one page to the next")
struct ReportMemoryTests {
  private static let question = ReportMemory.Question.trialBalance(year: 1, through: .latest)

  @Test("the same end of the log gives the same answer, read once; another end, or nothing kept, reads anew")
  func once() throws {
    let memory = ReportMemory()
    let book = StubBook()
    func ask(_ answer: Int) throws -> Int { try memory.answer(to: Self.question, book) { answer } }
    #expect(try ask(1) == 1)
    #expect(try ask(2) == 1)
    #expect(try memory.answer(to: .trialBalance(year: 2, through: .latest), book) { 7 } == 7)
    book.end = 2
    #expect(try ask(3) == 3)
    // A reading that began before the change, and ends after another saw it.
    book.end = 1
    #expect(try ask(4) == 4)
    book.end = 2
    #expect(try ask(5) == 3)
    memory.forget()
    #expect(try ask(6) == 6)
  }

  @Test("few are kept: those asked for last")
  func few() throws {
    let memory = ReportMemory()
    let book = StubBook()
    func ask(_ year: Int64, _ answer: Int) throws -> Int {
      try memory.answer(to: .trialBalance(year: year, through: .latest), book) { answer }
    }
    for year in 1...8 { #expect(try ask(Int64(year), 0) == 0) }
    #expect(try ask(1, 9) == 0)
    #expect(try ask(9, 0) == 0)
    #expect(try ask(1, 9) == 0)
    #expect(try ask(2, 9) == 9)
  }

  @Test("what pages show follows every change of the books", arguments: Engine.available)
  func follows(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let books = daily.books
    let end = Workbench.year.end
    func shown() async throws -> [String] {
      let day = Workbench.date("2026-06-15")
      let balances = [
        try await books.trialBalance(yearEnd: end, at: nil), try await books.trialBalance(yearEnd: end, at: day),
        try await books.comparedTrialBalance(yearEnd: end).balance,
      ]
      let statements = [
        try await books.statements(yearEnd: end), try await books.statements(yearEnd: end, at: day),
        try await books.statements(yearEnd: end, system: .simplified),
      ]
      let chart = try await books.chart(yearEnd: end).accounts.filter { $0.use == .thisYear }
      let parties = try await books.auxiliaryBalance(yearEnd: end, after: nil, limit: 50)
      let overview = try await books.overview(yearEnd: end).shown
      let years = try await books.years()
      return ["\(overview)", "\(years)"] + balances.flatMap { $0.rows.map { "\($0)" } }
        + statements.flatMap { $0.statements.rows.map { "\($0)" } }
        + chart.map { "\($0)" } + parties.accounts.map { "\($0)" }
    }
    func fresh() async throws -> [String] {
      books.rest()
      return try await shown()
    }
    var before = try await shown()
    #expect(try await fresh() == before)
    for day in ["2026-06-10", "2026-06-20"] {
      let posted = try await daily.post([daily.purchase(700, on: day, party: "M1")])
      #expect(posted.count == 1)
      let now = try await shown()
      #expect(now != before)
      #expect(try await fresh() == now)
      before = now
    }
    try await daily.close()
  }
}

/// A reading that knows nothing but where the log ends.
private final class StubBook: ReadTransaction {
  var end: Int64 = 1

  func query(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {}

  func queryOne<Result>(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Result) throws -> Result? {
    try body(StubRow(end))
  }
}

private final class StubRow: Row {
  private let number: Int64

  init(_ number: Int64) { self.number = number }

  func integer(_ column: Int) -> Int64 { number }
  func text(_ column: Int) -> String { "\(number)" }
  func blob(_ column: Int) -> [UInt8] { [] }
  func isNull(_ column: Int) -> Bool { false }

  func withBytes<Result>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: nil, count: 0))
  }
}
