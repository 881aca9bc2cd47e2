import Model

/// Projects the register of assets, in the order of the log.
enum AssetProjection {
  static func changed(_ event: AssetChanged, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let known = try writer.queryOne(
      "SELECT asset_no, \(AssetRow.columns) FROM asset WHERE asset_id = ?", [.blob(event.id.bytes)]
    ) { (number: $0.integer(0), asset: try AssetRow.asset($0, from: 1)) }
    var asset = known?.asset ?? FixedAsset(id: event.id)
    asset.apply(event)
    let number = try known?.number ?? 1 + (writer.integer("SELECT MAX(asset_no) FROM asset") ?? 0)
    let table = RegisterTables.asset
    let upsert = Upsert(into: table, .replace(Array(table.columnNames.dropFirst(2))))
    try writer.upsertMany(upsert) { row in
      row.set(0, number)
      AssetRow.set(asset, row, from: 1)
      row.set(22, origin.deviceNumber)
      row.set(23, origin.deviceEpoch)
      row.set(24, origin.sequence)
      try row.insert()
    }
  }

  static func drafted(_ event: AssetEntryDrafted, _ origin: Origin, _ writer: any WriteTransaction) throws {
    try writer.execute(
      """
      INSERT INTO asset_draft (draft_id, purpose, year_end, origin_device_no, origin_device_epoch, origin_seq)
      VALUES (?, ?, ?, ?, ?, ?)
      """, [.blob(event.draft.bytes), .number(event.purpose.rawValue), .number(event.yearEnd.number)] + origin.values)
    try writer.insertMany(into: RegisterTables.part, columns: RegisterTables.part.columnNames) { row in
      for part in event.parts {
        row.set(0, high: event.draft.high, low: event.draft.low)
        row.set(1, high: part.asset.high, low: part.asset.low)
        row.set(2, part.charge.minor)
        row.set(3, part.derogatory.minor)
        try row.insert()
      }
    }
  }

  static func chosen(
    _ event: DepreciationConventionChosen, _ origin: Origin, _ writer: any WriteTransaction
  ) throws {
    let table = RegisterTables.setting
    let upsert = Upsert(into: table, .replace(Array(table.columnNames.dropFirst())))
    try writer.upsertMany(upsert) { row in
      row.set(0, 1)
      row.set(1, event.convention.rawValue)
      row.set(2, origin.deviceNumber)
      row.set(3, origin.deviceEpoch)
      row.set(4, origin.sequence)
      try row.insert()
    }
  }
}

/// An asset as a row of `asset`.
enum AssetRow {
  static let columns = """
    asset_id, label, composite, account, depreciation_account, expense_account, cost, residual, acquired, in_service,
    months, method, prior_through, prior_amount, prior_derogatory, disposed, price, disposal_vat, source_id,
    source_line, is_removed
    """

  static func set(_ asset: FixedAsset, _ row: any RowInserter, from first: Int) {
    func set(_ place: Int, _ date: CalendarDate?) { if let date { row.set(first + place, date.number) } }
    row.set(first, high: asset.id.high, low: asset.id.low)
    row.set(first + 1, asset.label)
    row.set(first + 2, asset.composite)
    row.set(first + 3, asset.account)
    row.set(first + 4, asset.depreciationAccount)
    row.set(first + 5, asset.expenseAccount)
    row.set(first + 6, asset.cost.minor)
    row.set(first + 7, asset.residual.minor)
    set(8, asset.acquired)
    set(9, asset.inService)
    row.set(first + 10, asset.months)
    row.set(first + 11, asset.method.rawValue)
    set(12, asset.prior.through)
    row.set(first + 13, asset.prior.amount.minor)
    row.set(first + 14, asset.prior.derogatory.minor)
    set(15, asset.disposal?.date)
    if let price = asset.disposal?.price { row.set(first + 16, price.minor) }
    row.set(first + 17, asset.disposal?.vat.minor ?? 0)
    if let source = asset.source {
      row.set(first + 18, high: source.entry.high, low: source.entry.low)
      row.set(first + 19, source.line)
    }
    row.set(first + 20, asset.isRemoved ? 1 : 0)
  }

  static func asset(_ row: any Row, from first: Int) throws -> FixedAsset {
    guard let method = DepreciationMethod(rawValue: UInt8(truncatingIfNeeded: row.integer(first + 11))) else {
      throw Fault(.database, "\(row.integer(first + 11)) is no method of depreciation")
    }
    let disposal = try row.optionalDate(first + 15).map { date in
      Disposal(
        date: date, price: row.isNull(first + 16) ? nil : row.money(first + 16), vat: row.money(first + 17))
    }
    let source =
      row.isNull(first + 18)
      ? nil
      : LineReference(
        entry: try row.identifier(first + 18), line: UInt32(truncatingIfNeeded: row.integer(first + 19)))
    return FixedAsset(
      id: try row.identifier(first), label: row.text(first + 1), composite: row.text(first + 2),
      account: row.text(first + 3), depreciationAccount: row.text(first + 4), expenseAccount: row.text(first + 5),
      cost: row.money(first + 6), residual: row.money(first + 7), acquired: try row.optionalDate(first + 8),
      inService: try row.optionalDate(first + 9), months: UInt32(truncatingIfNeeded: row.integer(first + 10)),
      method: method,
      prior: PriorDepreciation(
        through: try row.optionalDate(first + 12), amount: row.money(first + 13), derogatory: row.money(first + 14)),
      disposal: disposal, source: source, isRemoved: row.integer(first + 20) == 1)
  }
}
