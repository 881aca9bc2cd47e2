import Application
import Foundation

/// What one question took, many times over.
struct PageTimes {
  /// Seconds of the clock of each request.
  var clock: [Double] = []
  /// Seconds of the processor of all of them, the server's included.
  var used = 0.0

  var median: Double { clock.sorted()[clock.count / 2] }
  var p95: Double { clock.sorted()[clock.count * 95 / 100] }
  var processor: Double { used / Double(clock.count) }
}

/// Asks the same questions of both engines, by turns, so that what else the machine does hits both.
struct PageClock {
  private static let rounds = 5
  private static let requests = 20

  let sealed: Books
  let shared: Books
  /// Counts what ``shared`` asks of the server.
  let counter: QuestionCounter
  /// The folder of the server.
  let server: String

  struct Row {
    let name: String
    var sealed = PageTimes()
    var shared = PageTimes()
    /// What the page asks of the server once.
    var count = QuestionCounter.Count()
  }

  func run(_ questions: [PageQuestions.Question]) async throws -> [Row] {
    var rows: [Row] = []
    for (name, ask) in questions {
      var row = Row(name: name)
      // A plan is made afresh the first times; then the general one is kept, or not: pages come after.
      for _ in 0..<8 {
        try await read(sealed, ask)
        _ = counter.take()
        try await read(shared, ask)
        row.count = counter.take()
      }
      for _ in 0..<Self.rounds {
        try await time(sealed, ask, &row.sealed)
        try await time(shared, ask, &row.shared)
      }
      rows.append(row)
    }
    return rows
  }

  /// Never out of the memory of the time before.
  private func read(_ books: Books, _ ask: (Books) async throws -> Void) async throws {
    books.forgetReports()
    try await ask(books)
  }

  private func time(_ books: Books, _ ask: (Books) async throws -> Void, _ times: inout PageTimes) async throws {
    let processor = Clock.processor + Clock.processor(ofServerIn: server)
    for _ in 0..<Self.requests {
      let start = Clock.seconds
      try await read(books, ask)
      times.clock.append(Clock.seconds - start)
    }
    times.used += Clock.processor + Clock.processor(ofServerIn: server) - processor
  }
}
