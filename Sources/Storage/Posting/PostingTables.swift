/// What entries that were validated here have beside those of a file.
public enum PostingTables {
  /// When a line is to be paid (échéance).
  public static let due = Table(
    "entry_line_due", columns: [.integer("entry_no"), .integer("line_no"), .date("due_date")],
    primaryKey: ["entry_no", "line_no"],
    references: [
      Table.Reference(columns: ["entry_no", "line_no"], table: "entry_line", target: ["entry_no", "line_no"])
    ],
    isClustered: true, isBulk: true)

  /// Which entry takes which one back, and why.
  public static let reversal = Table(
    "entry_reversal",
    columns: [.integer("entry_no"), .blob("reversed_id"), .text("reason")] + LogTables.origin,
    primaryKey: ["entry_no"], uniques: [["reversed_id"]], references: [.to(LedgerTables.entry, "entry_no")],
    checks: ["length(reversed_id) = 16"], isBulk: true)

  /// Where each series of legal numbers stands, and which device gives them.
  public static let series = Table(
    "entry_series",
    columns: [
      .text("journal_code"), .date("year_end"), .blob("owner_device_id"), .integer("generation"),
      .integer("next_number"), .date("last_validation").optional,
    ] + LogTables.origin,
    primaryKey: ["journal_code", "year_end"], checks: ["length(owner_device_id) = 16", "next_number > 0"],
    isClustered: true)

  /// Months that are, or were, closed to entries. The people it does not hold are 16 bytes each.
  public static let periodLock = Table(
    "period_lock",
    columns: [.date("month"), .small("is_locked"), .blob("exempt"), .integer("generation"), .text("reason")]
      + LogTables.origin,
    primaryKey: ["month"], checks: ["is_locked IN (0, 1)", "month BETWEEN 190001 AND 209912"], isClustered: true)
}
