import Foundation
import Model
import Testing

@testable import Storage
@testable import StoreDriver

@Suite("A change of the root key")
struct KeyRotationTests {
  private static let gone = Identifier<Person>(high: 8, low: 8)
  private static let original = Identifier<Import>(high: 5, low: 6)

  private static let document = Array("une pièce".utf8)

  private struct Stop: Error {}

  /// A company of two people with a log, an original and its report.
  private func written(_ path: String) async throws -> [String: [String]] {
    let vault = try await DriverBooks.create(path)
    try await DriverBooks.write(try GeneratedLog(seed: 6, entries: 40), to: vault.store) { _ in }
    for writer in [
      try vault.originals.writer(of: Self.original), try vault.originals.reportWriter(of: Self.original),
    ] {
      try writer.write(Array("ce qui fut importé".utf8))
      try writer.finish()
    }
    try vault.originals.documents.keep(Self.document, hash: KeyedHash.checksum(Self.document))
    var slots = try KeySlotFile.load(from: path).slots
    try slots.addUser(
      Self.gone, name: "Parti", password: try .password("parti"), rootKey: vault.rootKey, cost: .lowest)
    try KeySlotFile.save(slots, to: path)
    let dump = try await vault.store.read { try TableDump.dump($0) }
    try await vault.close()
    return dump
  }

  private func rotation(
    _ path: String, after: @escaping @Sendable (KeyRotation.Step) throws -> Void = { _ in }
  ) throws -> KeyRotation {
    let (slots, rootKey) = try DriverBooks.keys(path)
    return KeyRotation(folder: try CompanyFolder(path: path), slots: slots, rootKey: rootKey, after: after)
  }

  /// Opens with the password, and reads everything.
  private func dump(_ path: String) async throws -> [String: [String]] {
    let vault = try await DriverBooks.open(path)
    try await vault.store.checkPages()
    for reader in [
      try vault.originals.reader(of: Self.original), try vault.originals.reportReader(of: Self.original),
    ] {
      #expect(try reader.read() == Array("ce qui fut importé".utf8))
      #expect(try reader.read() == nil)
    }
    #expect(try vault.originals.documents.content(of: KeyedHash.checksum(Self.document)) == Self.document)
    let dump = try await vault.store.read { try TableDump.dump($0) }
    try await vault.close()
    return dump
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix("g0") || $0.hasPrefix("orig") }
      .sorted()
  }

  @Test("the same books under another key, for the same passwords; whoever was removed and the old key open nothing")
  func rotates() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let before = try await written(path)
    let old = try DriverBooks.keys(path)
    let new = try await rotation(path).run(without: [Self.gone])
    #expect(!new.rootKey.equals(old.rootKey))
    #expect(try names(path) == ["g000002", "originals-000002"])
    #expect(try await dump(path) == before)
    let slots = try KeySlotFile.load(from: path).slots
    #expect(slots == new.slots && slots.pageEpoch == 2 && slots.users.map(\.id) == [DriverBooks.user])
    #expect(throws: KeyRefusal.unknownUser) { try slots.unlock(user: Self.gone, password: .password("parti")) }
    await #expect(throws: Fault.self) {
      _ = try await CompanyVault.open(try CompanyFolder(path: path), slots: slots, rootKey: old.rootKey)
    }
    await #expect(throws: Fault.self, "nor may the old slots stand in") {
      _ = try await CompanyVault.open(try CompanyFolder(path: path), slots: old.slots, rootKey: old.rootKey)
    }
    // The slots of before are not kept beside: a damaged file falls back to the same key.
    try Data("x".utf8).write(to: URL(fileURLWithPath: path + "/keys.slots"))
    #expect(try KeySlotFile.load(from: path).slots == slots)
    _ = try await rotation(path).run()
    #expect(try names(path) == ["g000003", "originals-000003"])
    #expect(try await dump(path) == before)
  }

  @Test("stopped after any step, the company opens whole", arguments: KeyRotation.Step.allCases)
  func stopped(step: KeyRotation.Step) async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let before = try await written(path)
    await #expect(throws: Stop.self) {
      try await rotation(path) { if $0 == step { throw Stop() } }.run()
    }
    #expect(try await dump(path) == before)
    let isDone = step == .madeCurrent || step == .keysMoved
    #expect(try names(path) == (isDone ? ["g000002", "originals-000002"] : ["g000001", "originals"]))
    _ = try await rotation(path).run()
    #expect(try await dump(path) == before)
  }

  @Test("killed at any moment, the company opens with the same tables")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let before = try await written(path)
    for round in 0..<10 {
      let driver = try DriverProcess("rotate", path)
      #expect(driver.line() == "rotated 1")
      try await Task.sleep(for: .milliseconds(7 * round))
      _ = driver.killNow()
      #expect(try await dump(path) == before, "round \(round)")
    }
  }

  @Test("a password changed between the books and the keys of a stopped rotation is not lost")
  func changedBetween() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let before = try await written(path)
    await #expect(throws: Stop.self) {
      try await rotation(path) { if $0 == .madeCurrent { throw Stop() } }.run()
    }
    var slots = try KeySlotFile.load(from: path).slots
    try slots.changePassword(of: Self.gone, from: .password("parti"), to: .password("revenu"), cost: .lowest)
    try KeySlotFile.save(slots, to: path)
    #expect(try await dump(path) == before)
    _ = try KeySlotFile.load(from: path).slots.unlock(user: Self.gone, password: .password("revenu"))
  }

  @Test("nobody is left without a way in, and a rotation that cannot be starts nothing")
  func refused() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let before = try await written(path)
    await #expect(throws: KeyRefusal.lastUser) {
      try await rotation(path).run(without: [Self.gone, DriverBooks.user])
    }
    let held = try await DriverBooks.open(path)
    await #expect(throws: CompanyInUse.self) { try await rotation(path).run() }
    try await held.close()
    #expect(throws: NotEnoughSpace.self) { try NotEnoughSpace.check(path, needed: .max) }
    #expect(try await dump(path) == before)
    #expect(try names(path) == ["g000001", "originals"])
  }

  @Test("an altered original stops the rotation, and nothing changes")
  func alteredOriginal() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    _ = try await written(path)
    let file = path + "/originals/\(Self.original).sealed"
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    await #expect(throws: Fault.self) { try await rotation(path).run() }
    #expect(try names(path).filter { $0.hasPrefix("g") } == ["g000001"])
    let vault = try await DriverBooks.open(path)
    try await vault.close()
  }

  @Test("a key file opens in the name of its owner, as long as nobody else may read it")
  func keyFile() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    _ = try await written(path)
    let file = folder.file("service.key")
    var (slots, rootKey) = try DriverBooks.keys(path)
    #expect(throws: KeyRefusal.wrongKeyFile) { try slots.unlock(keyFile: .password("x")) }
    try slots.setKeyFile(try KeyFile.create(file), owner: DriverBooks.user, rootKey: rootKey)
    #expect(throws: KeyRefusal.keyFileExists) { try KeyFile.create(file) }
    try KeySlotFile.save(slots, to: path)
    let opened = try KeySlotFile.load(from: path).slots.unlock(keyFile: KeyFile.read(file))
    #expect(opened.rootKey.equals(rootKey) && opened.owner == DriverBooks.user)
    #expect(slots.ways.map(\.kind) == [.user, .user, .keyFile])
    #expect(slots.ways.last?.name == "Maëlle")
    // It outlives a rotation, and goes with its owner.
    let rotated = try await rotation(path).run()
    #expect(try rotated.slots.unlock(keyFile: KeyFile.read(file)).rootKey.equals(rotated.rootKey))
    #expect(
      try rotated.slots.rotated(rotated.rootKey, epoch: 9, without: [DriverBooks.user]).slots.ways.map(\.kind)
        == [.user])
    #expect(chmod(file, 0o640) == 0)
    #expect(throws: KeyRefusal.keyFileUnsafe) { try KeyFile.read(file) }
    #expect(chmod(file, 0o600) == 0)
    #expect(symlink(file, folder.file("link")) == 0)
    #expect(throws: KeyRefusal.keyFileUnsafe) { try KeyFile.read(folder.file("link")) }
    #expect(throws: KeyRefusal.keyFileMissing) { try KeyFile.read(folder.file("none")) }
    #expect(truncate(file, 31) == 0)
    #expect(throws: KeyRefusal.keyFileDamaged) { try KeyFile.read(file) }
  }
}
