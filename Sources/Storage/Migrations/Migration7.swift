/// Documents beside drafts and entries, and who waits for one.
enum Migration7 {
  static let migration = Migration(
    7, "documents",
    tables: [
      DocumentTables.attachment, DocumentTables.end, DocumentTables.waiver, DocumentTables.missing,
      DocumentTables.missingMonth,
    ])
}
