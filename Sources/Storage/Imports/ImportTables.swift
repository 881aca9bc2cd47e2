/// The files taken in, and how far.
public enum ImportTables {
  public static let run = Table(
    "import_run",
    columns: [
      .integer("import_no"), .blob("import_id"), .text("file_name"), .blob("file_hash"), .integer("year_no"),
      .small("numbering"), .integer("entry_count"), .integer("line_count"), .small("consents_unbalanced"),
      .small("state"), .integer("entries_done"), .integer("lines_done"), .integer("first_entry_no"),
      .integer("last_entry_no"), .text("withdrawal_reason"),
    ] + LogTables.origin,
    primaryKey: ["import_no"], uniques: [["import_id"]],
    references: [.to(CompanyTables.fiscalYear, "year_no")],
    checks: [
      "length(import_id) = 16", "length(file_hash) = 32", "state BETWEEN 1 AND 3", "numbering BETWEEN 1 AND 3",
      "consents_unbalanced IN (0, 1)", "entries_done >= 0", "lines_done >= 0",
    ])

  /// What each journal of the file must add up to.
  public static let journalSum = Table(
    "import_journal_sum",
    columns: [
      .integer("import_no"), .integer("rank"), .text("journal_code"), .text("journal_label"),
      .integer("entry_count"), .integer("line_count"), .text("debit"), .text("credit"),
    ],
    primaryKey: ["import_no", "rank"], references: [.to(run, "import_no")], isClustered: true)
}

/// How far an import is. Only what belongs to a completed one is ever shown.
public enum ImportState: Int64, Sendable {
  case rolling = 1
  case completed = 2
  case withdrawn = 3
}
