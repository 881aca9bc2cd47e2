/// Draft entries: as they stand, and the changes that made them so.
public enum DraftTables {
  /// One row per draft, those thrown away and those that became entries included.
  public static let draft = Table(
    "draft",
    columns: [
      .integer("draft_no"), .blob("draft_id"), .small("state"), .text("journal"), .date("entry_date").optional,
      .text("voucher_reference"), .date("voucher_date").optional, .text("label"), .integer("line_count"),
      .integer("debit"), .integer("credit"), .integer("clash_count"), .blob("entry_id").optional,
      .small("changed_later"),
    ] + LogTables.origin,
    primaryKey: ["draft_no"], uniques: [["draft_id"]],
    checks: [
      "length(draft_id) = 16", "state BETWEEN 1 AND 3", "changed_later IN (0, 1)",
      "(entry_id IS NULL) = (state <> 3)",
    ])

  /// Of drafts that are open: accounts and third parties by name, since they may not be there yet.
  public static let line = Table(
    "draft_line",
    columns: [
      .integer("draft_no"), .integer("line_no"), .blob("line_id"), .text("account"), .small("party_nature"),
      .text("party_code"), .integer("debit"), .integer("credit"), .text("label"), .date("due_date").optional,
    ],
    primaryKey: ["draft_no", "line_no"], references: [.to(draft, "draft_no")],
    checks: ["length(line_id) = 16", "party_nature BETWEEN 0 AND 4"], isClustered: true)

  /// The changes of a draft, until it is an entry.
  public static let revision = Table(
    "draft_revision",
    columns: [.integer("draft_no"), .integer("revision_no"), .blob("revision_id"), .small("kind"), .blob("bases")]
      + LogTables.origin,
    primaryKey: ["draft_no", "revision_no"], references: [.to(draft, "draft_no")],
    checks: ["length(revision_id) = 16", "kind IN (1, 2)", "length(bases) % 16 = 0"], isClustered: true)

  /// The fields that a change sets; see ``DraftWrite``.
  public static let write = Table(
    "draft_write",
    columns: [
      .integer("draft_no"), .integer("revision_no"), .integer("write_no"), .small("field"), .blob("line_id").optional,
      .text("text_value"), .integer("number_value"), .integer("second_value"),
    ],
    primaryKey: ["draft_no", "revision_no", "write_no"], references: [.to(draft, "draft_no")],
    checks: ["field BETWEEN 1 AND 12"], isClustered: true)
}

public enum DraftState: Int64, Sendable {
  case open = 1
  case discarded = 2
  case posted = 3
}
