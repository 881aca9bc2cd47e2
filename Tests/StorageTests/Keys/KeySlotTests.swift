import Foundation
import Model
import Testing

@testable import Storage

@Suite("Key slots")
struct KeySlotTests {
  private static let alice = Identifier<Person>(high: 1, low: 1)
  private static let bruno = Identifier<Person>(high: 1, low: 2)

  private struct Made {
    var slots: KeySlots
    let rootKey: SecretBytes
    let code: RecoveryCode
  }

  private func make() throws -> Made {
    var (slots, rootKey) = try KeySlots.create()
    try slots.addUser(
      Self.alice, name: "Alice Le Goff", password: try .password("été 2026"), rootKey: rootKey, cost: .lowest)
    try slots.addUser(Self.bruno, name: "Bruno", password: try .password("b"), rootKey: rootKey, cost: .lowest)
    let code = try slots.renewRecoveryKit(rootKey: rootKey, cost: .lowest)
    return Made(slots: slots, rootKey: rootKey, code: code)
  }

  @Test("each password and the recovery code give the same root key, after a turn through the file")
  func unlock() throws {
    let made = try make()
    let folder = try TemporaryFolder()
    try KeySlotFile.save(made.slots, to: folder.path)
    let loaded = try KeySlotFile.load(from: folder.path)
    #expect(!loaded.isPrevious)
    #expect(loaded.slots == made.slots)
    #expect(loaded.slots.users.map(\.name) == ["Alice Le Goff", "Bruno"])
    // The same letters, typed as letter and accent apart.
    let decomposed = try SecretBytes.password("e\u{301}te\u{301} 2026")
    #expect(try loaded.slots.unlock(user: Self.alice, password: decomposed).equals(made.rootKey))
    #expect(try loaded.slots.unlock(user: Self.bruno, password: .password("b")).equals(made.rootKey))
    let code = try RecoveryCode(made.code.printed.lowercased().replacingOccurrences(of: "0", with: "o"))
    #expect(try loaded.slots.unlock(recoveryCode: code).equals(made.rootKey))
  }

  @Test("a wrong password, another person's, an unknown user and a wrong code are each told apart")
  func wrong() throws {
    let made = try make()
    #expect(throws: KeyRefusal.wrongPassword) {
      try made.slots.unlock(user: Self.alice, password: .password("b"))
    }
    #expect(throws: KeyRefusal.unknownUser) {
      try made.slots.unlock(user: Identifier(high: 9, low: 9), password: .password("b"))
    }
    #expect(throws: KeyRefusal.wrongRecoveryCode) { try made.slots.unlock(recoveryCode: RecoveryCode.draw()) }
    #expect(throws: KeyRefusal.noRecoveryKit) {
      try KeySlots.create().slots.unlock(recoveryCode: RecoveryCode.draw())
    }
  }

  @Test("a recovery code has seven groups of four, and one wrong letter is seen before any key is derived")
  func recoveryCode() throws {
    let printed = try RecoveryCode.draw().printed
    #expect(printed.split(separator: "-").map(\.count) == [4, 4, 4, 4, 4, 4, 4])
    #expect(try RecoveryCode(printed).printed == printed)
    var missed = 0
    for index in printed.indices where printed[index] != "-" {
      var typed = printed
      typed.replaceSubrange(index...index, with: printed[index] == "7" ? "8" : "7")
      do {
        _ = try RecoveryCode(typed)
        missed += 1
      } catch { #expect(error as? KeyRefusal == .mistypedRecoveryCode) }
    }
    #expect(missed <= 1, "12 bits of check let one mistake in 4,096 pass")
    for text in ["", "ABCD", printed + "-0000", printed.dropLast() + "?"] {
      #expect(throws: KeyRefusal.mistypedRecoveryCode) { try RecoveryCode(String(text)) }
    }
  }

  @Test("a changed password replaces the old one, and a reset one works with the root key alone")
  func change() throws {
    var made = try make()
    try made.slots.changePassword(of: Self.alice, from: .password("été 2026"), to: .password("neuf"), cost: .lowest)
    #expect(throws: KeyRefusal.wrongPassword) {
      try made.slots.unlock(user: Self.alice, password: .password("été 2026"))
    }
    #expect(try made.slots.unlock(user: Self.alice, password: .password("neuf")).equals(made.rootKey))
    try made.slots.resetPassword(of: Self.alice, to: .password("repris"), rootKey: made.rootKey, cost: .lowest)
    #expect(try made.slots.unlock(user: Self.alice, password: .password("repris")).equals(made.rootKey))
    let other = try SecretBytes(randomCount: 32)
    #expect(throws: KeyRefusal.slotFileAltered) { _ = try made.slots.renewRecoveryKit(rootKey: other, cost: .lowest) }
  }

  @Test("any flipped bit and any cut of the file is refused")
  func flipped() throws {
    let bytes = KeySlotCodec.encode(try make().slots)
    for index in bytes.indices {
      var altered = bytes
      altered[index] ^= 1 << UInt8(index % 8)
      #expect(throws: KeyRefusal.self) { try KeySlotCodec.decode(altered) }
    }
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: KeyRefusal.slotFileAltered) { try KeySlotCodec.decode(Array(bytes.prefix(length))) }
    }
  }

  @Test("a forger who mends the checksum is stopped: cost of 64 GiB, public key of his own, newer format")
  func forged() throws {
    let made = try make()
    func reforged(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
      var body = Array(KeySlotCodec.encode(made.slots).dropLast(32))
      change(&body)
      return body + KeyedHash.checksum(body)
    }
    // Magic, version, identifier, epoch, check, count; then kind, owner, name, passes of the first slot.
    let memory = 8 + 2 + 16 + 4 + 32 + 2 + 1 + 16 + 1 + "Alice Le Goff".utf8.count + 4
    let dear = reforged { $0.replaceSubrange(memory..<memory + 4, with: [4, 0, 0, 0]) }
    #expect(throws: KeyRefusal.slotFileAltered) { try KeySlotCodec.decode(dear) }
    #expect(throws: KeyRefusal.slotFileTooNew) { try KeySlotCodec.decode(reforged { $0[9] = 3 }) }
    #expect(throws: KeyRefusal.slotFileAltered, "nor is the form of restored books another name for it") {
      try KeySlotCodec.decode(reforged { $0[9] = 2 })
    }
    var slots = made.slots
    slots.slots[1].publicKey[0] ^= 1
    #expect(throws: KeyRefusal.slotFileAltered) { try slots.unlock(user: Self.alice, password: .password("été 2026")) }
  }

  @Test("restored, the same passwords and code open under another identifier and another key, and may be changed")
  func restored() throws {
    let made = try make()
    let (restored, rootKey) = try made.slots.restored(made.rootKey)
    #expect(restored.databaseID != made.slots.databaseID && restored.pageEpoch == 1)
    #expect(!rootKey.equals(made.rootKey))
    let bytes = KeySlotCodec.encode(restored)
    var slots = try KeySlotCodec.decode(bytes)
    #expect(slots == restored && bytes[9] == 2 && KeySlotCodec.encode(made.slots)[9] == 1)
    for index in bytes.indices {
      var altered = bytes
      altered[index] ^= 1 << UInt8(index % 8)
      #expect(throws: KeyRefusal.self) { try KeySlotCodec.decode(altered) }
    }
    #expect(try slots.unlock(user: Self.alice, password: .password("été 2026")).equals(rootKey))
    #expect(try slots.unlock(recoveryCode: made.code).equals(rootKey))
    #expect(throws: KeyRefusal.slotFileAltered) { try slots.verify(made.rootKey) }
    try slots.changePassword(of: Self.alice, from: .password("été 2026"), to: .password("automne"), cost: .lowest)
    #expect(try slots.unlock(user: Self.alice, password: .password("automne")).equals(rootKey))
    let next = try slots.rotated(rootKey, epoch: 2)
    #expect(try next.slots.unlock(user: Self.alice, password: .password("automne")).equals(next.rootKey))
    // Restored a second time, from a backup of the restored books.
    let again = try next.slots.restored(next.rootKey)
    #expect(try KeySlotCodec.decode(KeySlotCodec.encode(again.slots)) == again.slots)
    #expect(try again.slots.unlock(user: Self.alice, password: .password("automne")).equals(again.rootKey))
  }

  @Test("a root key sealed to nobody is refused, and its memory given back once")
  func foreignSeal() throws {
    var slots = try make().slots
    slots.slots[0].sealedRoot[40] ^= 1
    #expect(throws: KeyRefusal.slotFileAltered) { try slots.unlock(user: Self.alice, password: .password("été 2026")) }
    #expect(throws: KeyRefusal.keyFileDamaged) {
      _ = try SecretBytes(count: 32) { _ in throw KeyRefusal.keyFileDamaged }
    }
  }

  @Test("a missing file is told as missing, a damaged one falls back on the one before, and says so")
  func generations() throws {
    let folder = try TemporaryFolder()
    #expect(throws: KeyRefusal.slotFileMissing) { try KeySlotFile.load(from: folder.path) }
    var made = try make()
    let first = made.slots
    try KeySlotFile.save(first, to: folder.path)
    try made.slots.changePassword(of: Self.bruno, from: .password("b"), to: .password("c"), cost: .lowest)
    try KeySlotFile.save(made.slots, to: folder.path)
    #expect(try KeySlotFile.load(from: folder.path).slots == made.slots)
    try Data("abc".utf8).write(to: URL(fileURLWithPath: folder.file("keys.slots")))
    let loaded = try KeySlotFile.load(from: folder.path)
    #expect(loaded.isPrevious && loaded.slots == first)
    try Data("abc".utf8).write(to: URL(fileURLWithPath: folder.file("keys.slots.previous")))
    #expect(throws: KeyRefusal.slotFileAltered) { try KeySlotFile.load(from: folder.path) }
  }

  @Test(
    "each generation damaged or missing, then both: which one is used is told, and only an unreadable one is mended")
  func everyGeneration() throws {
    var made = try make()
    let first = made.slots
    try made.slots.changePassword(of: Self.bruno, from: .password("b"), to: .password("c"), cost: .lowest)
    for (current, previous) in [(true, true), (true, false), (true, nil), (false, true), (nil, true)]
      as [(Bool?, Bool?)]
    {
      let folder = try TemporaryFolder()
      try put(made.slots, isGood: current, at: folder.file("keys.slots"))
      try put(first, isGood: previous, at: folder.file("keys.slots.previous"))
      let loaded = try KeySlotFile.load(from: folder.path)
      #expect(loaded.isPrevious == (current != true))
      #expect(loaded.slots == (current == true ? made.slots : first))
      try KeySlotFile.restore(loaded, in: folder.path)
      let again = try KeySlotFile.load(from: folder.path)
      #expect(!again.isPrevious && again.slots == loaded.slots)
      // Once it can be read, what was loaded before does not overwrite it.
      try KeySlotFile.save(made.slots, to: folder.path)
      try KeySlotFile.restore(loaded, in: folder.path)
      #expect(try KeySlotFile.load(from: folder.path).slots == made.slots)
    }
    for (current, previous, refusal) in [
      (false, false, .slotFileAltered), (false, nil, .slotFileAltered), (nil, false, .slotFileAltered),
      (nil, nil, .slotFileMissing),
    ] as [(Bool?, Bool?, KeyRefusal)] {
      let folder = try TemporaryFolder()
      try put(made.slots, isGood: current, at: folder.file("keys.slots"))
      try put(first, isGood: previous, at: folder.file("keys.slots.previous"))
      #expect(throws: refusal) { try KeySlotFile.load(from: folder.path) }
    }
  }

  /// A good file, a damaged one, or none.
  private func put(_ slots: KeySlots, isGood: Bool?, at path: String) throws {
    guard let isGood else { return }
    let bytes = KeySlotCodec.encode(slots)
    try Data(isGood ? bytes[...] : bytes.dropLast(40)).write(to: URL(fileURLWithPath: path))
  }

  @Test("a rewrite interrupted at any step leaves a file that opens")
  func interrupted() throws {
    let folder = try TemporaryFolder()
    let made = try make()
    try KeySlotFile.save(made.slots, to: folder.path)
    // What is left when the process is killed: after the temporary file, after the second name, after its renaming.
    let half = Data(KeySlotCodec.encode(made.slots).prefix(99))
    try half.write(to: URL(fileURLWithPath: folder.file("keys.slots.tmp")))
    #expect(try KeySlotFile.load(from: folder.path).slots == made.slots)
    link(folder.file("keys.slots"), folder.file("keys.slots.previous.tmp"))
    #expect(try KeySlotFile.load(from: folder.path).slots == made.slots)
    try KeySlotFile.save(made.slots, to: folder.path)
    #expect(try KeySlotFile.load(from: folder.path).slots == made.slots)
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) == ["keys.slots", "keys.slots.previous"])
  }
}
