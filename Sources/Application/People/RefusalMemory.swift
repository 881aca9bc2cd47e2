import Model
import Synchronization

/// What roles refused since it was last written to the log. The first refusal of a person and action is written at
/// once; those of the quarter of an hour that follows are counted, and told with the next, or when the books are
/// closed: whoever asks again and again fills no log.
final class RefusalMemory: Sendable {
  private struct Asked: Hashable {
    let person: Identifier<Person>
    let action: Action
  }

  private struct Standing {
    let notedAt: Instant
    var waiting: UInt64 = 0
  }

  static let quietMilliseconds: Int64 = 15 * 60 * 1000

  private let standings = Mutex<[Asked: Standing]>([:])

  /// Counts one more.
  ///
  /// - Returns: how many there are to write now; nil when it waits.
  func count(_ person: Identifier<Person>, _ action: Action, at now: Instant) -> UInt64? {
    standings.withLock { standings in
      let asked = Asked(person: person, action: action)
      if var standing = standings[asked], now.milliseconds - standing.notedAt.milliseconds < Self.quietMilliseconds {
        standing.waiting += 1
        standings[asked] = standing
        return nil
      }
      let waiting = standings[asked]?.waiting ?? 0
      standings[asked] = Standing(notedAt: now)
      return waiting + 1
    }
  }

  /// What waits to be written, in the order of persons; it waits no more.
  func takeWaiting() -> [(person: Identifier<Person>, noted: ActsRefused)] {
    standings.withLock { standings in
      let waiting = standings.filter { $0.value.waiting > 0 }
      for asked in waiting.keys { standings[asked]?.waiting = 0 }
      return waiting.map { ($0.key.person, ActsRefused(action: $0.key.action.rawValue, count: $0.value.waiting)) }
        .sorted { ($0.0, $0.1.action) < ($1.0, $1.1.action) }
    }
  }
}

extension Books {
  /// Writes to the log that this person's role refused what they asked for.
  public func noteRefusal(_ refusal: NotAllowed) async throws {
    let now = open.environment.now()
    guard let count = open.refusals.count(personID, refusal.action, at: now) else { return }
    let noted = ActsRefused(action: refusal.action.rawValue, count: count)
    try await open.current().writer.append(by: personID) { _ in [.actsRefused(noted)] }
  }
}
