import Foundation
import Model
import Testing

@testable import Storage

/// Valid files of each kind (`Tests/Fixtures/KeySlots`, written by `StoreDriver slots`), spoilt at random. Most are
/// given a right checksum again, as a forger would, so that what lies behind it is reached.
@Suite("Key slots that somebody spoilt")
struct KeySlotFuzzTests {
  /// The last is of form 2: that of books restored from a backup.
  static let names = ["one-user", "several-users", "key-file", "recovery-kit", "restored"]

  /// FMPRO_TEST_MUTATIONS and FMPRO_TEST_SEED ask for more, and for others.
  private static let count = number("FMPRO_TEST_MUTATIONS") ?? 20_000
  private static let seed = number("FMPRO_TEST_SEED") ?? 1

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  private static func fixture(_ name: String) throws -> [UInt8] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try [UInt8](Data(contentsOf: tests.appending(path: "Fixtures/KeySlots/\(name)")))
  }

  @Test("every file of the corpus opens by each of its ways in, to one root key", arguments: names)
  func corpus(_ name: String) throws {
    let slots = try KeySlotCodec.decode(Self.fixture(name + ".slots"))
    let rootKey = try Self.rootKey(slots)
    for user in slots.users {
      let password = try SecretBytes.password("mot de passe \(user.id.low)")
      #expect(try slots.unlock(user: user.id, password: password).equals(rootKey))
    }
    #expect((slots.bindingID != slots.databaseID) == (name == "restored"))
    if ["key-file", "restored"].contains(name) {
      var bytes = try Self.fixture(name + ".key")
      #expect(try slots.unlock(keyFile: SecretBytes(wiping: &bytes)).rootKey.equals(rootKey))
    }
    if ["recovery-kit", "restored"].contains(name) {
      let code = String(decoding: try Self.fixture(name + ".code").dropLast(), as: UTF8.self)
      #expect(try slots.unlock(recoveryCode: RecoveryCode(code)).equals(rootKey))
    }
  }

  private static func rootKey(_ slots: KeySlots) throws -> SecretBytes {
    let user = try #require(slots.users.first)
    return try slots.unlock(user: user.id, password: .password("mot de passe \(user.id.low)"))
  }

  @Test("no spoilt file is read otherwise than it is written, nor vouched for, nor costs what it asks")
  func spoilt() throws {
    let corpus = try Self.names.map { name in
      let bytes = try Self.fixture(name + ".slots")
      let slots = try KeySlotCodec.decode(bytes)
      return (bytes: bytes, slots: slots, rootKey: try Self.rootKey(slots))
    }
    var chance = Chance(seed: UInt64(Self.seed))
    var (refused, read, tried) = (0, 0, 0)
    for round in 0..<Self.count {
      let base = corpus[chance.below(corpus.count)]
      let other = corpus[chance.below(corpus.count)].bytes
      let bytes = Self.spoil(base.bytes, with: other, &chance)
      let place: Comment = "round \(round), seed \(Self.seed)"
      let slots: KeySlots
      do {
        slots = try KeySlotCodec.decode(bytes)
      } catch {
        let refusal = error as? KeyRefusal
        #expect(refusal == .slotFileAltered || refusal == .slotFileTooNew, place)
        refused += 1
        continue
      }
      read += 1
      #expect(KeySlotCodec.encode(slots) == bytes, place)
      #expect(slots.slots.count <= KeySlots.largestCount && slots.slots.allSatisfy(\.cost.isReasonable), place)
      guard slots != base.slots else { continue }
      #expect(throws: KeyRefusal.slotFileAltered, place) { try slots.verify(base.rootKey) }
      // A password is asked of some: the largest cost in bounds would take seconds each time.
      if round % 8 == 0, let user = slots.users.first, slots.slots.allSatisfy({ $0.cost == .lowest }) {
        tried += 1
        do {
          let opened = try slots.unlock(user: user.id, password: .password("mot de passe \(user.id.low)"))
          #expect(!opened.equals(base.rootKey), place)
        } catch { #expect(error is KeyRefusal, place) }
      }
    }
    #expect(refused > Self.count / 4 && read > Self.count / 20 && tried > Self.count / 400)
  }

  @Test("a cost out of bounds is refused before any work, by the file and by the slot", arguments: names)
  func costs(_ name: String) throws {
    let slots = try KeySlotCodec.decode(Self.fixture(name + ".slots"))
    let costs: [(UInt32, UInt32)] = [
      (0, 8), (11, 8), (.max, 8), (1, 0), (1, 7), (1, 1_048_577), (1, 67_108_864), (1, .max), (.max, .max),
    ]
    for place in slots.slots.indices {
      for (passes, memory) in costs {
        var forged = slots
        forged.slots[place].cost = PasswordCost(passes: passes, memoryKiB: memory)
        #expect(throws: KeyRefusal.slotFileAltered) { try KeySlotCodec.decode(KeySlotCodec.encode(forged)) }
        #expect(throws: KeyRefusal.slotFileAltered) {
          try forged.slots[place].secret(password: .password("x"), bindingID: forged.bindingID)
        }
      }
    }
  }

  // MARK: Spoiling

  private static func spoil(_ bytes: [UInt8], with other: [UInt8], _ chance: inout Chance) -> [UInt8] {
    var body = Array(bytes.dropLast(32))
    for _ in 0...chance.below(3) { change(&body, other, &chance) }
    // Sometimes the checksum stays that of the file before.
    return body + (chance.below(8) == 0 ? Array(bytes.suffix(32)) : KeyedHash.checksum(body))
  }

  private static func change(_ body: inout [UInt8], _ other: [UInt8], _ chance: inout Chance) {
    let place = chance.below(body.count + 1)
    let length = chance.below(body.count - place + 1)
    switch chance.below(9) {
    case 0, 1, 2: if place < body.count { body[place] ^= 1 << UInt8(chance.below(8)) }
    case 3: if place < body.count { body[place] = [0, 1, 0x7F, 0x80, 0xFF][chance.below(5)] }
    case 4:
      // A number of four bytes at its ends.
      let number =
        [[0, 0, 0, 0], [255, 255, 255, 255], [0, 0, 0, 1], [127, 255, 255, 255]][chance.below(4)] as [UInt8]
      if place + 4 <= body.count { body.replaceSubrange(place..<place + 4, with: number) }
    case 5: body.removeSubrange(place..<place + min(length, 200))
    case 6: body.insert(contentsOf: body[place..<place + min(length, 300)], at: chance.below(body.count + 1))
    case 7: body.insert(contentsOf: (0..<chance.below(40)).map { _ in UInt8(chance.below(256)) }, at: place)
    default:
      let start = chance.below(other.count)
      let part = other[start..<start + chance.below(other.count - start)]
      body.replaceSubrange(place..<min(body.count, place + part.count), with: part)
    }
    if body.isEmpty { body = [0] }
  }
}

/// Chance that can be played again.
private struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
  }
}
