import Model
import Storage

extension Books {
  /// An asset leaves: its charge to the day, its exit, and its price where it is sold, as drafts, in one act.
  ///
  /// - Parameter claim: the account that the price is due on, or was paid to; nil for 462.
  /// - Returns: the drafts.
  @discardableResult
  public func dispose(
    _ id: Identifier<Asset>, _ disposal: Disposal, claim: String? = nil
  ) async throws -> [Identifier<Draft>] {
    try authorise(.manageAssets)
    if let claim, !AccountNumber.isPlausible(claim) { throw AssetRefusal.claimAccountWrong(claim) }
    guard disposal.vat.minor >= 0, disposal.price.map({ $0.minor > 0 }) ?? disposal.vat.isZero else {
      throw AssetRefusal.priceWrong
    }
    let accounts = open.liasse.yearEnd
    let recorder = DraftRecorder(person: personID, environment: open.environment)
    return try await open.current().writer.append(cutting: personID) { transaction in
      var asset = try Self.asset(id, transaction)
      guard asset.disposal == nil else { throw AssetRefusal.alreadyDisposed }
      let reader = try RegisterReader(transaction, asset: id)
      guard let year = reader.years.first(where: { $0.contains(disposal.date) }) else {
        throw AssetRefusal.noYear(disposal.date)
      }
      asset.disposal = disposal
      guard asset.problems.isEmpty else { throw AssetNotTaken(problems: asset.problems) }
      let charge = try reader.lastCharge(of: asset, in: year)
      var change = AssetChanged(id: id)
      change.disposal = .disposed(disposal)
      var drafts = try ProposedDrafts(transaction, recorder, label: planLabel)
      drafts.note(.assetChanged(change))
      let made = try drafts.addDisposal(
        asset, disposal, charge, AssetEntries(accounts, yearOpened: year.start), year: year, claim: claim)
      return (drafts.events, made)
    }
  }

  /// The asset stays after all: the drafts of its disposal are thrown away, in the same act.
  ///
  /// - Throws: ``AssetRefusal/disposalPosted`` while an entry of it is validated.
  public func undoDisposal(_ id: Identifier<Asset>) async throws {
    try authorise(.manageAssets)
    let recorder = DraftRecorder(person: personID, environment: open.environment)
    _ = try await open.current().writer.append(cutting: personID) { transaction in
      let asset = try Self.asset(id, transaction)
      guard let disposal = asset.disposal else { throw AssetRefusal.notDisposed }
      let reader = try RegisterReader(transaction, asset: id)
      let year = reader.years.first { $0.contains(disposal.date) }
      let own = (reader.records[id] ?? []).filter { record in
        record.outcome.counts && (record.purpose == .disposal || record.yearEnd == year?.end)
      }
      guard own.allSatisfy({ $0.outcome == .draft }) else { throw AssetRefusal.disposalPosted }
      var change = AssetChanged(id: id)
      change.disposal = OptionalDisposal.none
      let discarded = try Set(own.map(\.draft)).sorted().map { draft in
        recorder.change(draft, seen: try Self.openDraft(draft, transaction).heads, .discarded)
      }
      return (recorder.act(.discarded, discarded) + [.assetChanged(change)], ())
    }
  }
}

extension RegisterReader {
  /// The charge of an asset to the day it leaves, nil where it has none any more, and all of its depreciation.
  fileprivate func lastCharge(
    of asset: FixedAsset, in year: FiscalYear
  ) throws -> (row: DepreciationPlan.Row?, accumulated: Money) {
    let own = records[asset.id] ?? []
    if own.recorded[year.end] != nil { throw AssetRefusal.yearCharged(year) }
    let plan = plan(asset)
    let missing = plan.rows.filter { row in
      row.year.end < year.start && own.recorded[row.year.end] == nil
        && (!row.charge.isZero || !row.derogatory.isZero)
    }
    guard missing.isEmpty else { throw AssetRefusal.earlierYearsMissing(missing.map(\.year)) }
    return (plan.row(yearEnd: year.end), plan.rows.last?.accumulated ?? asset.prior.amount)
  }
}

extension ProposedDrafts {
  /// - Parameter charge: to the day of the disposal.
  fileprivate mutating func addDisposal(
    _ asset: FixedAsset, _ disposal: Disposal, _ charge: (row: DepreciationPlan.Row?, accumulated: Money),
    _ entries: AssetEntries,
    year: FiscalYear, claim: String?
  ) throws -> [Identifier<Draft>] {
    var made: [Identifier<Draft>] = []
    func part(_ charge: Money = .zero, _ derogatory: Money = .zero) -> [AssetEntryDrafted.Part] {
      [AssetEntryDrafted.Part(asset: asset.id, charge: charge, derogatory: derogatory)]
    }
    let voucher = "CESSION \(disposal.date.compact)"
    if let row = charge.row, !row.charge.isZero || !row.derogatory.isZero {
      let lines = entries.charges([(asset, row.charge)]) + entries.derogatory([row.derogatory])
      let draft = try add(
        lines, on: disposal.date, voucher: voucher, label: "Dotation jusqu’à la sortie : \(asset.label)")
      note(
        .assetEntryDrafted(
          AssetEntryDrafted(
            draft: draft, purpose: .depreciation, yearEnd: year.end, parts: part(row.charge, row.derogatory))))
      made.append(draft)
    }
    for (lines, words) in [
      (entries.exit(asset, accumulated: charge.accumulated), "Sortie : \(asset.label)"),
      (entries.sale(disposal, claim: claim), "Cession : \(asset.label)"),
    ] where !lines.isEmpty {
      let draft = try add(lines, on: disposal.date, voucher: voucher, label: words)
      note(
        .assetEntryDrafted(
          AssetEntryDrafted(draft: draft, purpose: .disposal, yearEnd: year.end, parts: part())))
      made.append(draft)
    }
    return made
  }
}
