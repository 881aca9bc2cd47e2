import Foundation
import Model

/// A file for the user, in clear, that has its name only once it is whole. Until ``finish()`` it stands beside, under
/// another name, and goes away with this object.
public final class NewFile {
  private let path: String
  private let file: OpenFile
  private var isFinished = false

  public init(path: String) throws {
    self.path = path
    file = try OpenFile.create(path + ".tmp")
  }

  deinit { if !isFinished { unlink(file.path) } }

  public func write(_ bytes: UnsafeRawBufferPointer) throws { try file.write(bytes) }

  public func finish() throws {
    try file.synchronize()
    try DurableFolder.rename(file.path, to: path)
    isFinished = true
  }
}
