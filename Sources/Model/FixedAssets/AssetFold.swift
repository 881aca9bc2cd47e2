/// The register by all that was said of it, in the order of the log and whatever the order of arrival: the last writer
/// of a field wins. What drafts hold is kept beside it: a fact each.
public struct AssetFold: Equatable, Sendable {
  private struct Placed: Equatable {
    let place: LogPlace
    let change: AssetChanged
  }

  private struct Origin: Hashable {
    let device: Identifier<Device>
    let sequence: UInt64
    let event: Int
  }

  private var changes: [Identifier<Asset>: [Origin: Placed]] = [:]
  private var conventions: [Origin: (place: LogPlace, convention: DepreciationConvention)] = [:]
  public private(set) var drafted: [Identifier<Draft>: AssetEntryDrafted] = [:]
  public private(set) var cutOffs: [Identifier<CutOff>: CutOffMade] = [:]

  public init() {}

  /// Events of another kind are passed over. The same one again, with its place, takes the place of itself without.
  public mutating func add(_ event: BookEvent, at place: LogPlace) {
    let origin = Origin(device: place.device, sequence: place.sequence, event: place.event)
    switch event {
    case .assetChanged(let change): changes[change.id, default: [:]][origin] = Placed(place: place, change: change)
    case .depreciationConventionChosen(let chosen): conventions[origin] = (place, chosen.convention)
    case .assetEntryDrafted(let made): drafted[made.draft] = made
    case .cutOffMade(let made): cutOffs[made.id] = made
    default: break
    }
  }

  /// Those taken out of the register included.
  public var assets: [Identifier<Asset>: FixedAsset] {
    var found: [Identifier<Asset>: FixedAsset] = [:]
    for (id, placed) in changes {
      var asset = FixedAsset(id: id)
      for one in placed.values.sorted(by: { $0.place < $1.place }) { asset.apply(one.change) }
      found[id] = asset
    }
    return found
  }

  /// Nil when nobody chose.
  public var convention: DepreciationConvention? {
    conventions.values.max { $0.place < $1.place }?.convention
  }

  public static func == (left: AssetFold, right: AssetFold) -> Bool {
    left.assets == right.assets && left.convention == right.convention && left.drafted == right.drafted
      && left.cutOffs == right.cutOffs
  }
}
