import Model
import Testing

@testable import Sync

@Suite("Signing keys")
struct SigningKeyTests {
  @Test("The vectors of RFC 8032 (7.1, tests 1 to 3) are met", arguments: 0..<3)
  func vectors(index: Int) throws {
    let (seed, publicKey, message, signature) = Self.vectors[index]
    let key = try SigningKey(seed: try #require(Hexadecimal.bytes(seed)))
    let text = try #require(Hexadecimal.bytes(message))
    #expect(Hexadecimal.text(key.verifyingKey.bytes) == publicKey)
    #expect(Hexadecimal.text(key.signature(ofMessage: text)) == signature)
    #expect(key.verifyingKey.verifies(try #require(Hexadecimal.bytes(signature)), ofMessage: text))
  }

  private static let vectors = [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        + "d25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        + "387b2eaeb4302aeeb00d291612bb0c00"
    ),
    (
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        + "4a7c15e9716ed28dc027beceea1ec40a"
    ),
  ]

  @Test("A signature given in one context is worth nothing in another")
  func contexts() throws {
    let key = try SigningKey(seed: [UInt8](repeating: 1, count: 32))
    for context in SignatureContext.allCases {
      let signature = key.signature(of: [1, 2, 3], in: context)
      for other in SignatureContext.allCases {
        #expect(key.verifyingKey.verifies(signature, of: [1, 2, 3], in: other) == (context == other))
      }
    }
  }

  @Test("What is signed is FMP1, a null, the context, a null, the body")
  func message() {
    #expect(SignatureContext.receipt.message([7]) == Array("FMP1\0receipt\0".utf8) + [7])
  }

  @Test("A drawn key is the one of the 32 bytes that the dice gave; it signs, differs from another, lends its seed")
  func drawn() throws {
    let dice = { (first: UInt8) in
      Environment(
        now: { Instant(milliseconds: 0) }, day: { _ in CalendarDate(year: 2026, month: 1, day: 1)! },
        randomBytes: { count in (0..<count).map { first &+ UInt8(truncatingIfNeeded: $0) } })
    }
    let key = try SigningKey(drawnFrom: dice(1))
    let other = try SigningKey(drawnFrom: dice(2))
    #expect(key.verifyingKey != other.verifyingKey)
    #expect(try key.verifyingKey == SigningKey(seed: Array(1...32)).verifyingKey)
    let signature = key.signature(of: [4], in: .changeset)
    #expect(key.verifyingKey.verifies(signature, of: [4], in: .changeset))
    #expect(!other.verifyingKey.verifies(signature, of: [4], in: .changeset))
    let again = try key.withSeed { try SigningKey(seed: $0) }
    #expect(again.verifyingKey == key.verifyingKey)
  }

  @Test("Seeds, keys and signatures of another length are refused", arguments: [0, 31, 33])
  func lengths(count: Int) throws {
    #expect(throws: Fault.self) { try SigningKey(seed: [UInt8](repeating: 0, count: count)) }
    #expect(VerifyingKey(bytes: [UInt8](repeating: 0, count: count)) == nil)
    let key = try SigningKey(seed: [UInt8](repeating: 7, count: 32)).verifyingKey
    #expect(!key.verifies([UInt8](repeating: 0, count: count), of: [], in: .changeset))
  }
}
