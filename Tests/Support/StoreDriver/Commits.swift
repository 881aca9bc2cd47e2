import Foundation
import Model
import Storage

/// Writes a generated log, going on where it stands, and says each commit once it is acknowledged.
enum Commits {
  static func run(_ path: String, seed: String, entries: String) async throws {
    guard let seed = UInt64(seed), let entries = Int(entries) else { exit(64) }
    let log = try GeneratedLog(seed: seed, entries: entries)
    let folder = try CompanyFolder(path: path)
    let vault = folder.isComplete ? try await DriverBooks.open(path) : try await DriverBooks.create(path)
    try await run(log, vault.store)
    try await vault.close()
    say("finished")
  }

  /// The same in shared tables: host, database and role, then the number of the company.
  static func run(shared words: [String], seed: String, entries: String) async throws {
    guard words.count == 4, let company = Int64(words[3]), let seed = UInt64(seed), let entries = Int(entries)
    else { exit(64) }
    let pool = PostgreSQLPool(PostgreSQLServer(["host": words[0], "dbname": words[1], "user": words[2]]))
    try await run(GeneratedLog(seed: seed, entries: entries), PostgreSQLStore(pool, company: company))
    say("finished")
  }

  private static func run(_ log: GeneratedLog, _ store: any Store) async throws {
    let done = try await store.read { try $0.logLength() }
    say("committed \(done)")
    try await DriverBooks.write(log, from: Int(done), to: store) { say("committed \($0)") }
  }
}

/// Builds the generations again and again.
enum Swaps {
  static func run(_ path: String, seed: String, entries: String) async throws {
    guard let seed = UInt64(seed), let entries = Int(entries) else { exit(64) }
    let log = try GeneratedLog(seed: seed, entries: entries)
    let (slots, rootKey) = try DriverBooks.keys(path)
    let swap = GenerationSwap(folder: try CompanyFolder(path: path), slots: slots, rootKey: rootKey)
    for round in 1...100 {
      try await swap.run {
        log.changeSets[Int($0.sequence) - 1]
      } check: { _, _ in
      }
      say("swapped \(round)")
    }
  }
}

/// Changes the root key again and again.
enum Rotations {
  static func run(_ path: String) async throws {
    for round in 1...100 {
      let (slots, rootKey) = try DriverBooks.keys(path)
      _ = try await KeyRotation(folder: try CompanyFolder(path: path), slots: slots, rootKey: rootKey).run()
      say("rotated \(round)")
    }
  }
}

/// The same tables with nothing sealed: what a search for known text must find.
enum PlainBooks {
  static func write(_ folder: String, text: String) async throws {
    let store = try SQLiteStore.plain(path: folder + "/plain.db")
    try await store.migrate()
    try await store.write { transaction in
      try transaction.execute(
        "INSERT INTO journal VALUES (1, 'VE', ?, 1, 1, 1)", [.text(text)])
    }
    say("written")
    // Left as a crash would: the text is in the log beside the file.
    exit(0)
  }
}
