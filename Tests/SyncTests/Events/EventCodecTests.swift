import Model
import Sync
import Testing

@Suite("Events and their bytes")
struct EventCodecTests {
  @Test("What is encoded is decoded as it was, for events of every case", arguments: 0..<RandomEvents.caseCount)
  func roundTrip(eventCase: Int) throws {
    for seed in 0..<150 {
      var events = RandomEvents(seed: UInt64(seed * 12 + eventCase))
      let event = events.event(eventCase)
      let encoded = try EventCodec.encode(event)
      let decoded = try EventCodec.decode(encoded)
      #expect(decoded == .known(event), "seed \(seed)")
      // Strings that look the same may differ in their bytes: the bytes are compared too.
      guard case .known(let again) = decoded else { continue }
      #expect(try EventCodec.encode(again) == encoded, "seed \(seed)")
    }
  }

  @Test("Every golden event is decoded as it was", arguments: GoldenEvents.all.map(\.event))
  func goldenRoundTrip(event: BookEvent) throws {
    #expect(try EventCodec.decode(EventCodec.encode(event)) == .known(event))
  }

  @Test("An entry of three lines takes less than 250 bytes")
  func compactness() throws {
    let plain = try #require(GoldenEvents.all.first { $0.name == "entry_imported_plain" })
    #expect(try EventCodec.encode(plain.event).body.count < 250)
  }
}
