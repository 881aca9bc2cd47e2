import SwiftProtobuf

/// The body of one type of event: the message that stands between the model's value and the bytes.
protocol WireBody: Message {
  associatedtype Value

  init(_ value: Value) throws(EventDefect)

  /// The version of the body that these fields need.
  var version: UInt32 { get }

  /// True when a personal text is sealed under a key: this program has none, and defers the event.
  var isSealed: Bool { get }

  func value() throws(EventDefect) -> Value
}

extension WireBody {
  var version: UInt32 { 1 }

  var isSealed: Bool { false }

  func bytes() throws(EventDefect) -> [UInt8] {
    do {
      return try serializedBytes()
    } catch {
      throw .malformed
    }
  }

  static func reading(_ bytes: [UInt8]) throws(EventDefect) -> Self {
    do {
      return try Self(serializedBytes: bytes)
    } catch {
      throw .malformed
    }
  }
}
