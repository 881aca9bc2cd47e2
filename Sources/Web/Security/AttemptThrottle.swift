import Model

/// Slows down whoever tries passwords or codes: after three misses at a door each new try waits twice as long as the
/// one before, up to five minutes. Nobody is locked out for ever, and the wait is said.
///
/// A browser that came in before knocks at a door of its own: whoever tries from another one makes nobody wait but
/// those who never came in from there.
actor AttemptThrottle {
  /// What is tried, and from where.
  struct Door: Hashable, Sendable {
    let siren: SIREN
    /// Nil for the recovery kit, and where one person alone has a password.
    var person: Identifier<Person>?
    var isCode = false
    /// Of a browser that came in before; nil for any other.
    var browser: String?

    init(_ siren: SIREN, person: Identifier<Person>? = nil, isCode: Bool = false, browser: String? = nil) {
      self.siren = siren
      self.person = person
      self.isCode = isCode
      self.browser = browser
    }
  }

  private struct Record {
    var misses = 0
    var nextAllowed = Instant(milliseconds: 0)
  }

  private let environment: Model.Environment
  private var records: [Door: Record] = [:]
  /// Secrets of browsers that came in, in the order they did.
  private var known: [String] = []

  static let freeMisses = 3
  static let longestWaitSeconds: Int64 = 300
  static let mostBrowsers = 1_000

  init(environment: Model.Environment) { self.environment = environment }

  enum Answer: Equatable {
    case go
    case wait(seconds: Int)
  }

  /// Asks to try. The try counts as a miss at once, so that a thousand tries at the same time are still slowed down.
  func ask(_ door: Door) -> Answer {
    var record = records[door] ?? Record()
    let now = environment.now()
    if now < record.nextAllowed {
      return .wait(seconds: Int((record.nextAllowed.milliseconds - now.milliseconds + 999) / 1_000))
    }
    record.misses += 1
    record.nextAllowed = Instant(milliseconds: now.milliseconds + Self.waitSeconds(misses: record.misses) * 1_000)
    records[door] = record
    return .go
  }

  /// The try never reached the secret: it does not count.
  func forgive(_ door: Door) {
    guard var record = records[door] else { return }
    record.misses -= 1
    record.nextAllowed = environment.now()
    records[door] = record
  }

  func succeeded(_ door: Door) { records[door] = nil }

  /// Gives a browser that came in what it is known by from now on.
  func know() -> String {
    let secret = Secret.make(environment)
    known.append(secret)
    if known.count > Self.mostBrowsers { known.removeFirst() }
    return secret
  }

  func knows(_ secret: String) -> Bool { known.contains { Secret.areEqual($0, secret) } }

  static func waitSeconds(misses: Int) -> Int64 {
    guard misses >= freeMisses else { return 0 }
    return min(longestWaitSeconds, 1 << Int64(min(misses - freeMisses, 20)))
  }
}
