import Foundation
import Model
import Synchronization

/// Frames over a connected socket: one byte of kind, four of length (most significant first), then the bytes.
final class ControlStream: Sendable {
  enum Kind: UInt8, Sendable {
    case request = 0
    case out = 1
    case error = 2
    case status = 3
  }

  struct Frame {
    let kind: Kind
    let body: [UInt8]
  }

  /// A request or a piece of output is never larger.
  private static let largestBody = 16 << 20

  private let descriptor: Int32
  private let writing = Mutex(())

  /// Takes the descriptor over: it is closed with the stream.
  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  func send(_ kind: Kind, _ body: [UInt8]) throws {
    let length = UInt32(body.count)
    let head = [kind.rawValue] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) }
    try writing.withLock { _ in try write(head + body) }
  }

  /// Nil when the other side has closed between two frames.
  func receive() throws -> Frame? {
    guard let head = try read(5) else { return nil }
    let length = head.dropFirst().reduce(0) { $0 << 8 | Int($1) }
    guard let kind = Kind(rawValue: head[0]), length <= Self.largestBody, let body = try read(length) else {
      throw Fault(.inputOutput, "the control socket carried a malformed frame")
    }
    return Frame(kind: kind, body: body)
  }

  private func write(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Fault(.inputOutput, "the control socket was closed by the other side")
      }
      sent += count
    }
  }

  private func read(_ count: Int) throws -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var got = 0
    while got < count {
      let read = bytes[got...].withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      if read < 0 {
        if errno == EINTR { continue }
        throw Fault(.inputOutput, "the control socket cannot be read")
      }
      if read == 0 {
        guard got == 0 else { throw Fault(.inputOutput, "the control socket was cut in the middle of a frame") }
        return nil
      }
      got += read
    }
    return bytes
  }
}
