import Model

extension WriteTransaction {
  /// Empties what is derived from the log, and projects the log again.
  func rebuildTables(_ decode: LogDecoding) throws {
    for table in Schema.tables.reversed() where table.content == .derived {
      try execute("DELETE FROM \(table.name)")
    }
    let projector = Projector(self)
    var position: Int64 = 0
    while true {
      var page: [(StoredChangeSet, Origin)] = []
      guard let last = try changeSets(after: position, limit: 100, { page.append(($0, $1)) }) else { break }
      for (changeSet, origin) in page { try projector.add(try decode(changeSet), origin: origin) }
      try projector.finish()
      position = last
    }
    try noteProjectorVersion()
  }
}
