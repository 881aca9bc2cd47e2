import Model

/// The company of this file.
public struct CompanyProfile: Equatable, Sendable {
  public let id: Identifier<Company>
  public let siren: String
  public let name: String
}

/// A person with rights in the books.
public struct EnrolledPerson: Equatable, Sendable {
  public let id: Identifier<Person>
  public let name: String
  public let role: Role
}

extension ReadTransaction {
  /// Nil before the company was created.
  public func companyProfile() throws -> CompanyProfile? {
    try queryOne("SELECT company_id_public, siren, name FROM company_profile", []) {
      CompanyProfile(id: try $0.identifier(0), siren: $0.text(1), name: $0.text(2))
    }
  }

  public func people() throws -> [EnrolledPerson] {
    try list("SELECT person_id, name, role FROM person ORDER BY person_no") { row in
      guard let role = Role(rawValue: UInt8(truncatingIfNeeded: row.integer(2))) else {
        throw Fault(.database, "\(row.integer(2)) is no role")
      }
      return EnrolledPerson(id: try row.identifier(0), name: row.text(1), role: role)
    }
  }
}
