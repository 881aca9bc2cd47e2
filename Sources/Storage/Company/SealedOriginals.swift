import Foundation
import Model

/// The original files of imports, sealed in a folder of their own.
public struct SealedOriginals: Sendable {
  private static let purpose = "import original"

  private let folder: String
  private let rootKey: SecretBytes

  /// - Parameter folder: absolute; it must be there.
  public init(folder: String, rootKey: SecretBytes) {
    self.folder = folder
    self.rootKey = rootKey
  }

  private func path(_ id: Identifier<Import>) -> String { "\(folder)/\(id).sealed" }

  /// Takes in the original file of an import. It is there once ``SealedFileWriter/finish()`` returned.
  public func writer(of id: Identifier<Import>) throws -> SealedFileWriter {
    try SealedFileWriter(path: path(id), rootKey: rootKey, purpose: Self.purpose, identifier: id.bytes)
  }

  /// Gives the original file of an import back.
  public func reader(of id: Identifier<Import>) throws -> SealedFileReader {
    try SealedFileReader(path: path(id), rootKey: rootKey, purpose: Self.purpose, identifier: id.bytes)
  }

  /// Drops one original, accepted by nobody. A file that is not there is no fault.
  public func drop(_ id: Identifier<Import>) throws {
    guard unlink(path(id)) == 0 || errno == ENOENT else { throw FileFault.last("unlink", path(id)) }
  }

  /// Drops every original but those of `imports`, and what an interrupted writing left: a file that was staged when
  /// the program stopped is as if it had never come.
  public func dropAll(except imports: Set<Identifier<Import>>) throws {
    let kept = Set(imports.map { "\($0).sealed" })
    do {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !kept.contains(name) {
        try FileManager.default.removeItem(atPath: folder + "/" + name)
      }
    } catch { throw Fault(.inputOutput, "the folder of originals cannot be tidied", cause: error) }
  }
}
