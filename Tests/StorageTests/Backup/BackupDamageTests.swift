import Foundation
import Model
import Testing

@testable import Storage
@testable import StoreDriver

@Suite("A damaged backup")
struct BackupDamageTests {
  /// A backup, what opens it, and where to put changed copies of it.
  private struct Sample {
    let folder: TemporaryFolder
    let file: BackupFile
    let bytes: [UInt8]
    let rootKey: SecretBytes

    static func make() async throws -> Sample {
      let folder = try TemporaryFolder()
      let vault = try await BackupTests.written(folder.file("company"))
      let made = try await DriverBackups.make(vault, in: folder.path)
      try await vault.close()
      return Sample(
        folder: folder, file: made.file,
        bytes: Array(try #require(FileManager.default.contents(atPath: made.file.path))), rootKey: vault.rootKey)
    }

    func write(_ bytes: [UInt8]) throws -> String {
      let path = folder.file("changed")
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return path
    }

    /// Everything there is to check.
    func read(_ path: String) throws {
      let backup = try BackupFile(path: path)
      try backup.checkHashes { _ in }
      let opening = try BackupOpening(backup, rootKey: rootKey, below: folder.path, booksOnly: false) { _ in }
      do { try opening.checkOriginals() } catch {
        try opening.close()
        throw error
      }
      try opening.close()
    }

    /// What a changed copy is refused for.
    func defect(_ bytes: [UInt8]) throws -> BackupDefect? {
      do {
        try read(try write(bytes))
        return nil
      } catch let defect as BackupDefect { return defect }
    }
  }

  @Test("any changed byte is refused, and the part it is in is named")
  func changedBytes() async throws {
    let sample = try await Sample.make()
    try sample.read(sample.file.path)
    let head = sample.file.head.size
    var places = Array(0..<head) + Array(sample.bytes.count - 500..<sample.bytes.count)
    places += stride(from: Int(sample.file.head.tableOffset), to: sample.bytes.count, by: 3)
    for entry in sample.file.table.entries {
      places += [Int(entry.offset), Int(entry.end) - 1]
      places += stride(from: Int(entry.offset), to: Int(entry.end), by: max(1, Int(entry.length) / 12))
    }
    for place in Set(places) {
      var bytes = sample.bytes
      bytes[place] ^= 1 << (place % 8)
      let defect = try sample.defect(bytes)
      switch defect {
      case .notABackup: #expect(place < 7)
      case .tooNew: #expect(place == 7)
      case .cut, .altered(.head, _, _): #expect(place < head, "byte \(place): \(String(describing: defect))")
      case .altered(.table, let start, let end): #expect((start..<end).contains(UInt64(place)))
      case .altered(let part, let start, let end):
        #expect((start..<end).contains(UInt64(place)))
        #expect(sample.file.table.entries.contains { $0.part == part && $0.offset == start })
      default: Issue.record("byte \(place): \(String(describing: defect))")
      }
    }
  }

  @Test("a file that was cut says where, one that was made longer says by how much")
  func lengths() async throws {
    let sample = try await Sample.make()
    let whole = UInt64(sample.bytes.count)
    let head = sample.file.head.size
    for length in [head, head + 1, head + 5_000, sample.bytes.count / 2, sample.bytes.count - 1] {
      #expect(try sample.defect(Array(sample.bytes.prefix(length))) == .cut(at: UInt64(length), of: whole))
    }
    for length in [12, 100, head - 1] {
      #expect(try sample.defect(Array(sample.bytes.prefix(length))) == .cut(at: UInt64(length), of: UInt64(head)))
    }
    for length in [0, 5, 7] { #expect(try sample.defect(Array(sample.bytes.prefix(length))) == .notABackup) }
    #expect(try sample.defect(sample.bytes + [0]) == .extended(by: 1, after: whole))
    #expect(try sample.defect(sample.bytes + sample.bytes) == .extended(by: whole, after: whole))
    #expect(try sample.defect(Array("Un texte, et rien d’une sauvegarde.".utf8)) == .notABackup)
    #expect(try sample.defect([UInt8](repeating: 0, count: sample.bytes.count)) == .notABackup)
    var newer = sample.bytes
    newer[7] = 2
    #expect(try sample.defect(newer) == .tooNew(version: 2))
    #expect(throws: BackupDefect.missing) { _ = try BackupFile(path: sample.folder.file("absent")) }
    #expect(throws: BackupDefect.notABackup) { _ = try BackupFile(path: sample.folder.path) }
  }

  @Test("whoever mends the checksums without the key is refused by the key's own word")
  func forged() async throws {
    let sample = try await Sample.make()
    let start = Int(sample.file.head.tableOffset)
    // The books, their hash in the table, and the table's checksum, all changed together.
    var bytes = sample.bytes
    let books = sample.file.table.entries[0]
    bytes[Int(books.offset) + 5_000] ^= 1
    let hash = KeyedHash.checksum(Array(bytes[Int(books.offset)..<Int(books.end)]))
    bytes.replaceSubrange(start + 4 + 33..<start + 4 + 65, with: hash)
    let end = bytes.count - 32
    bytes.replaceSubrange(end..., with: KeyedHash.checksum(Array(bytes[start..<end])))
    let path = try sample.write(bytes)
    try BackupFile(path: path).checkHashes { _ in }
    #expect(throws: BackupDefect.altered(.table, start: UInt64(start), end: UInt64(bytes.count))) {
      try sample.read(path)
    }
    // Another moment in the head, with its checksum.
    bytes = sample.bytes
    bytes[35] ^= 1
    let head = sample.file.head.size
    bytes.replaceSubrange(head - 32..<head, with: KeyedHash.checksum(Array(bytes[..<(head - 32)])))
    #expect(try sample.defect(bytes) == .altered(.table, start: UInt64(start), end: UInt64(bytes.count)))
  }

  @Test("the books of another backup of the same company, and the keys of another company, are refused")
  func swapped() async throws {
    let sample = try await Sample.make()
    let vault = try await DriverBooks.open(sample.folder.file("company"))
    let other = try await DriverBackups.make(vault, in: sample.folder.path).file
    try await vault.close()
    let otherBytes = Array(try #require(FileManager.default.contents(atPath: other.path)))
    let (mine, theirs) = (sample.file.table.entries[0], other.table.entries[0])
    #expect(mine.offset == theirs.offset && mine.length == theirs.length)
    var bytes = sample.bytes
    bytes.replaceSubrange(
      Int(mine.offset)..<Int(mine.end), with: otherBytes[Int(theirs.offset)..<Int(theirs.end)])
    #expect(try sample.defect(bytes) == .altered(.books, start: mine.offset, end: mine.end))
    let stranger = try await BackupTests.written(sample.folder.file("stranger"))
    #expect(throws: KeyRefusal.slotFileAltered) { _ = try sample.file.facts(rootKey: stranger.rootKey) }
    try await stranger.close()
  }

}
