import CSodium
import Foundation
import Model

extension Environment {
  /// The real clock, the calendar of Paris, and libsodium's generator.
  static let live = Environment(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    },
    day: { ParisDay.of($0) },
    randomBytes: { count in
      var bytes = [UInt8](repeating: 0, count: count)
      randombytes_buf(&bytes, count)
      return bytes
    }
  )
}
