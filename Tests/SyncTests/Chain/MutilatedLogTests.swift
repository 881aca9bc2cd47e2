import Model
import Testing

@testable import Sync

/// A device that lies signs what it likes: bytes are mutilated, then signed again by the right key.
@Suite("Mutilated bytes under a right signature")
struct MutilatedLogTests {
  @Test("never stop the program, and are refused or read without loss")
  func mutilated() throws {
    let sample = try SampleLog.complete(entries: 20, perChangeSet: 10)
    var dice = SeededDice(seed: 21)
    var verifier = ChainVerifier()
    var refused = 0
    for (index, changeSet) in sample.log.enumerated() {
      for _ in 0..<400 {
        var body = changeSet.body
        mutilate(&body, &dice)
        var copy = verifier
        do {
          let signature = sample.key.signature(of: body, in: .changeset)
          try copy.add(sequence: UInt64(index + 1), body: body, signature: signature)
        } catch {
          refused += 1
        }
      }
      try verifier.add(sequence: UInt64(index + 1), body: changeSet.body, signature: changeSet.signature)
    }
    #expect(refused > 1_000)
  }

  @Test("leave every golden event refused, deferred, or read", arguments: GoldenEvents.all.map(\.event))
  func mutilatedEvents(event: BookEvent) throws {
    let encoded = try EventCodec.encode(event)
    var dice = SeededDice(seed: 22)
    for _ in 0..<500 {
      var body = encoded.body
      mutilate(&body, &dice)
      let mutilated = EncodedEvent(type: encoded.type, version: 1, body: body)
      guard let decoded = try? EventCodec.decode(mutilated), case .known(let read) = decoded else { continue }
      // What was let in is within bounds: it can be written, and is read again as it is.
      #expect(try EventCodec.decode(EventCodec.encode(read)) == decoded)
    }
  }

  private func mutilate(_ body: inout [UInt8], _ dice: inout SeededDice) {
    for _ in 0...dice.below(3) {
      guard !body.isEmpty else { return }
      let place = dice.below(body.count)
      switch dice.below(4) {
      case 0: body[place] = UInt8(truncatingIfNeeded: dice.next())
      case 1: body.remove(at: place)
      case 2: body.insert(contentsOf: dice.bytes(1 + dice.below(4)), at: place)
      default: body.removeLast(dice.below(body.count))
      }
    }
  }
}
