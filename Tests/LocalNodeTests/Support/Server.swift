import Foundation

/// A node that serves a folder, on a port that the machine chose.
struct Server {
  let program: Program
  let port: Int

  /// - Parameter environment: variables beside those of the tests.
  init(_ folder: NodeFolder, environment: [String: String] = [:]) async throws {
    program = try folder.start(["serve", "--port", "0"], password: nil, environment: environment)
    let deadline = ContinuousClock.now + .seconds(90)
    while ContinuousClock.now < deadline, program.isRunning {
      if let match = program.output.firstMatch(of: /127\.0\.0\.1:([0-9]+)\/\n/), let port = Int(match.1) {
        self.port = port
        return
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw Program.Failure(description: "the node does not serve: \(program.errors)")
  }

  /// Asks it to stop, as the system does.
  func stop() async throws -> Program.Answer {
    program.send(SIGTERM)
    return try await program.answer(within: 20)
  }
}

extension NodeFolder {
  /// Whether no process has the company open.
  var isCompanyFree: Bool {
    let descriptor = open(company + "/lock", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  /// The process that opened the company last.
  var lastHolder: Int32? {
    Int32(
      String(decoding: FileManager.default.contents(atPath: company + "/lock") ?? Data(), as: UTF8.self)
        .filter(\.isNumber))
  }

  /// The company closes a moment after its command has answered.
  func becomesFree() async throws -> Bool {
    for _ in 0..<100 where !isCompanyFree { try await Task.sleep(for: .milliseconds(20)) }
    return isCompanyFree
  }
}
