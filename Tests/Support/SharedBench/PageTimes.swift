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
  /// The folder of the server.
  let server: String

  typealias Row = (name: String, sealed: PageTimes, shared: PageTimes)

  func run(_ questions: [PageQuestions.Question]) async throws -> [Row] {
    var rows: [Row] = []
    for (name, ask) in questions {
      var row = (name: name, sealed: PageTimes(), shared: PageTimes())
      // A plan is made afresh the first times; then the general one is kept, or not: pages come after.
      for _ in 0..<8 {
        try await ask(sealed)
        try await ask(shared)
      }
      for _ in 0..<Self.rounds {
        try await time(sealed, ask, &row.sealed)
        try await time(shared, ask, &row.shared)
      }
      rows.append(row)
    }
    return rows
  }

  private func time(_ books: Books, _ ask: (Books) async throws -> Void, _ times: inout PageTimes) async throws {
    let processor = Clock.processor + Clock.processor(ofServerIn: server)
    for _ in 0..<Self.requests {
      let start = Clock.seconds
      try await ask(books)
      times.clock.append(Clock.seconds - start)
    }
    times.used += Clock.processor + Clock.processor(ofServerIn: server) - processor
  }
}
