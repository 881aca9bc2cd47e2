/// Models of entries, recurring entries, and what became of these.
public enum GuideTables {
  public static let guide = Table(
    "guide",
    columns: [
      .blob("guide_id"), .text("code"), .text("name"), .text("journal"), .text("label"), .small("is_active"),
    ] + LogTables.origin,
    primaryKey: ["guide_id"], checks: ["length(guide_id) = 16", "is_active IN (0, 1)"])

  /// The lines of a guide, or of a recurring entry, under the identifier of either.
  public static let line = Table(
    "guide_line",
    columns: [
      .blob("owner_id"), .integer("line_no"), .text("account"), .small("asks_party"), .small("party_nature"),
      .text("party_code"), .text("label"), .small("side"), .text("formula"),
    ],
    primaryKey: ["owner_id", "line_no"],
    checks: ["length(owner_id) = 16", "asks_party IN (0, 1)", "party_nature BETWEEN 0 AND 4", "side IN (0, 1)"],
    isClustered: true)
}
