import Model

/// The kinds of `master_key`.
enum MasterKind: Int64 {
  case account = 1
  case party = 2
}

/// Keeps `master_key` true to the labels, as they are given and changed.
enum MasterKeys {
  static func describe(
    _ kind: MasterKind, _ number: Int64, code: String, from old: String, to label: String,
    _ writer: any WriteTransaction
  ) throws {
    let (former, wanted) = (keys(code, old), keys(code, label))
    for key in former.subtracting(wanted) {
      try writer.execute(
        "DELETE FROM master_key WHERE kind = ? AND search_key = ? AND master_no = ?",
        [.integer(kind.rawValue), .text(key), .integer(number)])
    }
    let table = LedgerTables.masterKey
    let upsert = Upsert(into: table, columns: table.columnNames, key: table.primaryKey, action: .nothing)
    try writer.upsertMany(upsert) { row in
      for key in wanted.sorted() {
        row.set(0, kind.rawValue)
        row.set(1, key)
        row.set(2, number)
        try row.insert()
      }
    }
  }

  /// A word of one letter would find everything.
  private static func keys(_ code: String, _ label: String) -> Set<String> {
    Set(([SearchText.key(code)] + SearchText.words(label).filter { $0.utf8.count > 1 }).filter { !$0.isEmpty })
  }
}
