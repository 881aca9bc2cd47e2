/// A FEC just written.
public struct ExportedFile: Sendable, Equatable {
  /// Absolute path of the file.
  public let path: String
  public let fileName: String
  public let lineCount: Int
  public let sizeBytes: Int
  /// BLAKE2b-256 of the bytes.
  public let hash: [UInt8]

  public init(path: String, fileName: String, lineCount: Int, sizeBytes: Int, hash: [UInt8]) {
    self.path = path
    self.fileName = fileName
    self.lineCount = lineCount
    self.sizeBytes = sizeBytes
    self.hash = hash
  }
}
