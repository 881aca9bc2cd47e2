import CSealedVFS

/// Units that went through the cipher, in this process so far or between two moments. A plain file has none.
struct SealedUnits {
  private let counts: [UInt64]

  private init(_ counts: [UInt64]) { self.counts = counts }

  static func now() -> SealedUnits {
    let counted = sealed_vfs_read_counters()
    return SealedUnits([counted.sealed, counted.opened].flatMap { [$0.pages, $0.frames, $0.blocks] })
  }

  func since(_ before: SealedUnits) -> SealedUnits { SealedUnits(zip(counts, before.counts).map { $0 - $1 }) }

  /// Pages, frames of the log and temporary blocks, first sealed, then opened; tabs between.
  var columns: String { counts.map(String.init).joined(separator: "\t") }
}
