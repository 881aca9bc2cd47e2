import SwiftProtobuf

/// The body of one type of event: the message that stands between the model's value and the bytes.
protocol WireBody: Message {
  associatedtype Value

  init(_ value: Value) throws(EventDefect)

  /// True when a personal text is sealed under a key: this program has none, and defers the event.
  var isSealed: Bool { get }

  func value() throws(EventDefect) -> Value
}

extension WireBody {
  var isSealed: Bool { false }

  static func bytes(of value: Value) throws(EventDefect) -> [UInt8] {
    let message = try Self(value)
    do {
      return try message.serializedBytes()
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
