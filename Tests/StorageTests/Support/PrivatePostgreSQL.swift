import Foundation

/// A PostgreSQL 15 of our own for one test: its files and its socket lie in a folder that goes away with it.
final class PrivatePostgreSQL {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static let programs = "/usr/lib/postgresql/15/bin"
  private let folder: String

  /// The server refuses to run as root, so the test must be root to lend it another user.
  static var isAvailable: Bool {
    FileManager.default.isExecutableFile(atPath: programs + "/initdb") && getuid() == 0
  }

  init() throws {
    folder = "/tmp/pg-" + UUID().uuidString.prefix(8)
    try Self.run("mkdir -m 755 \(folder) && chown postgres \(folder)")
    try asServer("\(Self.programs)/initdb -D \(folder)/data -A trust -E UTF8 --locale=C.UTF-8 --no-sync")
    let options = "-c listen_addresses= -c unix_socket_directories=\(folder) -c fsync=off"
    try asServer("\(Self.programs)/pg_ctl -D \(folder)/data -l \(folder)/log -o \"\(options)\" -w start >/dev/null")
  }

  deinit {
    try? asServer("\(Self.programs)/pg_ctl -D \(folder)/data -m immediate -w stop")
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Runs a script and gives its answers, one row per line, columns apart by `|`.
  ///
  /// - Throws: ``Failure`` with the server's message at the first statement that fails.
  @discardableResult
  func run(_ script: String, as user: String = "postgres", database: String = "postgres") throws -> [String] {
    let file = folder + "/script.sql"
    try script.write(toFile: file, atomically: true, encoding: .utf8)
    let output = try Self.run(
      "psql -h \(folder) -U \(user) -d \(database) -v ON_ERROR_STOP=1 -qAtX -f \(file) 2>&1")
    return output.split(separator: "\n").map(String.init)
  }

  /// The server outlives the command that starts it: what it would inherit is closed first, above all the socket by
  /// which Foundation learns that a process ended.
  private func asServer(_ command: String) throws {
    let closing = "for f in /proc/$BASHPID/fd/*; do n=${f##*/}; [ $n -gt 2 ] && eval \"exec $n>&-\"; done"
    try Self.run("( \(closing); cd / && su postgres -c '\(command)' )")
  }

  @discardableResult
  private static func run(_ command: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", command + " </dev/null"]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Read to the end before waiting: a long answer would fill the pipe.
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    guard process.terminationStatus == 0 else { throw Failure(description: text) }
    return text
  }
}
