import Model

/// The company of this file.
public struct CompanyProfile: Equatable, Sendable {
  public let id: Identifier<Company>
  public let siren: String
  public let name: String
}

extension ReadTransaction {
  /// Nil before the company was created.
  public func companyProfile() throws -> CompanyProfile? {
    try queryOne("SELECT company_id_public, siren, name FROM company_profile", []) {
      CompanyProfile(id: try $0.identifier(0), siren: $0.text(1), name: $0.text(2))
    }
  }

  /// What the company said of itself, last values.
  public func companySettings() throws -> CompanySettings {
    try queryOne("SELECT address, vat_scheme, vat_due FROM company_setting", []) { row in
      CompanySettings(
        address: row.text(0), vatScheme: VATScheme(rawValue: UInt8(truncatingIfNeeded: row.integer(1))),
        vatDue: VATDue(rawValue: UInt8(truncatingIfNeeded: row.integer(2))))
    } ?? CompanySettings()
  }

  /// Everybody who ever had rights, in the order of their enrolment.
  public func people() throws -> [PersonCard] {
    let sql = """
      SELECT p.person_id, p.name, p.role, l.until, l.is_removed, f.person_no
      FROM person p LEFT JOIN person_limit l ON l.person_no = p.person_no
        LEFT JOIN second_factor f ON f.person_no = p.person_no
      ORDER BY p.person_no
      """
    return try list(sql) { row in
      guard let role = Role(rawValue: UInt8(truncatingIfNeeded: row.integer(2))) else {
        throw Fault(.database, "\(row.integer(2)) is no role")
      }
      return PersonCard(
        id: try row.identifier(0), name: row.text(1), role: role,
        until: row.optionalInteger(3).flatMap { CalendarDate(number: Int32(truncatingIfNeeded: $0)) },
        isRemoved: row.optionalInteger(4) == 1, hasSecondFactor: row.optionalInteger(5) != nil)
    }
  }

  /// The second factor of a person, sealed to the key pair of their password; nil when they have none.
  public func sealedFactor(of person: Identifier<Person>) throws -> [UInt8]? {
    let sql = "SELECT f.sealed FROM second_factor f JOIN person p ON p.person_no = f.person_no WHERE p.person_id = ?"
    return try queryOne(sql, [.blob(person.bytes)]) { $0.blob(0) }
  }
}
