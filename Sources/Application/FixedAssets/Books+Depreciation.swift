import Model
import Storage

extension Books {
  /// What the register proposes to book for a year, and what of it is made.
  public func depreciationReport(yearEnd: CalendarDate) async throws -> DepreciationReport {
    try authorise(.readBooks)
    let accounts = open.liasse.yearEnd
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction).year
      let reader = try RegisterReader(transaction)
      let rows = try reader.rows(yearEnd: yearEnd)
      return DepreciationReport(
        year: year, rows: rows, lines: rows.lines(accounts, year), convention: reader.convention,
        mayChangeConvention: !reader.hasCharges)
    }
  }

  /// Makes one draft of the charges of a year, of its last day. Charges that a draft or an entry holds already are not
  /// made again; those whose draft was thrown away, or whose entry was taken back, are.
  ///
  /// - Parameter chosen: assets; nil for all that have a charge to make.
  @discardableResult
  public func draftDepreciation(
    yearEnd: CalendarDate, assets chosen: Set<Identifier<Asset>>? = nil
  ) async throws -> Identifier<Draft> {
    try authorise(.manageAssets)
    let accounts = open.liasse.yearEnd
    let recorder = DraftRecorder(person: personID, environment: open.environment)
    return try await open.current().writer.append(cutting: personID) { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction).year
      let reader = try RegisterReader(transaction)
      let rows = try reader.rows(yearEnd: yearEnd).filter {
        $0.record == nil && (chosen?.contains($0.asset.id) ?? true)
      }
      guard !rows.isEmpty else { throw AssetRefusal.nothingToDraft }
      var drafts = try ProposedDrafts(transaction, recorder, label: planLabel)
      // The first charges fix how days are counted.
      if reader.chosen == nil {
        drafts.note(.depreciationConventionChosen(DepreciationConventionChosen(convention: reader.convention)))
      }
      let draft = try drafts.add(
        rows.lines(accounts, year), on: year.end, voucher: "DOT \(year.name)",
        label: "Dotations aux amortissements \(year.name)")
      drafts.note(.assetEntryDrafted(rows.drafted(as: draft, yearEnd: yearEnd)))
      return (drafts.events, draft)
    }
  }

  /// How the company counts the days of a part of a year: once charges are made with it, it stays.
  public func chooseConvention(_ convention: DepreciationConvention) async throws {
    try authorise(.manageAssets)
    try await open.current().writer.append(by: personID) { transaction in
      let reader = try RegisterReader(transaction)
      guard reader.chosen != convention else { return [] }
      guard !reader.hasCharges else { throw AssetRefusal.conventionFixed }
      return [.depreciationConventionChosen(DepreciationConventionChosen(convention: convention))]
    }
  }
}

extension RegisterReader {
  /// Whether any charge is drafted or booked.
  var hasCharges: Bool { records.values.contains { !$0.recorded.isEmpty } }
}

extension [DepreciationReport.Row] {
  func drafted(as draft: Identifier<Draft>, yearEnd: CalendarDate) -> AssetEntryDrafted {
    AssetEntryDrafted(
      draft: draft, purpose: .depreciation, yearEnd: yearEnd,
      parts: map {
        AssetEntryDrafted.Part(
          asset: $0.asset.id, charge: $0.planned.charge, derogatory: $0.planned.derogatory)
      }.sorted { $0.asset < $1.asset })
  }
}
