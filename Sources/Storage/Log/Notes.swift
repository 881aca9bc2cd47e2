import Model

/// What an installation remembers beside the log, under a name: it can be lost without losing anything of the books.
extension ReadTransaction {
  public func note(_ name: String) throws -> [UInt8]? {
    try queryOne("SELECT value FROM meta WHERE name = ?", [.text(name)]) { $0.blob(0) }
  }
}

extension WriteTransaction {
  public func forget(note name: String) throws { try execute("DELETE FROM meta WHERE name = ?", [.text(name)]) }

  /// In the place of the one before.
  public func keep(note name: String, _ value: [UInt8]) throws {
    let table = LogTables.meta
    let upsert = Upsert(into: table, .replace(["value"]))
    try upsertMany(upsert) { row in
      row.set(0, name)
      row.set(1, value)
      try row.insert()
    }
  }
}
