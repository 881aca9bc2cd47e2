/// What people have beside their name and role.
public enum PeopleTables {
  /// Until when they may come in, and whether they were removed.
  public static let limit = Table(
    "person_limit",
    columns: [.integer("person_no"), .date("until").optional, .small("is_removed")] + LogTables.origin,
    primaryKey: ["person_no"], references: [.to(CompanyTables.person, "person_no")], checks: ["is_removed IN (0, 1)"])

  /// Second factors, each sealed to the key pair of its person's password.
  public static let secondFactor = Table(
    "second_factor", columns: [.integer("person_no"), .blob("sealed")] + LogTables.origin,
    primaryKey: ["person_no"], references: [.to(CompanyTables.person, "person_no")])
}
