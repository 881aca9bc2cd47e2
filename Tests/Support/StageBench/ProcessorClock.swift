import Foundation

/// Processor seconds of this process, user and system, all threads together.
enum ProcessorClock {
  static var seconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

  static func measure<Result>(_ body: () async throws -> Result) async rethrows -> (Result, cost: Double) {
    let start = seconds
    let result = try await body()
    return (result, seconds - start)
  }
}
