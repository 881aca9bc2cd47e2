import Foundation
import Model

/// Writes a backup beside its name: the head last of all, so that a file that was not finished begins with zeros.
final class BackupWriter {
  static let suffix = ".tmp"
  private static let block = 1 << 20

  /// Where it stands until ``finish(facts:rootKey:)`` and ``name(_:)``.
  let path: String
  private let file: OpenFile
  private var head: BackupHead
  private var entries: [BackupTable.Entry] = []
  private var offset: UInt64
  private var isNamed = false

  /// - Parameter target: the name it gets in the end.
  init(target: String, head: BackupHead) throws {
    path = target + Self.suffix
    self.head = head
    file = try OpenFile.create(path)
    offset = UInt64(head.size)
    try [UInt8](repeating: 0, count: head.size).withUnsafeBytes(file.write)
  }

  deinit { if !isNamed { unlink(path) } }

  /// Takes a whole file in as a part.
  func append(_ part: BackupPart, from source: String, progress: (_ bytes: UInt64) throws -> Void) throws {
    let reader = try OpenFile.reading(source)
    let hash = try RunningChecksum()
    var length: UInt64 = 0
    while case let block = try reader.read(Self.block), !block.isEmpty {
      hash.update(block)
      try block.withUnsafeBytes(file.write)
      length += UInt64(block.count)
      try progress(UInt64(block.count))
    }
    entries.append(BackupTable.Entry(part: part, offset: offset, length: length, hash: hash.finish()))
    offset += length
  }

  /// Writes the table, then the head, and waits for the disk.
  func finish(facts: BackupFacts, rootKey: SecretBytes) throws {
    head.tableOffset = offset
    // Its size does not depend on what it says of the length.
    head.length = offset + UInt64(try BackupTable(entries, facts: facts, head: head, rootKey: rootKey).encoded().count)
    let table = try BackupTable(entries, facts: facts, head: head, rootKey: rootKey).encoded()
    try table.withUnsafeBytes(file.write)
    try file.synchronize()
    try file.overwrite(head.encoded(), at: 0)
    try file.synchronize()
    file.forgetPages()
  }

  /// Gives it its name, under which nothing may be.
  func name(_ target: String) throws {
    guard link(path, target) == 0 else {
      if errno == EEXIST { throw Fault(.configuration, "\(target) is there already") }
      // File systems of removable disks have no second names.
      guard access(target, F_OK) != 0 else { throw Fault(.configuration, "\(target) is there already") }
      try DurableFolder.rename(path, to: target)
      isNamed = true
      return
    }
    do {
      try DurableFolder.synchronize(folderOf: target)
    } catch {
      unlink(target)
      throw error
    }
    isNamed = true
    guard unlink(path) == 0 else { throw FileFault.last("unlink", path) }
  }
}
