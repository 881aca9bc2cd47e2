/// One cut, between two operations on the disk.
struct PowerCut {
  let image: SimulatedDisk.Image
  /// The last step that was acknowledged before it; -1 for none.
  let step: Int
  let name: String

  /// All different disks that a cut before a synchronisation, or after the last operation, may leave: all of them where
  /// little waits, a sample of them otherwise.
  static func all(_ operations: [DiskOperation], _ disk: inout SimulatedDisk) -> [PowerCut] {
    var cuts: [PowerCut] = []
    var seen: Set<[Int]> = []
    var dice = SeededDice(Depth.seed)
    var step = -1
    func cut(_ place: Int, _ name: String, sector: Int, isKept: (Int) -> Bool) {
      let image = disk.image(sector: sector, isKept: isKept)
      guard seen.insert([image.fingerprint, step]).inserted else { return }
      cuts.append(PowerCut(image: image, step: step, name: "operation \(place), step \(step), \(name)"))
    }
    func cutEveryWay(_ place: Int) {
      cut(place, "nothing of what waits", sector: 4096) { _ in false }
      cut(place, "all of what waits", sector: 4096) { _ in true }
      for sector in [512, 4096] {
        let parts = disk.partCount(sector: sector)
        if parts <= 4 {
          for set in 0..<1 << parts { cut(place, "set \(set) of \(parts)", sector: sector) { set >> $0 & 1 == 1 } }
        } else {
          let end = Int.random(in: 0..<parts, using: &dice)
          cut(place, "the first \(end) sectors of \(sector)", sector: sector) { $0 < end }
          for _ in 0..<2 {
            let bits = (0..<parts).map { _ in Bool.random(using: &dice) }
            cut(place, "some of \(parts) sectors of \(sector)", sector: sector) { bits[$0] }
          }
        }
      }
    }
    for (place, operation) in operations.enumerated() {
      switch operation {
      case .fileSynchronized, .folderSynchronized: cutEveryWay(place)
      case .acknowledged(let done):
        step = done
        cutEveryWay(place)
      default: break
      }
      disk.apply(operation)
    }
    return cuts
  }
}

extension [PowerCut] {
  /// Those that are tried in the time of a test.
  func chosen(_ count: Int) -> [PowerCut] {
    var dice = SeededDice(Depth.seed)
    return Array(shuffled(using: &dice).prefix(count))
  }
}
