import Storage

/// The least that a page can take from a server: a reading that asks nothing but `SELECT 1`, and one more of them in
/// it. Measured in the same run, through the same port.
struct BareTrips {
  private static let rounds = 200
  private static let further = 10

  /// Seconds (median) of a reading with one question, its transaction and its change of threads included.
  let first: Double
  /// Seconds of each further question in the same reading.
  let next: Double

  init(_ store: any Store) async throws {
    let one = try await Self.median(store, questions: 1)
    let many = try await Self.median(store, questions: 1 + Self.further)
    first = one
    next = (many - one) / Double(Self.further)
  }

  /// Of so many readings, with so many questions in all.
  func seconds(_ count: QuestionCounter.Count) -> Double {
    Double(count.readings) * first + Double(max(count.questions - count.readings, 0)) * next
  }

  private static func median(_ store: any Store, questions: Int) async throws -> Double {
    var times: [Double] = []
    for _ in 0..<rounds {
      let start = Clock.seconds
      try await store.read { transaction in
        for _ in 0..<questions { _ = try transaction.integer("SELECT 1") }
      }
      times.append(Clock.seconds - start)
    }
    return times.sorted()[rounds / 2]
  }
}
