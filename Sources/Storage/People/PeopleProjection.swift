import Model

/// Projects what changes of people after they were enrolled.
enum PeopleProjection {
  static func changed(_ event: PersonChanged, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let number = try number(of: event.id, writer)
    if let name = event.name {
      try writer.execute("UPDATE person SET name = ? WHERE person_no = ?", [.text(name), .integer(number)])
    }
    if let role = event.role {
      try writer.execute(
        "UPDATE person SET role = ? WHERE person_no = ?", [.number(role.rawValue), .integer(number)])
    }
    guard let until = event.until else { return }
    try limit(number, "until", until.value.map { .number($0.number) } ?? .null, origin, writer)
  }

  static func removed(_ event: PersonRemoved, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let number = try number(of: event.id, writer)
    try limit(number, "is_removed", 1, origin, writer)
    try writer.execute("DELETE FROM second_factor WHERE person_no = ?", [.integer(number)])
  }

  static func secondFactor(_ event: SecondFactorChanged, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let number = try number(of: event.person, writer)
    try writer.execute("DELETE FROM second_factor WHERE person_no = ?", [.integer(number)])
    guard !event.sealed.isEmpty else { return }
    try writer.execute(
      """
      INSERT INTO second_factor (person_no, sealed, origin_device_no, origin_device_epoch, origin_seq)
      VALUES (?, ?, ?, ?, ?)
      """, [.integer(number), .blob(event.sealed)] + origin.values)
  }

  private static func number(of person: Identifier<Person>, _ reader: any ReadTransaction) throws -> Int64 {
    let found = try reader.integer("SELECT person_no FROM person WHERE person_id = ?", [.blob(person.bytes)])
    guard let found else { throw Fault(.database, "the log speaks of a person it never enrolled") }
    return found
  }

  private static func limit(
    _ person: Int64, _ column: String, _ value: Value, _ origin: Origin, _ writer: any WriteTransaction
  ) throws {
    let found = try writer.execute(
      """
      UPDATE person_limit SET \(column) = ?, origin_device_no = ?, origin_device_epoch = ?, origin_seq = ?
      WHERE person_no = ?
      """, [value] + origin.values + [.integer(person)])
    guard found == 0 else { return }
    try writer.execute(
      """
      INSERT INTO person_limit (person_no, until, is_removed, origin_device_no, origin_device_epoch, origin_seq)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [.integer(person), column == "until" ? value : .null, column == "is_removed" ? value : 0] + origin.values)
  }
}
