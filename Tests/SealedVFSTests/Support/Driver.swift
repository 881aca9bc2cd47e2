import Foundation

/// The process that tests start, watch and kill: see Tests/Support/SealedStoreDriver.
enum Driver {
  /// It is built beside the tests.
  static let url: URL = {
    let tests = Bundle.main.bundleURL
    let folder = tests.pathExtension == "xctest" ? tests.deletingLastPathComponent() : tests
    return folder.appendingPathComponent("SealedStoreDriver")
  }()

  struct Failed: Error {
    let status: Int32
  }

  /// Runs one scenario to its end and returns the lines it printed.
  static func run(_ words: String...) throws -> [String] {
    let process = Process()
    let output = Pipe()
    process.executableURL = url
    process.arguments = words
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Lets a writer commit for a while, kills it without warning, and returns the last commit it had acknowledged.
  static func writeUntilKilled(path: String, mode: String, seed: Int, milliseconds: Int) throws -> Int {
    let writer = try Writer(path: path, mode: mode, seed: seed)
    usleep(UInt32(milliseconds) * 1_000)
    return try writer.kill()
  }
}

/// A process that commits until it is killed.
final class Writer {
  private let process = Process()
  private let output = Pipe()

  init(path: String, mode: String, seed: Int) throws {
    process.executableURL = Driver.url
    process.arguments = ["write", path, mode, String(seed)]
    process.standardOutput = output
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// Kills it without warning and returns the last commit it had acknowledged.
  func kill() throws -> Int {
    Foundation.kill(process.processIdentifier, SIGKILL)
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationReason == .uncaughtSignal else { throw Driver.Failed(status: process.terminationStatus) }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").last.flatMap { Int($0) } ?? 0
  }
}
