import Model

extension ReadTransaction {
  /// The assets of the register, by account, then in the order they came.
  public func assets() throws -> [FixedAsset] {
    var found: [FixedAsset] = []
    try scan("SELECT \(AssetRow.columns) FROM asset WHERE is_removed = 0 ORDER BY account, asset_no", []) {
      found.append(try AssetRow.asset($0, from: 0))
    }
    return found
  }

  /// One of the register, or taken out of it; nil when there is none of that name.
  public func asset(_ id: Identifier<Asset>) throws -> FixedAsset? {
    try queryOne("SELECT \(AssetRow.columns) FROM asset WHERE asset_id = ?", [.blob(id.bytes)]) {
      try AssetRow.asset($0, from: 0)
    }
  }

  /// Nil when nobody chose.
  public func depreciationConvention() throws -> DepreciationConvention? {
    try integer("SELECT convention FROM depreciation_setting WHERE setting_no = 1").flatMap {
      DepreciationConvention(rawValue: UInt8(truncatingIfNeeded: $0))
    }
  }

  /// What was drafted for assets, and what became of it; of one asset, or of all.
  public func assetRecords(of asset: Identifier<Asset>? = nil) throws -> [AssetRecord] {
    var found: [AssetRecord] = []
    try scan(
      """
      SELECT p.asset_id, a.year_end, a.purpose, p.charge, p.derogatory, a.draft_id, \(DraftOutcomeRow.columns)
      FROM asset_part p JOIN asset_draft a ON a.draft_id = p.draft_id \(DraftOutcomeRow.join("a.draft_id"))
      \(asset == nil ? "" : "WHERE p.asset_id = ? ")ORDER BY a.year_end, a.draft_id, p.asset_id
      """, asset.map { [.blob($0.bytes)] } ?? []
    ) { row in
      guard let purpose = AssetEntryDrafted.Purpose(rawValue: UInt8(truncatingIfNeeded: row.integer(2))) else {
        throw Fault(.database, "\(row.integer(2)) is no purpose of a draft of assets")
      }
      found.append(
        AssetRecord(
          asset: try row.identifier(0), yearEnd: try row.date(1), purpose: purpose, charge: row.money(3),
          derogatory: row.money(4), draft: try row.identifier(5), outcome: try DraftOutcomeRow.outcome(row, from: 6)))
    }
    return found
  }

  /// Where the log made this draft for the disposal of an asset; nil for a draft of anything else.
  public func disposalOrigin(of draft: Identifier<Draft>) throws -> Origin? {
    try queryOne(
      """
      SELECT origin_device_no, origin_device_epoch, origin_seq FROM asset_draft WHERE draft_id = ? AND purpose = ?
      """, [.blob(draft.bytes), .number(AssetEntryDrafted.Purpose.disposal.rawValue)]
    ) { Origin(deviceNumber: $0.integer(0), deviceEpoch: $0.integer(1), sequence: $0.integer(2)) }
  }

  /// Debits of a year on accounts of class 2, but for 28 and 29 and what was brought forward, that the register does
  /// not hold whole; the oldest first. What a reversal took back is left out, and so is the reversal.
  public func unregisteredLines(year: Int64, limit: Int) throws -> [UnregisteredLine] {
    try list(
      """
      SELECT e.entry_id, v.line_no, v.entry_date, j.code, e.number,
        COALESCE(x.label, e.label), a.number, a.label,
        v.debit - v.credit, COALESCE(s.cost, 0)
      FROM line_by_account v JOIN account a ON a.account_no = v.account_no JOIN entry e ON e.entry_no = v.entry_no
        JOIN journal j ON j.journal_no = e.journal_no
        LEFT JOIN entry_line_extra x ON x.entry_no = v.entry_no AND x.line_no = v.line_no
        LEFT JOIN (
          SELECT source_id, source_line, CAST(SUM(cost) AS BIGINT) AS cost FROM asset
          WHERE is_removed = 0 AND source_id IS NOT NULL GROUP BY source_id, source_line
        ) s ON s.source_id = e.entry_id AND s.source_line = v.line_no - 1
        LEFT JOIN entry_reversal taking ON taking.entry_no = e.entry_no
        LEFT JOIN entry_reversal taken ON taken.reversed_id = e.entry_id
      WHERE v.year_no = ? AND v.phase = 0 AND v.debit > v.credit + COALESCE(s.cost, 0)
        AND v.account_no IN (SELECT account_no FROM account WHERE number >= '20' AND number < '28')
        AND taking.entry_no IS NULL AND taken.entry_no IS NULL
      ORDER BY v.entry_date, v.entry_no, v.line_no LIMIT ?
      """, [.integer(year), .number(limit)], UnregisteredLine.init)
  }

  /// One line of an entry, as the register would take it; nil when no account of class 2 is debited there.
  public func unregisteredLine(_ reference: LineReference) throws -> UnregisteredLine? {
    try queryOne(
      """
      SELECT e.entry_id, l.line_no, e.entry_date, j.code, e.number,
        COALESCE(x.label, e.label), a.number, a.label,
        l.debit - l.credit, (
          SELECT CAST(COALESCE(SUM(cost), 0) AS BIGINT) FROM asset
          WHERE is_removed = 0 AND source_id = ? AND source_line = ?)
      FROM entry e JOIN entry_line l ON l.entry_no = e.entry_no JOIN account a ON a.account_no = l.account_no
        JOIN journal j ON j.journal_no = e.journal_no
        LEFT JOIN entry_line_extra x ON x.entry_no = l.entry_no AND x.line_no = l.line_no
      WHERE e.entry_id = ? AND l.line_no = ? AND l.debit > l.credit AND a.number >= '20' AND a.number < '28'
        AND \(Self.visible)
      """,
      [
        .blob(reference.entry.bytes), .number(reference.line), .blob(reference.entry.bytes),
        .integer(Int64(reference.line) + 1),
      ], UnregisteredLine.init)
  }
}

extension UnregisteredLine {
  fileprivate init(_ row: any Row) throws {
    self.init(
      reference: LineReference(entry: try row.identifier(0), line: UInt32(truncatingIfNeeded: row.integer(1) - 1)),
      date: try row.date(2), journal: row.text(3), number: row.text(4), label: row.text(5), account: row.text(6),
      accountLabel: row.text(7), amount: row.money(8), registered: row.money(9))
  }
}

/// What became of a draft, in a query about what it was made for.
enum DraftOutcomeRow {
  static let columns = "d.state, d.entry_id, taken.entry_no"

  /// - Parameter draft: the column that names it.
  static func join(_ draft: String) -> String {
    """
    LEFT JOIN draft d ON d.draft_id = \(draft) LEFT JOIN entry_reversal taken ON taken.reversed_id = d.entry_id
    """
  }

  static func outcome(_ row: any Row, from first: Int) throws -> DraftOutcome {
    guard !row.isNull(first), row.integer(first) != DraftState.discarded.rawValue else { return .discarded }
    guard !row.isNull(first + 1) else { return .draft }
    return row.isNull(first + 2) ? .posted(try row.identifier(first + 1)) : .reversed(try row.identifier(first + 1))
  }
}
