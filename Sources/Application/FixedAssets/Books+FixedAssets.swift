import Model
import Storage

extension Books {
  /// The register at the end of a year.
  public func assetRegister(yearEnd: CalendarDate) async throws -> AssetRegister {
    try authorise(.readBooks)
    let accounts = open.liasse.yearEnd
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let reader = try RegisterReader(transaction)
      let cards = try transaction.assets().compactMap { asset -> AssetCard? in
        guard let acquired = asset.acquired, acquired <= yearEnd else { return nil }
        if let disposal = asset.disposal, disposal.date < year.year.start { return nil }
        return AssetCard(
          asset: asset, rubric: accounts.rubric(of: asset.account),
          accumulated: reader.accumulated(asset, through: yearEnd))
      }
      return AssetRegister(
        year: year.year, cards: cards,
        unregistered: try transaction.unregisteredLines(year: year.number, limit: 1_000).count,
        rubrics: accounts.rubrics)
    }
  }

  /// - Throws: ``AssetRefusal/unknown``.
  public func assetSheet(_ id: Identifier<Asset>) async throws -> AssetSheet {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let asset = try Self.asset(id, transaction)
      return try RegisterReader(transaction, asset: id).sheet(asset)
    }
  }

  /// The lines of a year that could be made assets, the oldest first.
  public func unregisteredLines(yearEnd: CalendarDate, limit: Int = 500) async throws -> [UnregisteredLine] {
    try authorise(.readBooks)
    return try await store.read { transaction in
      try transaction.unregisteredLines(
        year: bookYear(endingOn: yearEnd, in: transaction).number, limit: limit)
    }
  }

  /// An asset as it is proposed from a line of an entry: what is left of its amount, its day, and what goes with its
  /// account.
  public func proposedAsset(from reference: LineReference) async throws -> FixedAsset {
    try authorise(.manageAssets)
    let line = try await store.read { try $0.unregisteredLine(reference) }
    guard let line else { throw AssetRefusal.unknownLine }
    guard line.left.minor > 0 else { throw AssetRefusal.lineTaken }
    var asset = try proposedAsset(account: line.account)
    // The account that the books depreciate it by already, where they have one: 281540 for 215400.
    let own = String(("28" + line.account.dropFirst()).prefix(line.account.count))
    if asset.method != .none, try await store.read({ try $0.account(own) }) != nil { asset.depreciationAccount = own }
    (asset.label, asset.cost, asset.source) = (line.label, line.left, reference)
    (asset.acquired, asset.inService) = (line.date, asset.method == .none ? nil : line.date)
    return asset
  }

  /// What the forms of assets and of cut-offs need to know.
  public func assetDesk() throws -> AssetDesk {
    try authorise(.manageAssets)
    return AssetDesk(accounts: open.liasse.yearEnd)
  }

  /// A new asset with what goes with its account.
  public func proposedAsset(account: String = "") throws -> FixedAsset {
    let desk = try assetDesk()
    var asset = FixedAsset(id: open.environment.identifier(), account: account, method: .linear)
    guard let proposal = desk.proposal(for: account) else { return asset }
    asset.depreciationAccount = proposal.depreciationAccount
    asset.expenseAccount = proposal.expenseAccount
    asset.months = proposal.months
    asset.method = proposal.isDepreciated ? .linear : .none
    return asset
  }

  /// Keeps an asset as it was typed: one event, of the fields that differ. Its disposal is no matter of this.
  ///
  /// - Throws: ``AssetNotTaken``, with every problem.
  public func saveAsset(_ typed: FixedAsset) async throws {
    try authorise(.manageAssets)
    try await open.current().writer.append(by: personID) { transaction in
      let known = try transaction.asset(typed.id)
      if known?.isRemoved == true { throw AssetRefusal.unknown }
      var wanted = typed
      wanted.disposal = known?.disposal
      if known != nil { wanted.source = known?.source }
      let problems = wanted.problems
      guard problems.isEmpty else { throw AssetNotTaken(problems: problems) }
      if known == nil, let source = wanted.source {
        guard let line = try transaction.unregisteredLine(source) else { throw AssetRefusal.unknownLine }
        guard line.left.minor > 0 else { throw AssetRefusal.lineTaken }
      }
      let change = (known ?? FixedAsset(id: typed.id)).change(toBecome: wanted)
      return change.isEmpty ? [] : [.assetChanged(change)]
    }
  }

  /// Takes an asset that was entered by mistake out of the register.
  ///
  /// - Throws: ``AssetRefusal/hasEntries`` once drafts or entries speak of it: it is disposed of then.
  public func removeAsset(_ id: Identifier<Asset>) async throws {
    try authorise(.manageAssets)
    try await open.current().writer.append(by: personID) { transaction in
      _ = try Self.asset(id, transaction)
      guard try !transaction.assetRecords(of: id).contains(where: \.outcome.counts) else {
        throw AssetRefusal.hasEntries
      }
      var change = AssetChanged(id: id)
      change.isRemoved = true
      return [.assetChanged(change)]
    }
  }

  /// The tables 2054 and 2055 of a year.
  public func assetTables(yearEnd: CalendarDate) async throws -> AssetTables {
    try authorise(.readBooks)
    let accounts = open.liasse.yearEnd
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      return AssetTables(
        accounts, year: year.year, assets: try transaction.assets(), records: try transaction.assetRecords(),
        balances: try transaction.trialBalance(year: year.number, through: .latest).rows)
    }
  }

  static func asset(_ id: Identifier<Asset>, _ transaction: any ReadTransaction) throws -> FixedAsset {
    guard let asset = try transaction.asset(id), !asset.isRemoved else { throw AssetRefusal.unknown }
    return asset
  }
}
