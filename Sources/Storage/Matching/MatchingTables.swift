/// Lines that settle one another (lettrage), beside what a file said of its own lines.
public enum MatchingTables {
  /// Every matching that was ever made: those removed, and those that came too late for a line, are kept.
  public static let matching = Table(
    "matching",
    columns: [
      .integer("matching_no"), .blob("matching_id"), .integer("account_no"), .integer("party_no"), .text("code"),
      .date("matching_date"), .small("state"), .text("removal_reason"),
    ] + LogTables.origin,
    primaryKey: ["matching_no"], uniques: [["matching_id"]],
    references: [.to(LedgerTables.account, "account_no")],
    checks: ["length(matching_id) = 16", "state BETWEEN 1 AND 3"],
    indexes: [Table.Index(name: "matching_by_place", columns: ["account_no", "party_no"])])

  /// The lines of matchings that hold: none belongs to two.
  public static let line = Table(
    "matching_line",
    columns: [.integer("entry_no"), .integer("line_no"), .integer("matching_no")],
    primaryKey: ["entry_no", "line_no"], references: [.to(matching, "matching_no")],
    indexes: [Table.Index(name: "matching_line_by_matching", columns: ["matching_no"])], isClustered: true)

  /// Which entry took the difference of a matching.
  public static let writeOff = Table(
    "matching_write_off", columns: [.blob("matching_id"), .blob("entry_id")] + LogTables.origin,
    primaryKey: ["matching_id"], checks: ["length(matching_id) = 16", "length(entry_id) = 16"], isClustered: true)

  /// Up to which difference one may: a row, once somebody said so.
  public static let tolerance = Table(
    "matching_tolerance", columns: [.integer("tolerance_no"), .integer("amount")] + LogTables.origin,
    primaryKey: ["tolerance_no"], checks: ["tolerance_no = 1", "amount >= 0"])
}

public enum MatchingState: Int64, Sendable {
  case effective = 1
  case removed = 2
  /// Another matching had one of its lines.
  case overtaken = 3
}
