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
    let upsert = Upsert(into: table, .nothing)
    try writer.upsertMany(upsert) { row in
      for key in wanted.sorted() {
        row.set(0, kind.rawValue)
        row.set(1, key)
        row.set(2, number)
        try row.insert()
      }
    }
  }

  /// What finds a master. A word of one letter would find everything.
  static func keys(_ code: String, _ label: String) -> Set<String> {
    Set(([SearchText.key(code)] + SearchText.words(label).filter { $0.utf8.count > 1 }).filter { !$0.isEmpty })
  }
}

extension ReadTransaction {
  /// Accounts and third parties that a search would not find by their code and the words of their label, or would find
  /// by others; twenty at most.
  public func masterKeyGaps() throws -> [String] {
    var stored: [MasterPlace: Set<String>] = [:]
    try scan("SELECT kind, master_no, search_key FROM master_key", []) { row in
      stored[MasterPlace(kind: row.integer(0), number: row.integer(1)), default: []].insert(row.text(2))
    }
    var gaps: [String] = []
    for (kind, sql) in [
      (MasterKind.account, "SELECT account_no, number, label FROM account ORDER BY number"),
      (.party, "SELECT party_no, code, label FROM party ORDER BY nature, code"),
    ] {
      try scan(sql, []) { row in
        let found = stored.removeValue(forKey: MasterPlace(kind: kind.rawValue, number: row.integer(0)))
        if found != MasterKeys.keys(row.text(1), row.text(2)) { gaps.append(row.text(1)) }
      }
    }
    // Keys of what is not there.
    gaps += stored.keys.map { "\($0.kind):\($0.number)" }.sorted()
    return Array(gaps.prefix(20))
  }
}

private struct MasterPlace: Hashable {
  let kind: Int64
  let number: Int64
}
