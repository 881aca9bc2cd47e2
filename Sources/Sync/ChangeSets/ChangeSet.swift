import Model
import SwiftProtobuf

/// One local transaction of one device, read from its bytes. Reading does not verify: see ``ChainVerifier``.
public struct ChangeSet: Equatable, Sendable {
  /// The only version of the envelope so far.
  public static let protocolVersion: UInt32 = 1
  /// 16 MiB: no change-set is longer.
  public static let largestBody = 16 * 1024 * 1024
  /// 200 is the target: see ``EventBatcher``. A command of more events is cut like an import.
  public static let largestEventCount = 65_536

  public let header: ChangeSetHeader
  /// At least one.
  public let events: [EncodedEvent]

  public init(header: ChangeSetHeader, events: [EncodedEvent]) {
    self.header = header
    self.events = events
  }

  /// Checks the envelope only: the bodies of events stay as they are.
  public init(reading body: [UInt8]) throws(EnvelopeDefect) {
    guard body.count <= Self.largestBody else { throw .tooLarge(byteCount: body.count) }
    guard let count = EnvelopeScan.eventCount(of: body) else { throw .malformed }
    guard count <= Self.largestEventCount else { throw .tooManyEvents(count) }
    let wire = try Self.parse(body)
    guard wire.proto == Self.protocolVersion else { throw .unsupportedProtocol(wire.proto) }
    guard wire.unknownFields == UnknownStorage() else { throw .unknownField }
    guard !wire.events.isEmpty else { throw .withoutEvents }
    header = try ChangeSetHeader(wire)
    var events: [EncodedEvent] = []
    events.reserveCapacity(wire.events.count)
    for event in wire.events {
      guard event.unknownFields == UnknownStorage() else { throw .unknownField }
      events.append(EncodedEvent(event))
    }
    self.events = events
  }

  /// The bytes to sign. Made once, then kept: nothing is ever serialised again to be checked.
  public func bytes() throws(EnvelopeDefect) -> [UInt8] {
    guard !events.isEmpty else { throw .withoutEvents }
    guard events.count <= Self.largestEventCount else { throw .tooManyEvents(events.count) }
    let body: [UInt8]
    do {
      body = try WireChangeSet(self).serializedBytes()
    } catch {
      throw .malformed
    }
    guard body.count <= Self.largestBody else { throw .tooLarge(byteCount: body.count) }
    return body
  }

  public func decodedEvents() throws(EventFault) -> [DecodedEvent] {
    var decoded: [DecodedEvent] = []
    decoded.reserveCapacity(events.count)
    for (index, event) in events.enumerated() {
      do {
        decoded.append(try EventCodec.decode(event))
      } catch {
        throw EventFault(eventIndex: index, defect: error)
      }
    }
    return decoded
  }

  private static func parse(_ body: [UInt8]) throws(EnvelopeDefect) -> WireChangeSet {
    do {
      return try WireChangeSet(serializedBytes: body)
    } catch {
      throw .malformed
    }
  }
}
