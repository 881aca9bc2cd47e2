import Foundation
import GRDB
import Model
import Storage

/// What each act costs on one file, plain or sealed: `tools/bench --store` runs both and divides. A process each, since
/// the sealed file system lets nothing plain be opened beside it.
///
/// Prints one line an act: its name, its processor seconds, user and system, and what was sealed and opened for it
/// (`SealedUnits.columns`), tabs between.
struct StoreCosts {
  private let path: String
  /// Nil for the plain file.
  private let seal: SQLiteSeal?
  private let lines: Int

  init(_ folder: String, lines: String, kind: String) throws {
    guard let lines = Int(lines), lines >= 300, ["plain", "sealed"].contains(kind) else {
      throw Fault(.configuration, "300 lines at least, plain or sealed")
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    path = folder + "/books.db"
    self.lines = lines
    seal =
      kind == "plain"
      ? nil
      : SQLiteSeal(
        rootKey: try SecretBytes(randomCount: 32), databaseID: [UInt8](repeating: 5, count: 16), pageEpoch: 1)
  }

  private func open() throws -> SQLiteStore {
    try seal.map { try SQLiteStore(path: path, seal: $0) } ?? SQLiteStore.plain(path: path)
  }

  func run() async throws {
    try await fill()
    try await cost("ouverture et première question (20 fois)") {
      for _ in 0..<20 {
        let store = try open()
        _ = try await store.read { try $0.bookYears() }
        try store.close()
      }
    }
    try await reads()
    try await writes()
  }

  /// The making of the entries is not counted.
  private func fill() async throws {
    let store = try open()
    try await store.migrate()
    var clock = StepClock()
    let before = SealedUnits.now()
    try await Measure.insert(store, lines: lines, perTransaction: 8_000, &clock)
    try await Measure.complete(store)
    try await store.checkpoint()
    clock.step("insertion")
    try store.close()
    tell("import", clock.processorSeconds(of: "insertion"), since: before)
  }

  /// Each on connections of its own, whose caches are empty.
  private func reads() async throws {
    let entries = Int64(lines / 3)
    try await cost("recherches : 100 000 lignes au hasard") { store in
      try await store.withWriter { database in
        let statement = try database.makeStatement(
          sql: "SELECT debit, credit FROM entry_line WHERE entry_no = ? AND line_no = 1")
        var place: UInt64 = 1
        for _ in 0..<100_000 {
          place = place &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          _ = try Row.fetchOne(statement, arguments: [Int64(place >> 33) % entries + 1])
        }
      }
    }
    try await cost("parcours d’index : sommes de chaque compte") { store in
      try await store.withWriter { database in
        _ = try Row.fetchAll(
          database, sql: "SELECT account_no, sum(debit), sum(credit) FROM line_by_account GROUP BY year_no, account_no")
      }
    }
    try await cost("lecture de toutes les lignes") { store in
      try await store.withWriter { database in
        _ = try Row.fetchOne(database, sql: "SELECT sum(debit), sum(credit), count(*) FROM entry_line")
      }
    }
    try await cost("pages : 20 balances et 20 comptes") { store in
      guard let end = CalendarDate(year: 2025, month: 12, day: 31) else { return }
      for _ in 0..<20 {
        try await store.read { transaction in
          _ = try transaction.trialBalance(year: 1, through: end)
          guard let account = try transaction.account("411000") else { return }
          _ = try transaction.accountPage(year: 1, account: account.number)
        }
      }
    }
  }

  private func writes() async throws {
    let store = try open()
    try await cost("une ligne sur huit changée, dans le journal d’écriture", store) { store in
      try await store.withWriter { database in
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        try database.execute(sql: "UPDATE entry_line SET matching_code = 'ZZ' WHERE entry_no % 8 = 0")
      }
    }
    try await cost("ce journal versé dans le fichier (checkpoint)", store) { try await $0.checkpoint() }
    try await cost("VACUUM", store) { store in
      try await store.withWriter { try $0.execute(sql: "VACUUM") }
      try await store.checkpoint()
    }
    try await cost("sauvegarde (VACUUM INTO)", store) { store in
      let copy = path + ".copy"
      if let seal {
        try store.copy(to: copy, seal: seal)
      } else {
        try await store.withWriter { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
      }
    }
    try store.close()
  }

  private func cost(_ name: String, _ act: (SQLiteStore) async throws -> Void) async throws {
    let store = try open()
    try await cost(name, store, act)
    try store.close()
  }

  private func cost(_ name: String, _ store: SQLiteStore, _ act: (SQLiteStore) async throws -> Void) async throws {
    try await cost(name) { try await act(store) }
  }

  private func cost(_ name: String, _ act: () async throws -> Void) async throws {
    let (before, start) = (SealedUnits.now(), StepClock.processor())
    try await act()
    tell(name, StepClock.processor() - start, since: before)
  }

  private func tell(_ name: String, _ seconds: Double, since before: SealedUnits) {
    say([name, String(format: "%.4f", seconds), SealedUnits.now().since(before).columns].joined(separator: "\t"))
  }
}
