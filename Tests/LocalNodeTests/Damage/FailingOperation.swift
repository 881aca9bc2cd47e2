import Foundation
import Testing

/// One thing that the program does to files, and how to see whether it was done.
struct FailingOperation: Sendable, CustomTestStringConvertible {
  let name: String
  let start: FailingTrial.Start
  /// The command, but for what opens the books.
  let words: @Sendable (FailingTrial) -> [String]
  /// Opens by the password in the place of the key file.
  var byPassword = false
  /// A failure may leave it done: what the disk did not confirm may be there all the same, and nobody can know. Not so
  /// of a file for the outside, nor of what a person must be shown.
  var mayBeDone = false
  /// Slow ones are tried less often.
  var weight = 1
  /// Nil for what leaves nothing. Throws when it was done by half.
  let isDone: (@Sendable (FailingTrial) async throws -> Bool)?

  var testDescription: String { name }

  static let all = [
    FailingOperation(
      name: "fec import", start: .company, words: { ["fec", "import", $0.fec] }, mayBeDone: true,
      isDone: { try await $0.isBalance(SmallFEC.balance, otherwise: []) }),
    FailingOperation(
      name: "fec withdraw", start: .books,
      words: { _ in ["fec", "withdraw", "--year", "2026", "--reason", "autre fichier"] }, mayBeDone: true,
      isDone: { try await $0.isBalance([], otherwise: SmallFEC.balance) }),
    FailingOperation(
      name: "fec export", start: .books, words: { ["fec", "export", "--year", "2026", "--out", $0.out] },
      isDone: { try $0.isExported() }),
    FailingOperation(
      name: "rebuild", start: .books, words: { _ in ["rebuild"] }, mayBeDone: true,
      isDone: { try $0.generation() != "g000001" }),
    FailingOperation(
      name: "key add", start: .books, words: { ["key", "add", $0.newKey] }, isDone: { try await $0.isKeyAdded() }),
    FailingOperation(
      name: "key remove", start: .books, words: { _ in ["key", "remove"] }, byPassword: true, mayBeDone: true,
      weight: 3, isDone: { try await $0.isKeyRemoved() }),
    FailingOperation(
      name: "key rotate", start: .books, words: { _ in ["key", "rotate"] }, mayBeDone: true,
      isDone: { try $0.generation() != "g000001" }),
    FailingOperation(
      name: "backup create", start: .books, words: { ["backup", "create", "--out", $0.out] },
      isDone: { try await $0.isBackedUp() }),
    FailingOperation(name: "backup verify", start: .empty, words: { ["backup", "verify", $0.backup] }, isDone: nil),
    FailingOperation(
      name: "backup restore", start: .empty, words: { ["backup", "restore", $0.backup] },
      isDone: { try await $0.isRestored() }),
    FailingOperation(
      name: "company create", start: .empty, words: { _ in FailingTrial.creation }, byPassword: true, weight: 4,
      isDone: { $0.hasCompany }),
    FailingOperation(
      name: "company accept-restored", start: .older, words: { _ in ["company", "accept-restored"] }, mayBeDone: true,
      isDone: { try await $0.isAccepted() }),
  ]
}

/// A folder in which one operation is tried, beside what it needs.
final class FailingTrial: Sendable {
  /// What the data folder holds.
  enum Start: String, CaseIterable, Sendable {
    case empty, company, books
    /// An older copy of the books stands in the place of the newer.
    case older
  }

  static let creation = [
    "company", "create", "--siren", NodeFolder.siren, "--name", "Au Pain de Lise", "--year-start", "2026-01-01",
    "--year-end", "2026-12-31",
  ]

  /// Every start, made once, with a key file, a backup and an export of the books beside them.
  static let prepared = Task { () -> NodeFolder in
    let folder = try await NodeFolder.withCompany()
    let place = { (start: Start) in folder.file(start.rawValue) }
    func run(_ words: [String], in data: String, password: String? = nil) async throws {
      let key = password == nil ? ["--key-file", folder.file("key")] : []
      let answer = try await folder.run(
        words + key, password: password, data: data, environment: ["XDG_STATE_HOME": folder.file("state")])
      guard answer.status == 0 else { throw Program.Failure(description: answer.errors) }
    }
    let files = FileManager.default
    let fec = try folder.write(SmallFEC.year2026, to: SmallFEC.name)
    try await run(["key", "add", folder.file("key")], in: folder.data, password: "password")
    try files.copyItem(atPath: folder.data, toPath: place(.company))
    try await run(["fec", "import", fec], in: folder.data)
    try files.copyItem(atPath: folder.data, toPath: place(.books))
    try files.copyItem(atPath: folder.data, toPath: place(.older))
    let books = "/companies/\(NodeFolder.siren)/g000001/books.db"
    try files.removeItem(atPath: place(.older) + books)
    try files.copyItem(atPath: place(.company) + books, toPath: place(.older) + books)
    try files.createDirectory(atPath: place(.empty), withIntermediateDirectories: true)
    for name in ["backups", "exports"] {
      try files.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
    }
    try await run(["backup", "create", "--out", folder.file("backups")], in: folder.data)
    try await run(["fec", "export", "--year", "2026", "--out", folder.file("exports")], in: folder.data)
    return folder
  }

  let folder: NodeFolder
  let fec: String
  let backup: String
  private let key: String
  private let exported: String

  init(_ start: Start) async throws {
    let prepared = try await Self.prepared.value
    folder = try NodeFolder()
    (fec, key, exported) = (prepared.file(SmallFEC.name), prepared.file("key"), prepared.file("exports"))
    let backups = prepared.file("backups")
    backup = backups + "/" + (try #require(try FileManager.default.contentsOfDirectory(atPath: backups).first))
    try FileManager.default.copyItem(atPath: prepared.file(start.rawValue), toPath: folder.data)
    try FileManager.default.createDirectory(atPath: folder.file("out"), withIntermediateDirectories: true)
  }

  var out: String { folder.file("out") }
  var newKey: String { folder.file("new-key") }
  var hasCompany: Bool { FileManager.default.fileExists(atPath: folder.company) }

  /// - Parameter key: of a file that opens; nil for the password.
  func run(
    _ words: [String], key: String?, environment: [String: String] = [:]
  ) async throws -> Program.Answer {
    let state = ["XDG_STATE_HOME": folder.file("state")]
    return try await folder.run(
      words + (key.map { ["--key-file", $0] } ?? []), password: key == nil ? "password" : nil,
      environment: environment.merging(state) { one, _ in one })
  }

  func attempt(_ operation: FailingOperation, environment: [String: String] = [:]) async throws -> Program.Answer {
    try await run(operation.words(self), key: operation.byPassword ? nil : key, environment: environment)
  }

  /// A verification by whatever opens the books by now.
  func verify() async throws -> Program.Answer {
    let byKey = try await run(["verify"], key: key)
    return byKey.status == 1 ? try await run(["verify"], key: nil) : byKey
  }

  /// Names that only work under way has: nothing of it may stay once the work is done.
  func remains() -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return names.filter { name in
      let last = (name as NSString).lastPathComponent
      return last.hasSuffix(".tmp") || [".new-", ".restored-", ".backup-"].contains { last.hasPrefix($0) }
    }
  }

  // MARK: What was done

  func generation() throws -> String {
    try String(contentsOfFile: folder.company + "/CURRENT", encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func isBalance(_ done: [BalanceRow], otherwise before: [BalanceRow]) async throws -> Bool {
    let answer = try await run(["report", "balance", "--year", "2026", "--format", "json"], key: key)
    guard answer.status == 0 else { throw Program.Failure(description: answer.errors) }
    let balance = try BalanceRow.list(answer.output)
    guard balance == done || balance == before else { throw Program.Failure(description: "half done: \(balance)") }
    return balance == done
  }

  /// Both files are there whole, or none is.
  func isExported() throws -> Bool {
    let names = try FileManager.default.contentsOfDirectory(atPath: out).filter { !$0.hasSuffix(".tmp") }.sorted()
    guard !names.isEmpty else { return false }
    guard try names == FileManager.default.contentsOfDirectory(atPath: exported).sorted() else {
      throw Program.Failure(description: "half exported: \(names)")
    }
    for name in names {
      guard FileManager.default.contentsEqual(atPath: out + "/" + name, andPath: exported + "/" + name) else {
        throw Program.Failure(description: "\(name) is not what is exported")
      }
    }
    return true
  }

  /// One of the two files opens, never neither; a new one that opens nothing is not there.
  func isKeyAdded() async throws -> Bool {
    let old = try await run(["key", "list"], key: key).status == 0
    let isThere = FileManager.default.fileExists(atPath: newKey)
    let new = isThere ? try await run(["key", "list"], key: newKey).status == 0 : false
    guard old != new, new == isThere else {
      throw Program.Failure(description: "old key \(old), new key \(new), there \(isThere)")
    }
    return new
  }

  func isKeyRemoved() async throws -> Bool {
    let list = try await run(["key", "list", "--format", "json"], key: nil)
    guard list.status == 0 else { throw Program.Failure(description: list.errors) }
    let isGone = !list.output.contains("keyFile")
    guard try await run(["key", "list"], key: key).status == (isGone ? 1 : 0) else {
      throw Program.Failure(description: "the key file opens, or not, against what is listed: \(list.output)")
    }
    return isGone
  }

  /// What has the name of a backup is one.
  func isBackedUp() async throws -> Bool {
    let names = try FileManager.default.contentsOfDirectory(atPath: out).filter { $0.hasSuffix(".sauvegarde") }
    for name in names {
      let answer = try await run(["backup", "verify", out + "/" + name], key: key)
      guard answer.status == 0 else { throw Program.Failure(description: "\(name): \(answer.errors)") }
    }
    return !names.isEmpty
  }

  func isRestored() async throws -> Bool {
    guard hasCompany else { return false }
    return try await isBalance(SmallFEC.balance, otherwise: SmallFEC.balance)
  }

  func isAccepted() async throws -> Bool {
    let answer = try await run(["key", "list"], key: key)
    guard answer.status == 0 else { throw Program.Failure(description: answer.errors) }
    return !answer.errors.contains(Attack.older)
  }
}
