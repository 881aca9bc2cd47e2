import Hummingbird

/// The files of an upload, read one after the other as they arrive. The token of the form must be proved before a byte
/// of them is.
struct UploadReader {
  private var parts: MultipartReader
  /// The texts that came before the first file.
  private(set) var fields: [String: String] = [:]

  private static let longestField = 2_000

  /// Two GiB: a FEC of ten million lines is about half of that.
  static let longestFile = 2 << 30

  init(_ parts: MultipartReader) { self.parts = parts }

  enum Opening: Sendable, Equatable {
    /// Named, and about to be read.
    case file(name: String)
    case noFile
    case badToken
  }

  /// Goes to the first file. `headerToken` is what a script sent along; without it the token is the form's first field.
  mutating func open(token: String, headerToken: String?) async throws -> Opening {
    var isProved = headerToken.map { Secret.areEqual($0, token) } ?? false
    while let part = try await parts.nextPart() {
      if part.name == FormGate.tokenField, part.fileName == nil {
        isProved = try await Secret.areEqual(text(limit: 200), token)
      } else if part.fileName == nil {
        fields[part.name] = try await text(limit: Self.longestField)
      } else if let name = part.fileName {
        guard isProved else { return .badToken }
        return name.isEmpty ? .noFile : .file(name: Self.lastComponent(name))
      }
    }
    return isProved ? .noFile : .badToken
  }

  /// Goes to the next file, past what is left of the one before; nil when there is none.
  mutating func nextFile() async throws -> String? {
    while let part = try await parts.nextPart() {
      if let name = part.fileName, !name.isEmpty { return Self.lastComponent(name) }
    }
    return nil
  }

  /// The next bytes of the file; nil at its end.
  mutating func next() async throws -> [UInt8]? { try await parts.nextBytes() }

  private mutating func text(limit: Int) async throws -> String {
    var bytes: [UInt8] = []
    while let more = try await parts.nextBytes() {
      bytes += more
      guard bytes.count <= limit else { throw MultipartReader.Fault.tooLong }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A browser may send a whole path; only the name is kept, 255 characters of it, without control characters.
  static func lastComponent(_ name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let visible = last.filter { character in character.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 } }
    return String(visible.prefix(255))
  }
}
