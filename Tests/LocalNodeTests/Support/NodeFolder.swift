import Foundation
import Synchronization

/// The data folder of one test, with its passwords and files beside it; it goes away with the test.
final class NodeFolder: Sendable {
  static let siren = "732829320"
  static let password = "quatre mots pour ouvrir"

  let path: String
  private let runs = Atomic<Int>(0)

  /// An empty folder.
  init() throws {
    // Short: a socket's path holds 107 bytes.
    path = "/tmp/fmpro-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try write(Self.password + "\n", to: "password")
    try write("quatre mots pour rester dehors\n", to: "wrong-password")
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path)") }
  }

  /// The program under test: the one built beside these tests, unless the environment names another.
  static var program: String {
    if let named = ProcessInfo.processInfo.environment["FMPRO_NODE"], !named.isEmpty { return named }
    let repository = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
    return repository + "/.build/debug/fmpro-node"
  }

  var data: String { path + "/data" }
  var company: String { data + "/companies/" + Self.siren }
  var books: String { company + "/g000001/books.db" }

  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file beside the data folder, and gives its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// Starts a command with the folder and the password that it needs.
  ///
  /// - Parameter environment: variables beside those of the tests.
  func start(
    _ words: [String], password: String? = "password", data: String? = nil, environment: [String: String] = [:]
  ) throws -> Program {
    let number = runs.add(1, ordering: .relaxed).newValue
    let secret = password.map { ["--password-file", file($0)] } ?? []
    return try Program(
      Self.program, words + ["--data", data ?? self.data] + secret, said: file("run-\(number)"),
      environment: environment)
  }

  /// Runs a command to its end.
  func run(_ words: String..., password: String? = "password", data: String? = nil) async throws -> Program.Answer {
    try await run(words, password: password, data: data)
  }

  func run(
    _ words: [String], password: String? = "password", data: String? = nil, environment: [String: String] = [:]
  ) async throws -> Program.Answer {
    await Gate.commands.enter()
    do {
      let answer = try await start(words, password: password, data: data, environment: environment).answer()
      await Gate.commands.leave()
      return answer
    } catch {
      await Gate.commands.leave()
      throw error
    }
  }

  /// The balance of 2026, as the command line gives it.
  ///
  /// - Parameter extra: words beside those of the report, a key file for instance.
  func balance(
    _ extra: [String] = [], password: String? = "password", data: String? = nil, environment: [String: String] = [:]
  ) async throws -> [BalanceRow] {
    let answer = try await run(
      ["report", "balance", "--year", "2026", "--format", "json"] + extra, password: password, data: data,
      environment: environment)
    guard answer.status == 0 else { throw Program.Failure(description: answer.errors) }
    return try BalanceRow.list(answer.output)
  }

  /// Every file of the data folder, whatever stands in it at this moment.
  func dataFiles() -> [String] {
    let names = FileManager.default.enumerator(atPath: data)?.allObjects as? [String] ?? []
    return names.map { data + "/" + $0 }.filter {
      var status = stat()
      return lstat($0, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }

  func dataSize() -> Int {
    dataFiles().reduce(0) { sum, file in
      var status = stat()
      return lstat(file, &status) == 0 ? sum + Int(status.st_size) : sum
    }
  }
}
