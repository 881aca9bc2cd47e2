import Hummingbird
import NIOCore

/// Reads `multipart/form-data` (RFC 7578) as it arrives, part after part, in memory that does not grow with the file.
struct MultipartReader {
  private var chunks: RequestBody.AsyncIterator
  private var buffer: [UInt8]
  private let delimiter: [UInt8]
  private var bytesLeft: Int
  private var isAtEnd = false
  private var isOver = false

  static let longestHeader = 8 * 1_024

  struct Part: Equatable {
    let name: String
    let fileName: String?
  }

  enum Fault: Error, Equatable {
    case malformed
    /// More bytes than the limit.
    case tooLong
  }

  /// Nil when the content type is not multipart, or names no boundary.
  init?(contentType: String, body: RequestBody, limitBytes: Int) {
    guard contentType.hasPrefix("multipart/form-data"),
      let boundary = HeaderParameters(contentType)["boundary"], (1...70).contains(boundary.utf8.count)
    else { return nil }
    chunks = body.makeAsyncIterator()
    // A line break before the first delimiter lets one search find them all.
    buffer = [13, 10]
    delimiter = Array("\r\n--\(boundary)".utf8)
    bytesLeft = limitBytes
  }

  /// Skips to the next part; nil after the last one.
  mutating func nextPart() async throws -> Part? {
    guard !isOver else { return nil }
    while try await nextBytes() != nil {}
    guard let place = delimiter.place(in: buffer) else { throw Fault.malformed }
    buffer.removeSubrange(..<place.upperBound)
    try await fill(to: 2)
    if buffer.starts(with: [45, 45]) {
      isOver = true
      return nil
    }
    return try await readHeader()
  }

  /// Some bytes of the part, in order; nil at its end.
  mutating func nextBytes() async throws -> [UInt8]? {
    while true {
      if let place = delimiter.place(in: buffer) {
        guard place.lowerBound > 0 else { return nil }
        return take(place.lowerBound)
      }
      // The last bytes may be the beginning of a delimiter.
      let safe = buffer.count - delimiter.count
      if safe > 0 { return take(safe) }
      guard try await more() else { throw Fault.malformed }
    }
  }

  private mutating func take(_ count: Int) -> [UInt8] {
    let bytes = Array(buffer[..<count])
    buffer.removeSubrange(..<count)
    return bytes
  }

  private mutating func readHeader() async throws -> Part {
    let blank: [UInt8] = [13, 10, 13, 10]
    var place = blank.place(in: buffer)
    while place == nil {
      guard buffer.count <= Self.longestHeader, try await more() else { throw Fault.malformed }
      place = blank.place(in: buffer)
    }
    guard let place, place.lowerBound <= Self.longestHeader else { throw Fault.malformed }
    let lines = String(decoding: buffer[..<place.lowerBound], as: UTF8.self).split(separator: "\r\n")
    buffer.removeSubrange(..<place.upperBound)
    let disposition = lines.first { $0.lowercased().hasPrefix("content-disposition:") }
    guard let disposition, let name = HeaderParameters(disposition)["name"] else { throw Fault.malformed }
    return Part(name: name, fileName: HeaderParameters(disposition)["filename"])
  }

  private mutating func fill(to count: Int) async throws {
    while buffer.count < count {
      guard try await more() else { throw Fault.malformed }
    }
  }

  private mutating func more() async throws -> Bool {
    guard !isAtEnd, let chunk = try await chunks.next() else {
      isAtEnd = true
      return false
    }
    bytesLeft -= chunk.readableBytes
    guard bytesLeft >= 0 else { throw Fault.tooLong }
    buffer.append(contentsOf: chunk.readableBytesView)
    return true
  }
}

extension [UInt8] {
  /// Where these bytes first stand in others. They begin with a carriage return, which is rare enough to look for.
  fileprivate func place(in other: [UInt8]) -> Range<Int>? {
    guard let first, other.count >= count else { return nil }
    return other.withUnsafeBufferPointer { other in
      withUnsafeBufferPointer { wanted in
        for start in 0...(other.count - wanted.count) where other[start] == first {
          if (1..<wanted.count).allSatisfy({ other[start + $0] == wanted[$0] }) { return start..<start + wanted.count }
        }
        return nil
      }
    }
  }
}
