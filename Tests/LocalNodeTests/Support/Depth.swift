import Foundation

/// How far tests of chance go: a sample in every run, more when `tools/soak` asks for it.
enum Depth {
  /// Disks after a power cut that are opened.
  static let cuts = number("FMPRO_TEST_CUTS") ?? 60
  /// One call in so many is made to fail.
  static let failureStride = number("FMPRO_TEST_FAILURE_STRIDE") ?? 40
  /// Commands that are killed.
  static let kills = number("FMPRO_TEST_KILLS") ?? 12
  /// Where chance begins.
  static let seed = UInt64(number("FMPRO_TEST_SEED") ?? 1)

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }
}
