import Foundation
import Model

/// A file for the user, in clear, that has its name only once it is whole. Until ``finish()`` it stands beside, under
/// another name, and goes away with this object.
public final class NewFile {
  private let path: String
  private let file: OpenFile
  private var isFinished = false
  private var isNameTaken = true

  public init(path: String) throws {
    self.path = path
    file = try OpenFile.create(path + ".tmp")
  }

  deinit { if !isFinished { unlink(file.path) } }

  public func write(_ bytes: UnsafeRawBufferPointer) throws { try file.write(bytes) }

  /// What has the name that this file is about to take.
  public enum Standing: Sendable {
    case nothing
    case sameBytes
    case otherBytes
  }

  /// Compares what was written so far with the file that has the name.
  public func standing() throws -> Standing {
    var status = stat()
    guard stat(path, &status) == 0 else { return .nothing }
    let (written, known) = (try OpenFile.reading(file.path), try OpenFile.reading(path))
    while true {
      let bytes = try written.read(Self.chunk)
      guard try known.read(Self.chunk) == bytes else { return .otherBytes }
      if bytes.isEmpty { return .sameBytes }
    }
  }

  private static let chunk = 1 << 18

  public func finish() throws {
    try file.synchronize()
    isNameTaken = access(path, F_OK) == 0
    do {
      try DurableFolder.rename(file.path, to: path)
    } catch {
      takeBack()
      throw error
    }
    isFinished = true
  }

  /// Whether the file stands under a name that was free before.
  public var isNew: Bool { isFinished && !isNameTaken }

  /// Removes it from under its name, unless another file had that name before: what it was part of failed.
  public func takeBack() {
    if !isNameTaken { unlink(path) }
  }
}
