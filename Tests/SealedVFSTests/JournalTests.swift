import CSealedVFS
import Foundation
import Testing

@Suite("The rollback journal")
struct JournalTests {
  /// A file and its journal as a crash leaves them in the middle of a transaction: some pages are new already.
  private func halfway() throws -> Store {
    let store = try Store()
    let db = try store.open()
    try db.run(
      """
      CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT);
      WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
      INSERT INTO t SELECT i, printf('%.1000d', i) FROM n;
      PRAGMA cache_size = 1; PRAGMA cache_spill = 1;
      BEGIN; UPDATE t SET body = 'new';
      """)
    let copy = try Store()
    for suffix in ["", "-journal"] {
      try copy.replace(suffix, with: store.bytes(suffix))
    }
    return copy
  }

  private let isOld = "SELECT count(*), sum(body = printf('%.1000d', id)) FROM t"

  @Test("A journal left by a crash takes the file back")
  func control() throws {
    let store = try halfway()
    let db = try store.open()
    // Were its header not believed, the file would stay halfway. (The counters are those of every test of the process.)
    #expect(try db.row(isOld) == "100|100")
    #expect(try db.row("PRAGMA integrity_check") == "ok")
  }

  /// SQLite makes the file as large as the header says: a few bytes changed there would have filled the disk.
  @Test("A header that was altered is not believed: the file keeps its size", arguments: 12..<28)
  func alteredHeader(_ offset: Int) throws {
    let store = try halfway()
    let size = try store.bytes().count
    let before = sealed_vfs_read_counters().journal_headers_dropped
    try store.alter("-journal") { $0[offset] ^= 2 }
    _ = try? store.open().row(isOld)
    #expect(try store.bytes().count == size)
    #expect(sealed_vfs_read_counters().journal_headers_dropped > before)
  }

  /// SQLite's checksum looks at a byte in two hundred: zeros have that of any page that is nearly empty.
  @Test("A record that was altered is not written back as a page of zeros")
  func alteredRecord() throws {
    let store = try Store()
    let db = try store.open()
    try db.run(
      """
      CREATE TABLE few(id INTEGER PRIMARY KEY, v INT); INSERT INTO few VALUES(1, 5), (2, 5), (3, 5);
      CREATE TABLE many(id INTEGER PRIMARY KEY, v INT, body TEXT);
      WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
      INSERT INTO many SELECT i, 5, printf('%.1000d', i) FROM n;
      PRAGMA cache_size = 1; PRAGMA cache_spill = 1;
      BEGIN; UPDATE few SET v = 6; UPDATE many SET v = 6;
      """)
    let journal = try store.bytes("-journal")
    for record in 0..<2 {
      let copy = try Store()
      try copy.replace(with: store.bytes())
      try copy.replace("-journal", with: journal)
      let sector = Int(journal[22]) << 8 | Int(journal[23])
      try copy.alter("-journal") { $0[sector + record * (Store.pageSize + 8) + 4 + 2_000] ^= 1 }
      let before = sealed_vfs_read_counters().journal_records_dropped
      let damaged = try copy.open()
      #expect(try damaged.row("SELECT count(*), max(v) < 7 FROM few") == "3|1")
      #expect(try damaged.row("SELECT count(*) FROM many") == "100")
      #expect(try damaged.row("PRAGMA integrity_check") == "ok")
      #expect(sealed_vfs_read_counters().journal_records_dropped > before)
    }
  }

  @Test("A header opens with its place in the journal")
  func format() throws {
    let header = try Array(halfway().bytes("-journal").prefix(512))
    #expect(Array(header[32..<48]) == Store.databaseID)
    #expect(Array(header[48..<52]) == [0, 0, 0, UInt8(Store.epoch)])
    let label = FormatTests.label(
      kind: "H", number: 0, spare: Array(header[12..<20]), clear: Array(header[20..<28]))
    #expect(FormatTests.open(body: [], trailer: header[56..<96], label: label) == [])
    let elsewhere = FormatTests.label(
      kind: "H", number: 512, spare: Array(header[12..<20]), clear: Array(header[20..<28]))
    #expect(FormatTests.open(body: [], trailer: header[56..<96], label: elsewhere) == nil)
  }
}
