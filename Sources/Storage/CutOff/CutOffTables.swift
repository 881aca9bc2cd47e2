/// Charges and income put into the year they belong to, with the two drafts of each.
public enum CutOffTables {
  public static let cutOff = Table(
    "cut_off",
    columns: [
      .blob("cut_off_id"), .small("kind"), .date("year_end"), .text("label"), .text("account"), .small("party_nature"),
      .text("party_code"), .integer("amount"), .integer("vat"), .date("period_start").optional,
      .date("period_end").optional, .integer("share"), .blob("draft_id"), .blob("reversal_id"),
    ] + LogTables.origin,
    primaryKey: ["cut_off_id"],
    checks: [
      "length(cut_off_id) = 16", "kind BETWEEN 1 AND 4", "party_nature BETWEEN 0 AND 4", "length(draft_id) = 16",
      "length(reversal_id) = 16",
    ],
    indexes: [Table.Index(name: "cut_off_by_year", columns: ["year_end", "cut_off_id"])], isClustered: true)
}
