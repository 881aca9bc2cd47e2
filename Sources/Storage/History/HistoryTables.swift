/// When what the books hold was recorded, so that any report can be read as it was known at a moment. Derived, like the
/// sums: nothing of it is lost when it is built again.
///
/// A position is that of a change-set in the log; see ``LogTables/changeSet``.
public enum HistoryTables {
  /// Every change-set: when it was taken in, and the last entry that was written by then. Local numbers of entries grow
  /// with the log, so that the number alone tells what was recorded later. The moment never goes back: under a clock
  /// that was set back, it stays where it was until the clock has caught up.
  public static let moment = Table(
    "log_moment", columns: [.integer("position"), .integer("known_at"), .integer("last_entry_no")],
    primaryKey: ["position"], checks: ["last_entry_no >= 0"],
    indexes: [Table.Index(name: "log_moment_by_time", columns: ["known_at", "position"])], isClustered: true)

  /// The life of an import: nothing of it is known before its completion.
  public static let importMoment = Table(
    "import_moment",
    columns: [
      .integer("import_no"), .integer("accepted_position"), .integer("completed_position").optional,
      .integer("withdrawn_position").optional,
    ],
    primaryKey: ["import_no"], references: [.to(ImportTables.run, "import_no")])

  /// Every line that a matching ever held, from when and until when.
  public static let matchingMoment = Table(
    "matching_moment",
    columns: [
      .integer("entry_no"), .integer("line_no"), .integer("matching_no"), .integer("made_position"),
      .integer("removed_position").optional,
    ],
    primaryKey: ["entry_no", "line_no", "matching_no"], references: [.to(MatchingTables.matching, "matching_no")],
    indexes: [
      Table.Index(name: "matching_moment_by_matching", columns: ["matching_no"]),
      Table.Index(name: "matching_moment_by_making", columns: ["made_position"]),
      Table.Index(name: "matching_moment_by_removal", columns: ["removed_position"]),
    ], isClustered: true)

  /// The labels of journals, accounts and third parties, each from the change-set that gave it on.
  public static let masterLabel = Table(
    "master_label",
    columns: [.small("kind"), .integer("master_no"), .integer("position"), .text("label")],
    primaryKey: ["kind", "master_no", "position"], checks: ["kind BETWEEN 1 AND 3"],
    indexes: [Table.Index(name: "master_label_by_position", columns: ["position"])], isClustered: true)

  /// Each closing and reopening of a year, and whether the closing made opening entries in the next one.
  public static let closingMoment = Table(
    "closing_moment",
    columns: [.date("year_end"), .integer("position"), .small("is_closed"), .small("has_openings")],
    primaryKey: ["year_end", "position"], checks: ["is_closed IN (0, 1)", "has_openings IN (0, 1)"],
    isClustered: true)

  /// `balance`, parted by what recorded it: each import, and each block of entries validated here. What was known at a
  /// moment is then a sum of whole units and of less than one block of lines. See ``RecordingUnit``.
  public static let recordedBalance = Table(
    "recorded_balance",
    columns: [
      .integer("year_no"), .integer("account_no"), .integer("party_no"), .date("month"), .small("phase"),
      .integer("unit_no"), .integer("debit"), .integer("credit"), .integer("line_count"),
    ],
    primaryKey: ["year_no", "account_no", "party_no", "month", "phase", "unit_no"],
    references: [.to(LedgerTables.account, "account_no"), .to(CompanyTables.fiscalYear, "year_no")],
    checks: ["phase IN (0, 1)", "line_count > 0", "month BETWEEN 190001 AND 209912"], isClustered: true)
}

/// What the sums of `recorded_balance` are parted by: an import, under its number with the opposite sign, or the
/// entries validated here whose local numbers lie in the same block.
enum RecordingUnit {
  /// Entries of a block: few enough to be added up while a page waits.
  static let blockSize: Int64 = 4_096

  static func ofImport(_ number: Int64) -> Int64 { -number }
  static func block(of entry: Int64) -> Int64 { entry / blockSize }
}

/// Whose label a row of `master_label` holds.
enum LabelledMaster: Int64, CaseIterable {
  case journal = 1
  case account = 2
  case party = 3

  var table: String {
    switch self {
    case .journal: "journal"
    case .account: "account"
    case .party: "party"
    }
  }

  var key: String { table + "_no" }
}
