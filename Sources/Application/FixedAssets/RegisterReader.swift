import Model
import Storage

/// Reads the register once for any number of assets, within one transaction.
struct RegisterReader {
  let transaction: any ReadTransaction
  let years: [FiscalYear]
  let chosen: DepreciationConvention?
  let records: [Identifier<Asset>: [AssetRecord]]

  /// - Parameter asset: the only one that is asked about; nil for all.
  init(_ transaction: any ReadTransaction, asset: Identifier<Asset>? = nil) throws {
    self.transaction = transaction
    years = try transaction.bookYears().map(\.year)
    chosen = try transaction.depreciationConvention()
    records = Dictionary(grouping: try transaction.assetRecords(of: asset), by: \.asset)
  }

  var convention: DepreciationConvention { chosen ?? .days360 }

  func plan(_ asset: FixedAsset) -> DepreciationPlan {
    DepreciationPlan(
      asset, years: years, convention: convention, recorded: (records[asset.id] ?? []).recorded)
  }

  /// What stands on 28x for it at the end of a year, drafts included.
  func accumulated(_ asset: FixedAsset, through end: CalendarDate) -> Money {
    let prior = asset.prior.through.map { $0 <= end ? asset.prior.amount : .zero } ?? .zero
    return (records[asset.id] ?? []).recorded.filter { $0.key <= end }.values.reduce(prior) { $0 + $1.charge }
  }

  func sheet(_ asset: FixedAsset) -> AssetSheet {
    AssetSheet(
      asset: asset, plan: plan(asset), records: records[asset.id] ?? [], convention: convention, years: years)
  }

  /// What is to be charged in a year, or was.
  func rows(yearEnd: CalendarDate) throws -> [DepreciationReport.Row] {
    try transaction.assets().compactMap { asset in
      guard let planned = plan(asset).row(yearEnd: yearEnd) else { return nil }
      let own = records[asset.id] ?? []
      let record = sheet(asset).record(yearEnd: yearEnd)
      guard record != nil || !planned.charge.isZero || !planned.derogatory.isZero else { return nil }
      return DepreciationReport.Row(
        asset: asset, planned: planned, record: record, isDoubled: own.doubled.contains { $0.yearEnd == yearEnd })
    }
  }
}

extension [DepreciationReport.Row] {
  /// The entry of these charges, by account.
  func lines(_ accounts: YearEndAccounts, _ year: FiscalYear) -> [ProposedLine] {
    let entries = AssetEntries(accounts, yearOpened: year.start)
    return entries.charges(map { ($0.asset, $0.planned.charge) })
      + entries.derogatory(map(\.planned.derogatory))
  }
}
