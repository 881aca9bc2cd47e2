import CSealedVFS
import Foundation
import Testing

@Suite("Altered files")
struct TamperTests {
  /// Reads every page of the database, those on the free list too.
  private func readAll(_ store: Store) throws {
    try store.open().backUp(to: Connection(":memory:"))
  }

  private func expectAltered(_ store: Store, _ comment: Comment? = nil) {
    #expect(throws: SQLiteFailure.altered, comment) { try readAll(store) }
  }

  @Test("An untouched file is read whole")
  func control() throws {
    let store = try Store()
    try store.fill()
    try readAll(store)
    #expect(try store.open().row("SELECT count(*), sum(cents) FROM line") == "2000|99819000")
  }

  @Test("One bit of any byte of page 1")
  func firstPage() throws {
    let store = try Store()
    try store.fill()
    var accepted: [Int] = []
    for offset in 0..<Store.pageSize {
      try flip(store, at: offset)
      let db = try store.open()
      do {
        _ = try db.row("SELECT count(*) FROM line")
        accepted.append(offset)
      } catch let failure as SQLiteFailure {
        if failure != .altered { accepted.append(offset) }
      }
      try flip(store, at: offset)
    }
    #expect(accepted == [])
    try readAll(store)
  }

  @Test("One bit of a byte anywhere else")
  func otherPages() throws {
    let store = try Store()
    try store.fill()
    let size = try store.bytes().count
    var dice = Dice(seed: 11)
    for _ in 0..<300 {
      let offset = Store.pageSize + dice.below(size - Store.pageSize)
      try flip(store, at: offset)
      expectAltered(store, "byte \(offset)")
      try flip(store, at: offset)
    }
  }

  @Test("Pages swapped, erased, or brought from another database")
  func movedPages() throws {
    let store = try Store()
    try store.fill()
    let original = try store.bytes()
    let second = Store.pageSize..<2 * Store.pageSize
    let third = 2 * Store.pageSize..<3 * Store.pageSize

    try store.alter { file in
      file.replaceSubrange(second, with: original[third])
      file.replaceSubrange(third, with: original[second])
    }
    expectAltered(store, "swapped")

    var erased = original
    erased.replaceSubrange(third, with: repeatElement(0, count: Store.pageSize))
    try store.replace(with: erased)
    expectAltered(store, "erased")

    let other = try Store()
    sealed_vfs_detach(other.path)
    try Store.attach(other.path, id: Array(Store.databaseID.reversed()))
    try other.fill()
    var foreign = original
    foreign.replaceSubrange(third, with: try other.bytes()[third])
    try store.replace(with: foreign)
    expectAltered(store, "of another database under the same root key")
  }

  @Test("A file cut or extended")
  func resized() throws {
    let store = try Store()
    try store.fill()
    let original = try store.bytes()
    for cut in [Store.pageSize, 3 * Store.pageSize, 100, Store.pageSize + 1] {
      try store.replace(with: Array(original.dropLast(cut)))
      #expect(throws: SQLiteFailure.self, "\(cut) bytes cut") { try readAll(store) }
    }
    /// SQLite counts its pages in page 1, which is sealed: what follows is never read.
    try store.replace(with: original + Array(repeating: 7, count: Store.pageSize))
    #expect(try store.open().row("PRAGMA integrity_check") == "ok")
    #expect(try store.open().row("SELECT count(*) FROM line") == "2000")
  }

  @Test("Another root key, identifier or epoch", arguments: 0..<3)
  func wrongKey(_ choice: Int) throws {
    let store = try Store()
    try store.fill()
    #expect(sealed_vfs_detach(store.path) == 0)
    switch choice {
    case 0: try Store.attach(store.path, key: Array(repeating: 9, count: 32))
    case 1: try Store.attach(store.path, id: Array(repeating: 9, count: 16))
    default: try Store.attach(store.path, epoch: Store.epoch + 1)
    }
    let db = try store.open()
    #expect(throws: SQLiteFailure.altered) { try db.row("SELECT count(*) FROM line") }
  }

  /// The limit that docs/sealed-sqlite.md states: only an anchor kept outside the file can tell.
  @Test("An old version of a page of the same file is accepted")
  func replay() throws {
    let store = try Store()
    let db = try store.open()
    try db.run("CREATE TABLE t(a); INSERT INTO t VALUES(1)")
    let before = try store.bytes()
    try db.run("UPDATE t SET a = 2")
    try store.alter { file in
      file.replaceSubrange(Store.pageSize..<2 * Store.pageSize, with: before[Store.pageSize..<2 * Store.pageSize])
    }
    #expect(try store.open().row("SELECT a FROM t") == "1")
  }

  @Test("Refused pages are counted")
  func counted() throws {
    let store = try Store()
    try store.fill()
    let before = sealed_vfs_read_counters().reads_refused
    try flip(store, at: 2 * Store.pageSize + 5)
    expectAltered(store)
    #expect(sealed_vfs_read_counters().reads_refused > before)
  }

  private func flip(_ store: Store, at offset: Int) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: store.path))
    defer { try? file.close() }
    try file.seek(toOffset: UInt64(offset))
    let byte = try #require(try file.read(upToCount: 1)?.first)
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: [byte ^ UInt8(1 << (offset % 8))])
  }
}
