import Model
import SwiftProtobuf
import Testing

@testable import Sync

@Suite("The envelope of a change-set")
struct ChangeSetTests {
  @Test("An envelope is read as it was written")
  func roundTrip() throws {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    try sample.seal([.journalCreated(JournalCreated(code: "VE", label: "Ventes"))])
    let first = try ChangeSet(reading: sample.log[0].body)
    let second = try ChangeSet(reading: sample.log[1].body)
    #expect(try first.bytes() == sample.log[0].body)
    #expect(first.header.sequence == 1)
    #expect(first.header.previousHash == .zero)
    #expect(first.header.keyringHead == .zero)
    #expect(first.header.user == sample.user)
    #expect(second.header.sequence == 2)
    #expect(second.header.previousHash == sample.log[0].hash)
    #expect(second.header.keyringHead == sample.log[0].hash)
    #expect(second.header.clock > first.header.clock)
    #expect(sample.builder.head.hash == sample.log[1].hash)
    #expect(sample.builder.head.keyringHead == sample.log[0].hash)
    #expect(try ChainHead(after: sample.log[1]) == sample.builder.head)
    var started = ChangeSetBuilder(company: sample.company, head: try ChainHead(after: sample.log[0]), key: sample.key)
    let journal = BookEvent.journalCreated(JournalCreated(code: "VE", label: "Ventes"))
    let again = try started.seal([journal], by: sample.user, at: SampleLog.now)
    #expect(again == sample.log[1])
  }

  @Test("A change-set without a person says so")
  func withoutUser() throws {
    var builder = try SampleLog().builder
    let event = BookEvent.importCompleted(ImportCompleted(id: Identifier(high: 1, low: 1)))
    let signed = try builder.seal([event], by: nil, at: SampleLog.now)
    #expect(try ChangeSet(reading: signed.body).header.user == nil)
  }

  @Test("An envelope that is not in order is refused")
  func refusals() throws {
    #expect(try defect { $0.proto = 2 } == .unsupportedProtocol(2))
    #expect(try defect { $0.proto = 0 } == .unsupportedProtocol(0))
    #expect(try defect { $0.epoch = 0 } == .zero(field: "epoch"))
    #expect(try defect { $0.seq = 0 } == .zero(field: "seq"))
    #expect(try defect { $0.company.append(1) } == .wrongLength(field: "company", found: 17, expected: 16))
    #expect(try defect { $0.device.removeAll() } == .wrongLength(field: "device", found: 0, expected: 16))
    #expect(try defect { $0.user.removeLast() } == .wrongLength(field: "user", found: 15, expected: 16))
    #expect(try defect { $0.prevHash.removeLast() } == .wrongLength(field: "prev_hash", found: 31, expected: 32))
    #expect(
      try defect { $0.keyringHead.removeAll() } == .wrongLength(field: "keyring_head", found: 0, expected: 32))
    #expect(try defect { $0.events = [] } == .withoutEvents)
    #expect(defect(of: [0xFF]) == .malformed)
    #expect(defect(of: [0x62, 0xFF]) == .malformed)
    #expect(defect(of: [UInt8](repeating: 0xFF, count: 11)) == .malformed)
    #expect(defect(of: [0x63, 1]) == .malformed)
    #expect(defect(of: []) == .unsupportedProtocol(0))
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    #expect(defect(of: sample.log[0].body + [0xF8, 0x06, 1]) == .unknownField)
  }

  @Test("Nothing above 16 MiB is made or read")
  func bounds() throws {
    let tooLarge = ChangeSet.largestBody + 1
    #expect(defect(of: [UInt8](repeating: 0, count: tooLarge)) == .tooLarge(byteCount: tooLarge))
    var builder = try SampleLog().builder
    let before = builder.head
    let huge = EncodedEvent(type: EventType(rawValue: 99), version: 1, body: [UInt8](repeating: 0, count: tooLarge))
    #expect(throws: EnvelopeDefect.self) { try builder.seal([huge], by: nil, at: SampleLog.now) }
    #expect(throws: EnvelopeDefect.withoutEvents) { try builder.seal([EncodedEvent](), by: nil, at: SampleLog.now) }
    #expect(builder.head == before)
    // Empty events by the thousand are counted, and not built.
    let many = [[UInt8]](repeating: [0x62, 0], count: 65_537).flatMap { $0 }
    #expect(defect(of: many) == .tooManyEvents(65_537))
  }

  private func defect(_ spoil: (inout WireChangeSet) -> Void) throws -> EnvelopeDefect? {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    var wire = try WireChangeSet(serializedBytes: sample.log[0].body)
    spoil(&wire)
    return defect(of: try wire.serializedBytes())
  }

  private func defect(of body: [UInt8]) -> EnvelopeDefect? {
    do {
      _ = try ChangeSet(reading: body)
      return nil
    } catch {
      return error
    }
  }
}
