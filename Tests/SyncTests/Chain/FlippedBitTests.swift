import Sync
import Testing

@Suite("A flipped bit in the log")
struct FlippedBitTests {
  /// True when the change-set with bit `bit` of its body and signature flipped is refused in its place.
  private func isRefused(_ changeSet: SignedChangeSet, flipping bit: Int, at index: Int, after: ChainVerifier) -> Bool {
    var bytes = changeSet.body + changeSet.signature
    bytes[bit / 8] ^= 1 << (bit % 8)
    var verifier = after
    do {
      try verifier.add(
        sequence: UInt64(index + 1), body: Array(bytes.prefix(changeSet.body.count)),
        signature: Array(bytes.suffix(changeSet.signature.count)))
      return false
    } catch {
      return true
    }
  }

  @Test("is refused, whichever bit it is of a small log")
  func everyBit() throws {
    let sample = try SampleLog.complete(entries: 2, perChangeSet: 2)
    var verifier = ChainVerifier()
    for (index, changeSet) in sample.log.enumerated() {
      let bits = (changeSet.body.count + changeSet.signature.count) * 8
      let missed = (0..<bits).filter { !isRefused(changeSet, flipping: $0, at: index, after: verifier) }
      #expect(missed.isEmpty, "change-set \(index + 1)")
      try verifier.add(sequence: UInt64(index + 1), body: changeSet.body, signature: changeSet.signature)
    }
  }

  @Test("is refused, wherever it is drawn in a larger log")
  func sampledBits() throws {
    let sample = try SampleLog.complete(entries: 1_000, perChangeSet: 50)
    var dice = SeededDice(seed: 11)
    var verifier = ChainVerifier()
    for (index, changeSet) in sample.log.enumerated() {
      let bits = (changeSet.body.count + changeSet.signature.count) * 8
      for _ in 0..<40 {
        let bit = dice.below(bits)
        #expect(isRefused(changeSet, flipping: bit, at: index, after: verifier), "bit \(bit) of \(index + 1)")
      }
      try verifier.add(sequence: UInt64(index + 1), body: changeSet.body, signature: changeSet.signature)
    }
  }
}
