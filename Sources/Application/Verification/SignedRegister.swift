import Model
import Storage

/// What the tables of assets and cut-offs must hold, by all that the log says of them.
struct SignedRegister {
  private var fold = AssetFold()

  /// - Parameter place: of the event in the log.
  mutating func add(_ event: BookEvent, at place: LogPlace) { fold.add(event, at: place) }

  func problems(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    var found: [Verification.Problem] = []
    var assets = fold.assets
    for stored in try transaction.storedAssets() where assets.removeValue(forKey: stored.id) != stored {
      found.append(.register(label: stored.label))
    }
    found += assets.values.map { .register(label: $0.label) }
    if try transaction.depreciationConvention() != fold.convention { found.append(.register(label: "")) }
    var drafted = fold.drafted
    for stored in try transaction.storedAssetDrafts() where drafted.removeValue(forKey: stored.draft) != stored {
      found.append(.register(label: stored.yearEnd.iso))
    }
    found += drafted.values.map { .register(label: $0.yearEnd.iso) }
    var cutOffs = fold.cutOffs
    for stored in try transaction.cutOffs().map(\.made) where cutOffs.removeValue(forKey: stored.id) != stored {
      found.append(.register(label: stored.label))
    }
    return found + cutOffs.values.map { .register(label: $0.label) }
  }
}
