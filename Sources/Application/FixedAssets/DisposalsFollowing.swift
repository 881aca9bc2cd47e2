import Model
import Storage
import Sync

/// What undoing and redoing acts of entry does to the register: an asset leaves as long as one draft of its disposal is
/// there, or its entry stands (ADR 0015).
struct DisposalsFollowing {
  private let transaction: any ReadTransaction

  init(_ transaction: any ReadTransaction) { self.transaction = transaction }

  /// What the log must say beside these changes of drafts.
  ///
  /// - Throws: ``DraftRefusal`` `.changedSince` where a draft comes back whose asset left otherwise meanwhile.
  func events(_ changes: [DraftChanged]) throws -> [BookEvent] {
    let discarded = Set(changes.filter { $0.change == .discarded }.map(\.draft))
    let others = Set(changes.map(\.draft)).subtracting(discarded)
    return try disposals(changes).sorted { $0.key < $1.key }.compactMap { id, disposal in
      guard let asset = try transaction.asset(id), !asset.isRemoved else { return nil }
      let records = try transaction.assetRecords(of: id).filter { $0.purpose == .disposal }
      let comesBack = records.contains { $0.outcome == .discarded && others.contains($0.draft) }
      if comesBack, let other = asset.disposal, other != disposal { throw DraftRefusal.changedSince(1) }
      let stands = comesBack || records.contains { $0.outcome.counts && !discarded.contains($0.draft) }
      guard asset.disposal == (stands ? nil : disposal) else { return nil }
      var change = AssetChanged(id: id)
      change.disposal = OptionalDisposal(stands ? disposal : nil)
      return .assetChanged(change)
    }
  }

  /// By asset, what was decided in the change-sets that made these drafts.
  private func disposals(_ changes: [DraftChanged]) throws -> [Identifier<Asset>: Disposal] {
    var found: [Identifier<Asset>: Disposal] = [:]
    for change in changes {
      guard let origin = try transaction.disposalOrigin(of: change.draft),
        let made = try transaction.changeSet(at: origin)
      else { continue }
      for case .known(.assetChanged(let asset)) in try ChangeSet(reading: made.body).decodedEvents() {
        if let disposal = asset.disposal?.value { found[asset.id] = disposal }
      }
    }
    return found
  }
}
