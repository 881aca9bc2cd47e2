import Model
import Storage
import Sync

/// Reads the whole log in order, verifying each change-set, and folds its events into what the tables must hold.
struct LogReader {
  private static let pageSize = 50

  private(set) var fold = BalanceFold()
  private(set) var entries = SignedEntries()
  private(set) var masters = SignedMasters()
  private(set) var matchings = SignedMatchings()
  private(set) var documents = SignedDocuments()
  private(set) var register = SignedRegister()
  private var verifier = ChainVerifier()
  /// Change-sets read so far.
  private var count: UInt64 = 0

  /// Throws ``ChainFault`` at the first change-set that does not verify.
  mutating func read(
    _ transaction: any ReadTransaction, progress: (_ done: Int64, _ of: Int64) throws -> Void
  ) throws -> ChainVerification {
    let length = try transaction.logLength()
    var position: Int64 = 0
    while let last = try page(after: position, transaction) {
      position = last
      try progress(position, length)
    }
    return try verifier.finish()
  }

  private mutating func page(after position: Int64, _ transaction: any ReadTransaction) throws -> Int64? {
    try transaction.changeSets(after: position, limit: Self.pageSize) { stored, origin in
      let verified = try verifier.add(
        sequence: UInt64(stored.sequence), body: stored.body, signature: stored.signature)
      guard verified.hash.bytes == stored.hash else {
        throw ChainFault(
          sequence: UInt64(stored.sequence),
          reason: .otherHead(expected: verified.hash, found: Hash256(bytes: stored.hash) ?? .zero))
      }
      count += 1
      for (place, one) in verified.events.enumerated() {
        guard case .known(let event) = one else { continue }
        fold.add(event)
        entries.add(event, origin)
        masters.add(event)
        // The order of this log is the common one: whoever wrote last had seen what was before.
        let logPlace = LogPlace(
          position: count, device: verified.header.device, sequence: verified.header.sequence, event: place,
          base: count - 1)
        matchings.add(event, origin, at: logPlace)
        documents.add(event, origin, at: logPlace)
        register.add(event, at: logPlace)
      }
    }
  }
}
