import Foundation
import Model

/// The original files of imports, sealed in a folder of their own, each with the report of its control once it is
/// accepted.
public struct SealedOriginals: Sendable {
  private static let purpose = "import original"
  private static let reportPurpose = "import report"

  let folder: String
  private let rootKey: SecretBytes

  /// - Parameter folder: absolute; it must be there.
  public init(folder: String, rootKey: SecretBytes) {
    self.folder = folder
    self.rootKey = rootKey
  }

  /// The documents of entries and drafts, which lie in the same folder.
  public var documents: SealedDocuments { SealedDocuments(folder: folder, rootKey: rootKey) }

  func path(_ id: Identifier<Import>) -> String { "\(folder)/\(id).sealed" }
  func reportPath(_ id: Identifier<Import>) -> String { "\(folder)/\(id).report" }

  /// Takes in the original file of an import. It is there once ``SealedFileWriter/finish()`` returned.
  public func writer(of id: Identifier<Import>) throws -> SealedFileWriter {
    try SealedFileWriter(path: path(id), rootKey: rootKey, purpose: Self.purpose, identifier: id.bytes)
  }

  /// Gives the original file of an import back.
  public func reader(of id: Identifier<Import>) throws -> SealedFileReader {
    try SealedFileReader(path: path(id), rootKey: rootKey, purpose: Self.purpose, identifier: id.bytes)
  }

  /// Takes in what the control of an import said, under the same rules as its original.
  public func reportWriter(of id: Identifier<Import>) throws -> SealedFileWriter {
    try SealedFileWriter(path: reportPath(id), rootKey: rootKey, purpose: Self.reportPurpose, identifier: id.bytes)
  }

  public func reportReader(of id: Identifier<Import>) throws -> SealedFileReader {
    try SealedFileReader(path: reportPath(id), rootKey: rootKey, purpose: Self.reportPurpose, identifier: id.bytes)
  }

  public func hasReport(of id: Identifier<Import>) -> Bool { access(reportPath(id), F_OK) == 0 }

  /// Seals every file again, documents too, under the key of `other`, in its folder.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` when one of them does not authenticate.
  func sealAgain(into other: SealedOriginals) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let parts = name.split(separator: ".")
      guard parts.count == 2, let id = Identifier<Import>(hexadecimal: parts[0]) else { continue }
      switch parts[1] {
      case "sealed": try Self.copy(try reader(of: id), try other.writer(of: id))
      case "report": try Self.copy(try reportReader(of: id), try other.reportWriter(of: id))
      default: continue
      }
    }
    try documents.sealAgain(into: other.documents)
  }

  /// Reads every file to its end, documents too.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` when one of them does not authenticate.
  func checkAll() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let parts = name.split(separator: ".")
      guard parts.count == 2, let id = Identifier<Import>(hexadecimal: parts[0]) else { continue }
      let file: SealedFileReader
      switch parts[1] {
      case "sealed": file = try reader(of: id)
      case "report": file = try reportReader(of: id)
      default: continue
      }
      while try file.read() != nil {}
    }
    try documents.checkAll()
  }

  private static func copy(_ source: SealedFileReader, _ target: SealedFileWriter) throws {
    while let piece = try source.read() { try target.write(piece) }
    try target.finish()
  }

  /// Drops one original, accepted by nobody, and its report. A file that is not there is no fault.
  public func drop(_ id: Identifier<Import>) throws {
    for path in [path(id), reportPath(id)] {
      guard unlink(path) == 0 || errno == ENOENT else { throw FileFault.last("unlink", path) }
    }
  }

  /// Drops every original but those of `imports`, and what an interrupted writing left: a file that was staged when
  /// the program stopped is as if it had never come. Documents stay: none is ever dropped.
  public func dropAll(except imports: Set<Identifier<Import>>) throws {
    let kept = Set(imports.flatMap { ["\($0).sealed", "\($0).report"] })
    do {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where !kept.contains(name) && SealedDocuments.name(ofFile: name) == nil {
        try FileManager.default.removeItem(atPath: folder + "/" + name)
      }
    } catch { throw Fault(ofFiles: "the folder of originals cannot be tidied", error) }
  }
}
