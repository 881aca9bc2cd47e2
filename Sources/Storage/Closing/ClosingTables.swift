/// Closed years. Totals may exceed 64 bits: they are kept as the decimal count of cents.
public enum ClosingTables {
  /// Where the closing of each year stands; a year that was never closed has no row.
  public static let closing = Table(
    "year_closing",
    columns: [
      .date("year_end"), .date("year_start"), .small("is_closed"), .integer("generation"), .text("reason"),
      .text("result"), .text("result_account"), .text("perpetual_debit"), .text("perpetual_credit"),
      .text("accepted"), .integer("closed_device_no"), .integer("closed_device_epoch"), .integer("closed_seq"),
    ] + LogTables.origin,
    primaryKey: ["year_end"], checks: ["is_closed IN (0, 1)", "generation > 0"], isClustered: true)

  /// What the last closing of a year said of each month.
  public static let month = Table(
    "closing_month",
    columns: [
      .date("year_end"), .date("month"), .integer("entry_count"), .integer("line_count"), .text("debit"),
      .text("credit"),
    ],
    primaryKey: ["year_end", "month"], checks: ["month BETWEEN 190001 AND 209912"], isClustered: true)

  /// The files that closings sealed, those of a closing that was undone included.
  public static let document = Table(
    "closing_document",
    columns: [
      .blob("document_id"), .date("year_end"), .integer("generation"), .small("kind"), .text("file_name"),
      .blob("file_hash"), .integer("byte_count"),
    ],
    primaryKey: ["document_id"], checks: ["length(document_id) = 16", "length(file_hash) = 32"])

  /// The opening entries that the last closing of a year made in the next one.
  public static let opening = Table(
    "closing_opening", columns: [.date("year_end"), .integer("place"), .blob("entry_id")],
    primaryKey: ["year_end", "place"], checks: ["length(entry_id) = 16"], isClustered: true)
}
