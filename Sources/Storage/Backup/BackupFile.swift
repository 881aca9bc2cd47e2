import Foundation
import Model

/// A backup as it lies on a disk. Opening reads its head and its table, and holds its length against them; nothing of
/// it is believed before a key has vouched for it.
public struct BackupFile: Sendable {
  private static let block = 1 << 20

  public let path: String
  public let head: BackupHead
  let table: BackupTable

  /// - Throws: ``BackupDefect``; ``Model/Fault`` when the disk cannot be read.
  public init(path: String) throws {
    self.path = path
    let (file, head) = try Self.open(path)
    let size = try file.size()
    guard head.length > head.tableOffset, head.tableOffset >= UInt64(head.size) else {
      throw BackupDefect.altered(.head, start: 0, end: UInt64(head.size))
    }
    guard size >= head.length else { throw BackupDefect.cut(at: size, of: head.length) }
    guard size == head.length else { throw BackupDefect.extended(by: size - head.length, after: head.length) }
    let altered = BackupDefect.altered(.table, start: head.tableOffset, end: head.length)
    guard head.length - head.tableOffset <= BackupTable.largest else { throw altered }
    try file.seek(to: head.tableOffset)
    let bytes = try file.read(Int(head.length - head.tableOffset))
    guard let table = BackupTable(bytes, start: UInt64(head.size), end: head.tableOffset) else { throw altered }
    self.head = head
    self.table = table
  }

  /// The head alone, for a list of files.
  public static func head(of path: String) throws -> BackupHead { try open(path).head }

  private static func open(_ path: String) throws -> (file: OpenFile, head: BackupHead) {
    guard access(path, F_OK) == 0 else { throw BackupDefect.missing }
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw FileFault.last("stat", path) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw BackupDefect.notABackup }
    let file = try OpenFile.reading(path)
    let start = try file.read(BackupHead.startSize)
    // An unfinished one begins with zeros.
    let size = try BackupHead.size(startingWith: start)
    let rest = try file.read(size - start.count)
    guard start.count + rest.count == size else {
      throw BackupDefect.cut(at: UInt64(start.count + rest.count), of: UInt64(size))
    }
    return (file, try BackupHead.decode(start + rest))
  }

  /// Bytes of what is inside.
  public var contentSize: UInt64 { table.entries.reduce(0) { $0 + $1.length } }

  public var originalCount: Int {
    table.entries.count { if case .original = $0.part { true } else { false } }
  }

  public var documentCount: Int {
    table.entries.count { if case .document = $0.part { true } else { false } }
  }

  /// What the books are, once the key has vouched for head and table.
  ///
  /// - Throws: ``BackupDefect`` `.altered`; ``KeyRefusal`` `.slotFileAltered` when the key is not the one.
  public func facts(rootKey: SecretBytes) throws -> BackupFacts {
    try head.keys().verify(rootKey)
    return try table.facts(head, rootKey: rootKey)
  }

  /// Reads every part and holds it against its hash: needs no key, and proves that nothing changed by accident.
  ///
  /// - Throws: ``BackupDefect`` `.altered` for the first part that is not what was written.
  public func checkHashes(progress: (_ bytes: UInt64) throws -> Void) throws {
    let file = try OpenFile.reading(path)
    for entry in table.entries { try read(entry, file, progress) { _ in } }
  }

  /// Copies the parts to files of a folder, each held against its hash: `books.db`, the originals and the documents.
  ///
  /// - Parameters:
  ///   - booksOnly: leaves the other parts, whose hashes are checked all the same.
  func extract(
    to folder: String, booksOnly: Bool = false, progress: (_ bytes: UInt64) throws -> Void
  ) throws {
    let file = try OpenFile.reading(path)
    for entry in table.entries {
      guard let name = Self.name(of: entry.part), !booksOnly || entry.part == .books else {
        try read(entry, file, progress) { _ in }
        continue
      }
      let target = try OpenFile.create(folder + "/" + name)
      try read(entry, file, progress) { try $0.withUnsafeBytes(target.write) }
    }
  }

  static let booksName = "books.db"

  private static func name(of part: BackupPart) -> String? {
    switch part {
    case .books: booksName
    case .original(let id): "\(id).sealed"
    case .report(let id): "\(id).report"
    case .document(let name): SealedDocuments.fileName(name)
    case .head, .keys, .table: nil
    }
  }

  private func read(
    _ entry: BackupTable.Entry, _ file: OpenFile, _ progress: (UInt64) throws -> Void,
    _ take: ([UInt8]) throws -> Void
  ) throws {
    try file.seek(to: entry.offset)
    let hash = try RunningChecksum()
    var left = entry.length
    while left > 0 {
      let block = try file.read(Int(min(left, UInt64(Self.block))))
      guard !block.isEmpty else { throw BackupDefect.cut(at: entry.end - left, of: head.length) }
      hash.update(block)
      try take(block)
      left -= UInt64(block.count)
      try progress(UInt64(block.count))
    }
    guard hash.finish() == entry.hash else {
      throw BackupDefect.altered(entry.part, start: entry.offset, end: entry.end)
    }
  }
}
