import Model

/// Projects what is said of the company itself.
enum CompanyProjection {
  static func created(_ event: CompanyCreated, _ origin: Origin, _ writer: any WriteTransaction) throws {
    try writer.execute(
      """
      INSERT INTO company_profile
        (only_row, company_id_public, siren, name, origin_device_no, origin_device_epoch, origin_seq)
      VALUES (1, ?, ?, ?, ?, ?, ?)
      """, [.blob(event.id.bytes), .text(event.siren.digits), .text(event.name)] + origin.values)
  }

  static func changed(_ event: CompanyChanged, _ origin: Origin, _ writer: any WriteTransaction) throws {
    try MasterProjection.set(
      CompanyTables.setting, 1, [.text(""), 0, 0],
      [
        event.address.map(Value.text), event.vatScheme.map { .number($0.rawValue) },
        event.vatDue.map { .number($0.rawValue) },
      ], origin, writer)
  }

  static func enrolled(_ event: UserEnrolled, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let known = try writer.integer("SELECT person_no FROM person WHERE person_id = ?", [.blob(event.id.bytes)])
    let number = try known ?? 1 + (writer.integer("SELECT MAX(person_no) FROM person") ?? 0)
    let person = Upsert(
      into: CompanyTables.person, columns: CompanyTables.person.columnNames, key: ["person_no"],
      action: .replace(["name", "role", "origin_device_no", "origin_device_epoch", "origin_seq"]))
    try writer.upsertMany(person) { row in
      row.set(0, number)
      row.set(1, high: event.id.high, low: event.id.low)
      row.set(2, event.name)
      row.set(3, event.role.rawValue)
      row.set(origin, at: 4)
      try row.insert()
    }
  }

  static func opened(_ year: FiscalYear, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let end = Value.number(year.end.number)
    guard try writer.integer("SELECT year_no FROM fiscal_year WHERE end_date = ?", [end]) == nil else { return }
    let number = 1 + (try writer.integer("SELECT MAX(year_no) FROM fiscal_year") ?? 0)
    try writer.execute(
      """
      INSERT INTO fiscal_year (year_no, start_date, end_date, origin_device_no, origin_device_epoch, origin_seq)
      VALUES (?, ?, ?, ?, ?, ?)
      """, [.integer(number), .number(year.start.number), end] + origin.values)
  }

  /// A year that was declared and never received anything gives way to the one a file brings.
  static func replaceDeclaredYears(overlapping year: FiscalYear, _ writer: any WriteTransaction) throws {
    try writer.execute(
      """
      DELETE FROM fiscal_year WHERE start_date <= ? AND end_date >= ? AND end_date <> ?
        AND NOT EXISTS (SELECT 1 FROM import_run r WHERE r.year_no = fiscal_year.year_no)
        AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.year_no = fiscal_year.year_no)
      """, [.number(year.end.number), .number(year.start.number), .number(year.end.number)])
  }

  static func exported(_ event: BooksExported, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let number = 1 + (try writer.integer("SELECT MAX(export_no) FROM books_export") ?? 0)
    try writer.execute(
      """
      INSERT INTO books_export (export_no, year_end, file_name, file_hash, line_count, origin_device_no,
        origin_device_epoch, origin_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(number), .number(event.yearEnd.number), .text(event.fileName), .blob(event.hash),
        .integer(try event.lineCount.bounded()),
      ] + origin.values)
  }
}

extension RowInserter {
  /// Fills the three origin columns, from `column` on.
  func set(_ origin: Origin, at column: Int) {
    set(column, origin.deviceNumber)
    set(column + 1, origin.deviceEpoch)
    set(column + 2, origin.sequence)
  }
}
