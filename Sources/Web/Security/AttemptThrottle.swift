import Model

/// Slows down whoever tries passwords: after three misses each new try waits twice as long as the one before, up to
/// five minutes. Nobody is locked out for ever, and the wait is said.
actor AttemptThrottle {
  private struct Record {
    var misses = 0
    var nextAllowed = Instant(milliseconds: 0)
  }

  private let environment: Model.Environment
  private var records: [SIREN: Record] = [:]

  static let freeMisses = 3
  static let longestWaitSeconds: Int64 = 300

  init(environment: Model.Environment) { self.environment = environment }

  enum Answer: Equatable {
    case go
    case wait(seconds: Int)
  }

  /// Asks to try. The try counts as a miss at once, so that a thousand tries at the same time are still slowed down.
  func ask(_ siren: SIREN) -> Answer {
    var record = records[siren] ?? Record()
    let now = environment.now()
    if now < record.nextAllowed {
      return .wait(seconds: Int((record.nextAllowed.milliseconds - now.milliseconds + 999) / 1_000))
    }
    record.misses += 1
    record.nextAllowed = Instant(milliseconds: now.milliseconds + Self.waitSeconds(misses: record.misses) * 1_000)
    records[siren] = record
    return .go
  }

  /// The try never reached the secret: it does not count.
  func forgive(_ siren: SIREN) {
    guard var record = records[siren] else { return }
    record.misses -= 1
    record.nextAllowed = environment.now()
    records[siren] = record
  }

  func succeeded(_ siren: SIREN) { records[siren] = nil }

  static func waitSeconds(misses: Int) -> Int64 {
    guard misses >= freeMisses else { return 0 }
    return min(longestWaitSeconds, 1 << Int64(min(misses - freeMisses, 20)))
  }
}
