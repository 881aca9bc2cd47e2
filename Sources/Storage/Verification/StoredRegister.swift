import Model

extension ReadTransaction {
  /// Every asset that the tables hold, those taken out of the register included.
  public func storedAssets() throws -> [FixedAsset] {
    try list("SELECT \(AssetRow.columns) FROM asset") { try AssetRow.asset($0, from: 0) }
  }

  /// Every draft that was made of what the register proposed, with its assets in their order.
  public func storedAssetDrafts() throws -> [AssetEntryDrafted] {
    var parts: [Identifier<Draft>: [AssetEntryDrafted.Part]] = [:]
    try scan("SELECT draft_id, asset_id, charge, derogatory FROM asset_part ORDER BY draft_id, asset_id", []) { row in
      parts[try row.identifier(0), default: []].append(
        AssetEntryDrafted.Part(asset: try row.identifier(1), charge: row.money(2), derogatory: row.money(3)))
    }
    return try list("SELECT draft_id, purpose, year_end FROM asset_draft") { row in
      let draft: Identifier<Draft> = try row.identifier(0)
      guard let purpose = AssetEntryDrafted.Purpose(rawValue: UInt8(truncatingIfNeeded: row.integer(1))) else {
        throw Fault(.database, "\(row.integer(1)) is no purpose of a draft of assets")
      }
      return AssetEntryDrafted(
        draft: draft, purpose: purpose, yearEnd: try row.date(2), parts: parts[draft] ?? [])
    }
  }
}
