/// The register of assets, and what drafts were made of what it proposes.
public enum RegisterTables {
  /// One row per asset, those taken out of the register included.
  public static let asset = Table(
    "asset",
    columns: [
      .integer("asset_no"), .blob("asset_id"), .text("label"), .text("composite"), .text("account"),
      .text("depreciation_account"), .text("expense_account"), .integer("cost"), .integer("residual"),
      .date("acquired").optional, .date("in_service").optional, .integer("months"), .small("method"),
      .date("prior_through").optional, .integer("prior_amount"), .integer("prior_derogatory"),
      .date("disposed").optional, .integer("price").optional, .integer("disposal_vat"), .blob("source_id").optional,
      .integer("source_line").optional, .small("is_removed"),
    ] + LogTables.origin,
    primaryKey: ["asset_no"], uniques: [["asset_id"]],
    checks: ["length(asset_id) = 16", "method BETWEEN 1 AND 3", "is_removed IN (0, 1)"],
    indexes: [
      Table.Index(name: "asset_by_account", columns: ["account", "asset_no"]),
      Table.Index(name: "asset_by_source", columns: ["source_id"]),
    ])

  /// Drafts made of the register's proposals; what became of each stands in `draft`.
  public static let draft = Table(
    "asset_draft",
    columns: [.blob("draft_id"), .small("purpose"), .date("year_end")] + LogTables.origin,
    primaryKey: ["draft_id"], checks: ["length(draft_id) = 16", "purpose IN (1, 2)"], isClustered: true)

  /// The assets that such a draft holds.
  public static let part = Table(
    "asset_part",
    columns: [.blob("draft_id"), .blob("asset_id"), .integer("charge"), .integer("derogatory")],
    primaryKey: ["draft_id", "asset_id"], references: [.to(draft, "draft_id")], checks: ["length(asset_id) = 16"],
    indexes: [Table.Index(name: "asset_part_by_asset", columns: ["asset_id"])], isClustered: true)

  /// How the company counts days: one row, once somebody chose.
  public static let setting = Table(
    "depreciation_setting", columns: [.integer("setting_no"), .small("convention")] + LogTables.origin,
    primaryKey: ["setting_no"], checks: ["setting_no = 1", "convention IN (1, 2)"], isClustered: true)
}
