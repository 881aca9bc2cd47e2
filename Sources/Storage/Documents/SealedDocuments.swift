import Foundation
import Model

/// The documents (pièces) of a company: one sealed file for each hash, beside the originals of imports. A file has its
/// name once it is whole and on the disk; nothing changes it from then on, and nothing removes it.
public struct SealedDocuments: Sendable {
  private static let purpose = "document"
  private static let ending = ".document"

  let folder: String
  private let rootKey: SecretBytes

  init(folder: String, rootKey: SecretBytes) {
    self.folder = folder
    self.rootKey = rootKey
  }

  /// Under a key of its own: who finds the files cannot tell whether a document he knows is among them.
  func name(of hash: [UInt8]) throws -> Identifier<SealedDocument> {
    let key = try KeyedHash.derive("document names", [], from: rootKey)
    guard let name = Identifier<SealedDocument>(bytes: KeyedHash.hash(hash, key: key).prefix(16)) else {
      throw Fault(.configuration, "a hash under a key is too short for a name")
    }
    return name
  }

  func path(_ name: Identifier<SealedDocument>) -> String { "\(folder)/\(name)\(Self.ending)" }

  static func fileName(_ name: Identifier<SealedDocument>) -> String { "\(name)\(ending)" }

  static func name(ofFile file: String) -> Identifier<SealedDocument>? {
    file.hasSuffix(ending) ? Identifier(hexadecimal: file.dropLast(ending.count)) : nil
  }

  /// Keeps a document, durable when this returns. One that is there already is left alone; one that was altered or lost
  /// comes back.
  ///
  /// - Parameter hash: BLAKE2b-256 of the bytes.
  /// - Throws: ``Model/Fault`` when the disk refuses: nothing is kept then.
  public func keep(_ bytes: [UInt8], hash: [UInt8]) throws {
    guard KeyedHash.checksum(bytes) == hash else { throw Fault(.configuration, "a document and its hash differ") }
    guard try defect(of: hash) != nil else { return }
    let name = try name(of: hash)
    // Two people may bring the same document at the same moment: each writes a file of their own.
    let draft = "\(path(name)).\(try Sodium.randomBytes(8).hexadecimal)"
    let writer = try SealedFileWriter(path: draft, rootKey: rootKey, purpose: Self.purpose, identifier: name.bytes)
    try writer.write(bytes)
    try writer.finish()
    do {
      try DurableFolder.rename(draft, to: path(name))
    } catch {
      unlink(draft)
      throw error
    }
  }

  /// The document of that hash.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` when it is not there, or not the one.
  public func content(of hash: [UInt8]) throws -> [UInt8] {
    let name = try name(of: hash)
    guard access(path(name), F_OK) == 0 else { throw Fault(.alteredData, "\(path(name)) is missing") }
    let bytes = try read(name)
    guard KeyedHash.checksum(bytes) == hash else {
      throw Fault(.alteredData, "\(path(name)) holds another document than its name says")
    }
    return bytes
  }

  /// What is wrong with the document of that hash; nil when nothing is. Reads it to its end.
  ///
  /// - Throws: ``Model/Fault`` when the disk cannot be read.
  public func defect(of hash: [UInt8]) throws -> DocumentDefect? {
    guard access(path(try name(of: hash)), F_OK) == 0 else { return .missing }
    do {
      _ = try content(of: hash)
      return nil
    } catch let fault as Fault where fault.code == .alteredData { return .altered }
  }

  private func read(_ name: Identifier<SealedDocument>) throws -> [UInt8] {
    let reader = try SealedFileReader(
      path: path(name), rootKey: rootKey, purpose: Self.purpose, identifier: name.bytes)
    var bytes: [UInt8] = []
    while let piece = try reader.read() {
      bytes += piece
      guard bytes.count <= DocumentBounds.largest else {
        throw Fault(.alteredData, "\(path(name)) is longer than a document may be")
      }
    }
    return bytes
  }

  private var names: [Identifier<SealedDocument>] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).compactMap(Self.name(ofFile:)).sorted() }
  }

  /// Reads every document to its end.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` when one of them is not the one its name says.
  func checkAll() throws { for name in try names { _ = try soundContent(of: name) } }

  /// Seals every document again, under the key of `other`, in its folder.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` when one of them is not the one its name says.
  func sealAgain(into other: SealedDocuments) throws {
    for name in try names {
      let (bytes, hash) = try soundContent(of: name)
      try other.keep(bytes, hash: hash)
    }
  }

  private func soundContent(of name: Identifier<SealedDocument>) throws -> (bytes: [UInt8], hash: [UInt8]) {
    let bytes = try read(name)
    let hash = KeyedHash.checksum(bytes)
    guard try self.name(of: hash) == name else {
      throw Fault(.alteredData, "\(path(name)) holds another document than its name says")
    }
    return (bytes, hash)
  }
}
