import Model

/// One event as it stands in a change-set: bytes of a type and a version.
public struct EncodedEvent: Equatable, Sendable {
  public let type: EventType
  /// Version of the body for this type; 1 is the first.
  public let version: UInt32
  public let body: [UInt8]

  public init(type: EventType, version: UInt32, body: [UInt8]) {
    self.type = type
    self.version = version
    self.body = body
  }
}

/// What a reader makes of an event.
public enum DecodedEvent: Equatable, Sendable {
  case known(BookEvent)
  /// A type or a version that this program does not know yet, or a text sealed under a key it does not have: kept
  /// byte for byte, never dropped, and read again by a later program.
  case deferred(EncodedEvent)
}
