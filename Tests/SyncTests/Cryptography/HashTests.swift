import Sync
import Testing

@Suite("BLAKE2b-256")
struct HashTests {
  @Test("The hash of nothing and of « abc » are those of b2sum -l 256")
  func vectors() {
    #expect(Hash256(of: []).description == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
    #expect(
      Hash256(of: Array("abc".utf8)).description == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
  }

  @Test("The hash does not depend on how the bytes are cut")
  func pieces() {
    var dice = SeededDice(seed: 3)
    let bytes = dice.bytes(10_000)
    for _ in 0..<20 {
      let running = RunningHash()
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(1 + dice.below(700))
        running.update(Array(piece))
        rest = rest.dropFirst(piece.count)
      }
      #expect(running.finish() == Hash256(of: bytes))
    }
    #expect(Hash256(of: Array(bytes[..<40]), Array(bytes[40...])) == Hash256(of: bytes))
  }

  @Test("A hash has 32 bytes and nothing else")
  func length() {
    #expect(Hash256(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    #expect(Hash256(bytes: [UInt8](repeating: 0, count: 32)) == .zero)
    #expect(Hash256.zero.isZero)
  }
}
