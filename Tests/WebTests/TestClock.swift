import Model
import Synchronization

/// A clock that moves when a test says so, and dice that never repeat.
final class TestClock: Sendable {
  private let state = Mutex((now: Int64(1_795_428_000_000), draws: UInt64(0)))

  func advance(minutes: Int64) { state.withLock { $0.now += minutes * 60_000 } }

  func advance(seconds: Int64) { state.withLock { $0.now += seconds * 1_000 } }

  var environment: Model.Environment {
    Model.Environment(
      now: { Instant(milliseconds: self.state.withLock { $0.now }) },
      day: { _ in CalendarDate(iso: "2026-11-23") ?? CalendarDate(dayCount: 0)! },
      randomBytes: { count in
        let draw = self.state.withLock { state in
          state.draws += 1
          return state.draws
        }
        var generator = draw &* 0x9E37_79B9_7F4A_7C15
        return (0..<count).map { _ in
          generator = generator &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return UInt8(truncatingIfNeeded: generator >> 33)
        }
      })
  }
}
