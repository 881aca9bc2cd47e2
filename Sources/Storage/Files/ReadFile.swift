import Model

/// A file of the user, in clear, read piece by piece.
public final class ReadFile {
  private static let piece = 1 << 20

  private let file: OpenFile

  /// - Parameter path: absolute.
  public init(path: String) throws { file = try OpenFile.reading(path) }

  /// Nil at its end.
  public func next() throws -> [UInt8]? {
    let bytes = try file.read(Self.piece)
    return bytes.isEmpty ? nil : bytes
  }
}
