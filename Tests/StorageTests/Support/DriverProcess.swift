import Foundation

/// The second process, built beside the tests.
final class DriverProcess {
  private let process = Process()
  private let output = Pipe()
  private var pending = Data()

  convenience init(_ arguments: String...) throws { try self.init(arguments) }

  init(_ arguments: [String]) throws {
    process.executableURL = try Self.executable()
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var identifier: Int32 { process.processIdentifier }

  /// The next line it says, or nil once it ended.
  func line() -> String? {
    while true {
      if let end = pending.firstIndex(of: 10) {
        let line = String(decoding: pending[pending.startIndex..<end], as: UTF8.self)
        pending = Data(pending[(end + 1)...])
        return line
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      pending.append(more)
    }
  }

  /// Kills it at once, and gives all it had said.
  func killNow() -> [String] {
    kill(process.processIdentifier, SIGKILL)
    var lines: [String] = []
    while let line = line() { lines.append(line) }
    process.waitUntilExit()
    return lines
  }

  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  private static func executable() throws -> URL {
    let start = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for folder in sequence(first: start, next: { $0.path == "/" ? nil : $0.deletingLastPathComponent() }).prefix(6) {
      let candidate = folder.appendingPathComponent("StoreDriver")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    throw CocoaError(.fileNoSuchFile)
  }
}
