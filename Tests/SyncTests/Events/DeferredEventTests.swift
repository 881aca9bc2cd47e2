import Foundation
import Model
import SwiftProtobuf
import Testing

@testable import Sync

@Suite("Events of a later program")
struct DeferredEventTests {
  @Test("An unknown type or version is deferred, byte for byte, and never dropped")
  func unknown() throws {
    let later = [
      EncodedEvent(type: EventType(rawValue: 4_000), version: 1, body: [0xFF, 0x00, 0x13]),
      EncodedEvent(type: EventType(rawValue: -5), version: 7, body: []),
      EncodedEvent(type: .journalCreated, version: 2, body: [9, 9, 9]),
    ]
    for event in later { #expect(try EventCodec.decode(event) == .deferred(event)) }
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    try sample.seal(later)
    #expect(try ChangeSet(reading: sample.log[1].body).events == later)
    let verification = try SampleLog.verify(sample.log)
    #expect(verification.deferredEventCount == 3)
    #expect(verification.eventCount == 6)
  }

  @Test("A name sealed under a key is deferred, not misread")
  func sealed() throws {
    let label = WirePersonalText.with {
      $0.keyID = 12
      $0.sealed = Data([1, 2, 3])
    }
    let body = WirePartyCreated.with {
      $0.nature = .customer
      $0.code = "C1"
      $0.label = label
    }
    let event = EncodedEvent(type: .partyCreated, version: 1, body: try body.serializedBytes())
    #expect(try EventCodec.decode(event) == .deferred(event))
  }
}
