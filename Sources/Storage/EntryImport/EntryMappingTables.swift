import Model

/// How files of entries were read before.
public enum EntryMappingTables {
  /// The columns are numbers of ``Model/EntryColumn``, four bytes each, most significant first.
  public static let mapping = Table(
    "entry_mapping",
    columns: [.text("name"), .text("header"), .blob("column_kinds"), .text("journal"), .small("is_active")]
      + LogTables.origin,
    primaryKey: ["name"], checks: ["is_active IN (0, 1)", "length(column_kinds) % 4 = 0"])
}

enum EntryMappingProjection {
  static func changed(_ event: EntryMappingChanged, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let name = Value.text(event.name)
    try writer.makeRow(in: EntryMappingTables.mapping) { row in
      row.set(0, event.name)
      row.set(1, "")
      row.set(2, [UInt8]())
      row.set(3, "")
      row.set(4, 1)
      row.set(origin, at: 5)
    }
    let kinds = event.columns.map { columns in
      columns.flatMap { column in (0..<4).map { UInt8(truncatingIfNeeded: column.rawValue >> (24 - 8 * $0)) } }
    }
    let fields: [(String, Value?)] = [
      ("header", event.header.map(Value.text)), ("column_kinds", kinds.map(Value.blob)),
      ("journal", event.journal.map(Value.text)), ("is_active", event.isActive.map { .integer($0 ? 1 : 0) }),
    ]
    try writer.set(fields, in: EntryMappingTables.mapping, key: name, origin)
  }
}

extension ReadTransaction {
  /// Those in use, by name.
  public func entryMappings() throws -> [EntryMapping] {
    try list("SELECT name, header, column_kinds, journal FROM entry_mapping WHERE is_active = 1 ORDER BY name") { row in
      let bytes = row.blob(2)
      let columns = try stride(from: 0, to: bytes.count, by: 4).map { place in
        let number = bytes[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard let column = EntryColumn(rawValue: number) else {
          throw Fault(.database, "\(number) is no column of a file of entries")
        }
        return column
      }
      return EntryMapping(name: row.text(0), header: row.text(1), columns: columns, journal: row.text(3))
    }
  }
}
