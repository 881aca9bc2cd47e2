public import Model

/// A FEC just written, and the description that goes with it.
public struct ExportedFile: Sendable, Equatable {
  /// Absolute path of the file.
  public let path: String
  public let fileName: String
  public let lineCount: Int
  public let sizeBytes: Int
  /// BLAKE2b-256 of the bytes.
  public let hash: [UInt8]
  /// In the same folder.
  public let noticeName: String
  /// A few thousand bytes of text, as they were written.
  public let notice: [UInt8]
  /// What the books lacked and the law wants.
  public let completion: FECCompletion
  /// Both files were there already, with the same bytes.
  public let wasThere: Bool

  public init(
    path: String, fileName: String, lineCount: Int, sizeBytes: Int, hash: [UInt8], noticeName: String, notice: [UInt8],
    completion: FECCompletion, wasThere: Bool = false
  ) {
    self.path = path
    self.fileName = fileName
    self.lineCount = lineCount
    self.sizeBytes = sizeBytes
    self.hash = hash
    self.noticeName = noticeName
    self.notice = notice
    self.completion = completion
    self.wasThere = wasThere
  }
}

/// Why a FEC is not written.
public enum ExportRefusal: Refusal, Equatable {
  /// Files of these names are in the folder, with other bytes.
  case fileExists(names: [String])

  public var code: String { "export.file_exists" }
}
