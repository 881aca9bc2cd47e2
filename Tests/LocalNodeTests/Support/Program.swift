import Foundation
import Synchronization

/// One run of a program. Its words go to two files, so that it never waits for a reader.
final class Program: Sendable {
  struct Answer: Sendable {
    /// What it ended with; 128 and the signal when it was killed, as a shell says it.
    let status: Int32
    let output: String
    let errors: String
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let processID: pid_t
  private let said: String
  private let ending = Mutex<Int32?>(nil)

  /// - Parameter said: path, without its end, of the files that keep what the program says.
  /// - Parameter environment: variables beside those of this process, or in their place.
  init(_ path: String, _ words: [String], said: String, environment: [String: String] = [:]) throws {
    self.said = said
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, said + ".out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, said + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // Tests of other targets run beside these: a program that lives long must not hold their pipes open.
    for descriptor in 3..<Int32(4096) { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var arguments = ([path] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let variables = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
    var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for setting in settings { free(setting) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, path, &actions, nil, &arguments, &settings)
    guard error == 0 else { throw Failure(description: "\(path) does not start: error \(error)") }
    processID = process
  }

  deinit { kill() }

  /// What it has said so far.
  var output: String { Self.text(said + ".out") }
  var errors: String { Self.text(said + ".err") }

  var isRunning: Bool { reap() == nil }

  /// Waits for its end; after `seconds` it is killed, and the test that waited fails.
  func answer(within seconds: Int = 60) async throws -> Answer {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      if let status = reap() { return Answer(status: status, output: output, errors: errors) }
      try await Task.sleep(for: .milliseconds(4))
    }
    // On a busy machine this task may wake up long after the program ended in time.
    if let status = reap() { return Answer(status: status, output: output, errors: errors) }
    kill()
    throw Failure(description: "no end after \(seconds) s; it had said: \(output)\(errors)")
  }

  func send(_ sign: Int32) {
    ending.withLock { if $0 == nil { _ = Foundation.kill(processID, sign) } }
  }

  /// As the power going: nothing of the program runs any more once this returns.
  func kill() {
    send(SIGKILL)
    while reap() == nil { usleep(1000) }
  }

  private func reap() -> Int32? {
    ending.withLock { known in
      var status: Int32 = 0
      if known == nil, waitpid(processID, &status, WNOHANG) == processID {
        known = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
      }
      return known
    }
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
