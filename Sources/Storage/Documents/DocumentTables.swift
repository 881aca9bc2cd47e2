/// Documents beside drafts and entries, and the entries that wait for one. The documents themselves are files: see
/// ``SealedDocuments``.
public enum DocumentTables {
  /// Every document that was ever attached. `entry_id` is the entry it was attached to, or the one its draft became.
  public static let attachment = Table(
    "attachment",
    columns: [
      .integer("attachment_no"), .blob("attachment_id"), .blob("draft_id").optional, .blob("entry_id").optional,
      .blob("document_hash"), .small("kind"), .integer("size"), .text("file_name"),
    ] + LogTables.origin,
    primaryKey: ["attachment_no"], uniques: [["attachment_id"]],
    checks: [
      "length(attachment_id) = 16", "length(document_hash) = 32", "kind BETWEEN 1 AND 6", "size > 0",
      "draft_id IS NOT NULL OR entry_id IS NOT NULL",
    ],
    indexes: [
      Table.Index(name: "attachment_by_draft", columns: ["draft_id"]),
      Table.Index(name: "attachment_by_entry", columns: ["entry_id"]),
      Table.Index(name: "attachment_by_document", columns: ["document_hash"]),
    ])

  /// Those that stand no more: 1 taken away from a draft, 2 superseded.
  public static let end = Table(
    "attachment_end",
    columns: [.integer("attachment_no"), .small("kind"), .blob("by_id").optional, .text("reason")] + LogTables.origin,
    primaryKey: ["attachment_no"], references: [.to(attachment, "attachment_no")],
    checks: ["kind IN (1, 2)", "kind = 2 OR by_id IS NULL"])

  /// Drafts and entries that no document is looked for.
  public static let waiver = Table(
    "document_waiver",
    columns: [
      .integer("waiver_no"), .blob("waiver_id"), .blob("draft_id").optional, .blob("entry_id").optional,
      .text("reason"), .small("is_ended"),
    ] + LogTables.origin,
    primaryKey: ["waiver_no"], uniques: [["waiver_id"]],
    checks: [
      "length(waiver_id) = 16", "is_ended IN (0, 1)", "draft_id IS NOT NULL OR entry_id IS NOT NULL",
    ],
    indexes: [
      Table.Index(name: "document_waiver_by_draft", columns: ["draft_id"]),
      Table.Index(name: "document_waiver_by_entry", columns: ["entry_id"]),
    ])

  /// The visible entries that need a document and have none, in the order of their journal. See ``MissingDocuments``.
  public static let missing = Table(
    "missing_document",
    columns: [
      .integer("year_no"), .integer("journal_no"), .date("entry_date"), .integer("entry_no"), .integer("import_no"),
    ],
    primaryKey: ["year_no", "journal_no", "entry_date", "entry_no"], isClustered: true)

  /// How many there are.
  public static let missingMonth = Table(
    "missing_document_month",
    columns: [.integer("year_no"), .integer("journal_no"), .date("month"), .integer("entry_count")],
    primaryKey: ["year_no", "journal_no", "month"], checks: ["month BETWEEN 190001 AND 209912"], isClustered: true)
}
