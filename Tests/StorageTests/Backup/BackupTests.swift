import Foundation
import Model
import Synchronization
import Testing

@testable import Storage
@testable import StoreDriver

@Suite("A sealed backup")
struct BackupTests {
  private struct Stop: Error {}

  private static let text = "ce qui fut importé"

  /// A company with a log, the original of one import and its report, open.
  static func written(_ path: String, entries: Int = 40) async throws -> CompanyVault {
    let vault = try await DriverBooks.create(path)
    try await DriverBooks.write(try GeneratedLog(seed: 6, entries: entries), to: vault.store) { _ in }
    let first = try #require(try await vault.store.read { try $0.imports() }.first).id
    for writer in [try vault.originals.writer(of: first), try vault.originals.reportWriter(of: first)] {
      try writer.write(Array(text.utf8))
      try writer.finish()
    }
    return vault
  }

  static func dump(_ vault: CompanyVault) async throws -> [String: [String]] {
    try await vault.store.checkPages()
    return try await vault.store.read { try TableDump.dump($0) }
  }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("the same books come out of it elsewhere, for the same passwords, with their originals")
  func roundTrip() async throws {
    let folder = try TemporaryFolder()
    let vault = try await Self.written(folder.file("company"))
    let before = try await Self.dump(vault)
    let made = try await DriverBackups.make(vault, in: folder.path)
    let originals = try await vault.store.read { try $0.imports() }
    #expect(made.missingOriginals == originals.count - 1 && made.file.originalCount == 1)
    #expect(made.finding == made.facts.changeSetCount && made.facts.name == "Menuiserie Bréhat")
    #expect(try files(folder.file("company")).contains(BackupMaking.stagingName) == false)
    try FileManager.default.createDirectory(atPath: folder.file("elsewhere"), withIntermediateDirectories: true)
    let restored = try await DriverBackups.restore(made.file.path, to: folder.file("elsewhere/company"))
    #expect(try await Self.dump(restored) == before)
    let first = try #require(originals.first).id
    for reader in [try restored.originals.reader(of: first), try restored.originals.reportReader(of: first)] {
      #expect(try reader.read() == Array(Self.text.utf8))
      #expect(try reader.read() == nil)
    }
    try await restored.close()
    #expect(try await Self.dump(try DriverBooks.open(folder.file("elsewhere/company"))) == before)
    #expect(try files(folder.file("elsewhere")) == ["company"])
    try await vault.close()
  }

  @Test("no two files share an identifier or a key: books, backups, restored books")
  func distinctKeys() async throws {
    let folder = try TemporaryFolder()
    let vault = try await Self.written(folder.file("company"))
    let first = try await DriverBackups.make(vault, in: folder.path).file
    let second = try await DriverBackups.make(vault, in: folder.path).file
    let restored = try await DriverBackups.restore(first.path, to: folder.file("restored"))
    let identifiers = [vault.databaseID, first.head.backupID, second.head.backupID, restored.databaseID]
    #expect(Set(identifiers).count == 4)
    // What the pages say of themselves: the identifier stands in clear at the head of each file.
    let head = { (path: String, offset: UInt64) -> [UInt8] in
      let file = try OpenFile.reading(path)
      try file.seek(to: offset)
      return try file.read(16)
    }
    #expect(try head(vault.store.path, 0) == vault.databaseID)
    #expect(try head(first.path, UInt64(first.head.size)) == first.head.backupID)
    #expect(try head(second.path, UInt64(second.head.size)) == second.head.backupID)
    #expect(try head(restored.store.path, 0) == restored.databaseID)
    #expect(!restored.rootKey.equals(vault.rootKey))
    // No page of one file stands in another, byte for byte.
    let pages = { (path: String, offset: UInt64, count: Int) -> Set<[UInt8]> in
      let file = try OpenFile.reading(path)
      try file.seek(to: offset)
      return Set(try (0..<count).map { _ in try file.read(4_096) })
    }
    let count = Int(first.table.entries[0].length / 4_096)
    let one = try pages(first.path, UInt64(first.head.size), count)
    #expect(one.isDisjoint(with: try pages(second.path, UInt64(second.head.size), count)))
    #expect(one.isDisjoint(with: try pages(vault.store.path, 0, count)))
    #expect(one.isDisjoint(with: try pages(restored.store.path, 0, count)))
    // The books of the backup open under its own identifier alone.
    try FileManager.default.createDirectory(atPath: folder.file("out"), withIntermediateDirectories: true)
    try first.extract(to: folder.file("out")) { _ in }
    #expect(throws: Fault.self) {
      _ = try SQLiteStore(
        path: folder.file("out/books.db"),
        seal: SQLiteSeal(rootKey: vault.rootKey, databaseID: vault.databaseID, pageEpoch: 1))
    }
    try await restored.close()
    try await vault.close()
  }

  @Test("made while others write, it holds a state that was committed, and nobody waits for it")
  func underLoad() async throws {
    let folder = try TemporaryFolder()
    let vault = try await Self.written(folder.file("company"), entries: 400)
    let before = try await vault.store.read { try $0.logLength() }
    let isDone = Atomic<Bool>(false)
    async let longest = write(vault.store) { isDone.load(ordering: .acquiring) }
    var (counts, took): ([Int64], [Duration]) = ([], [])
    for _ in 0..<4 {
      let start = ContinuousClock.now
      counts.append(try await DriverBackups.make(vault, in: folder.path).facts.changeSetCount)
      took.append(ContinuousClock.now - start)
    }
    isDone.store(true, ordering: .releasing)
    let (written, wait) = try await longest
    #expect(counts[0] >= before && counts == counts.sorted() && counts[3] > counts[0] && written > 0)
    // Whoever waits for a backup waits for the whole of the longest one, however slow the machine is.
    let longestBackup = try #require(took.max())
    #expect(wait < longestBackup, "a writer waited \(wait), a backup took \(longestBackup)")
    let restored = try await DriverBackups.restore(
      BackupName.newest(in: folder.path), to: folder.file("restored"))
    #expect(try await restored.store.read { try $0.logLength() } == counts[3])
    try await restored.close()
    try await vault.close()
  }

  /// Appends change-sets until it is told to stop: how many, and the longest one of them waited.
  private func write(
    _ store: SQLiteStore, until isDone: @Sendable () -> Bool
  ) async throws -> (count: Int, longest: Duration) {
    var (count, longest) = (0, Duration.zero)
    let log = try GeneratedLog(seed: 6, entries: 1)
    let first = try await store.read { try $0.logLength() }
    while !isDone() {
      let place = first + Int64(count) + 1
      var record = log.stored(0)
      record.sequence = place
      record.hash = Array("\(place)".utf8) + [UInt8](repeating: 0, count: 32 - "\(place)".utf8.count)
      let stored = record
      let start = ContinuousClock.now
      // Until the writer has its turn: this task may be woken up long after.
      let waited = try await store.write { transaction in
        let waited = ContinuousClock.now - start
        _ = try ChangeSetLog(transaction).append(stored)
        return waited
      }
      longest = max(longest, waited)
      count += 1
      try await Task.sleep(for: .milliseconds(1))
    }
    return (count, longest)
  }

  @Test(
    "stopped after any step of its making, no file passes for one, and the next attempt leaves nothing behind",
    arguments: BackupMaking.Step.allCases)
  func stoppedMaking(step: BackupMaking.Step) async throws {
    let folder = try TemporaryFolder()
    let vault = try await Self.written(folder.file("company"))
    await #expect(throws: Stop.self) {
      _ = try await DriverBackups.make(vault, in: folder.path) { if $0 == step { throw Stop() } }
    }
    let listed = try BackupListing.of(DriverBackups.siren, in: folder.path)
    // Once it has its name it is whole: it was opened and checked before.
    #expect(listed.count == (step == .named ? 1 : 0))
    #expect(try files(folder.path).filter { $0.hasSuffix(".tmp") } == [])
    try await vault.close()
  }

  @Test(
    "stopped after any step of a restoration, it is done again from the start",
    arguments: BackupRestoration.Step.allCases)
  func stoppedRestoring(step: BackupRestoration.Step) async throws {
    let folder = try TemporaryFolder()
    let vault = try await Self.written(folder.file("company"))
    let before = try await Self.dump(vault)
    let made = try await DriverBackups.make(vault, in: folder.path)
    await #expect(throws: Stop.self) {
      _ = try await DriverBackups.restore(made.file.path, to: folder.file("again")) { if $0 == step { throw Stop() } }
    }
    let restored = try await DriverBackups.restore(made.file.path, to: folder.file("again"))
    #expect(try await Self.dump(restored) == before)
    try await restored.close()
    try await vault.close()
  }

  @Test("killed at any moment, no file passes for a backup that is none, and the books stay whole")
  func killedMaking() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let vault = try await Self.written(path)
    let before = try await Self.dump(vault)
    try await vault.close()
    let target = folder.file("backups")
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    for round in 0..<12 {
      let driver = try DriverProcess("backup", path, target)
      #expect(driver.line() == "made 1")
      try await Task.sleep(for: .milliseconds(5 * round))
      _ = driver.killNow()
      for listed in try BackupListing.of(DriverBackups.siren, in: target) {
        #expect(listed.head != nil)
        try BackupFile(path: listed.path).checkHashes { _ in }
      }
      let opened = try await DriverBooks.open(path)
      #expect(try files(path).contains(BackupMaking.stagingName) == false)
      #expect(try await Self.dump(opened) == before, "round \(round)")
      try BackupMaking.tidy(target, siren: DriverBackups.siren)
      #expect(try files(target).allSatisfy { $0.hasSuffix(BackupName.ending) })
      try await opened.close()
    }
  }

  @Test("a restoration killed at any moment is done again")
  func killedRestoring() async throws {
    let folder = try TemporaryFolder()
    let vault = try await Self.written(folder.file("company"))
    let before = try await Self.dump(vault)
    let made = try await DriverBackups.make(vault, in: folder.path)
    try await vault.close()
    for round in 0..<12 {
      let driver = try DriverProcess("restore", made.file.path, folder.file("again"))
      #expect(driver.line() == "restored 1")
      try await Task.sleep(for: .milliseconds(5 * round))
      _ = driver.killNow()
      let restored = try await DriverBackups.restore(made.file.path, to: folder.file("again"))
      #expect(try await Self.dump(restored) == before, "round \(round)")
      try await restored.close()
      #expect(try files(folder.path).filter { $0.hasPrefix(BackupOpening.prefix) } == [])
    }
  }

  @Test("nothing of the books is in it in clear, not even in an unfinished one")
  func secrecy() async throws {
    let folder = try TemporaryFolder()
    let vault = try await Self.written(folder.file("company"))
    let words = try await vault.store.read { transaction in
      try transaction.accounts().map(\.label) + ["Menuiserie", "Bréhat", Self.text, DriverBooks.password]
    }.filter { $0.utf8.count > 5 }
    let target = folder.file("backups")
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    let made = try await DriverBackups.make(vault, in: target) { step in
      guard step == .sealed || step == .partsWritten || step == .snapshotTaken else { return }
      for path in folder.allFiles() where path.contains(".tmp") || path.contains("backup") {
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        for word in words { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(path)") }
      }
    }
    let bytes = try #require(FileManager.default.contents(atPath: made.file.path))
    for word in words { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)") }
    try await vault.close()
  }
}

extension BackupName {
  /// The last one that was made there.
  static func newest(in folder: String) throws -> String {
    try #require(try BackupListing.of(DriverBackups.siren, in: folder).first).path
  }
}
