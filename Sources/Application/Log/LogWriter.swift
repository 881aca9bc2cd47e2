import Model
import Storage
import Sync
import Synchronization

/// The one way anything enters the books: events are encoded, signed, chained, appended and projected in one
/// transaction, or not at all.
final class LogWriter: Sendable {
  private let store: any Store
  private let company: Identifier<Company>
  /// Whose numbers these books give.
  let device: Identifier<Device>
  private let epoch: UInt32
  private let key: SigningKey
  private let environment: Environment
  private let anchors: AnchorWatch?
  private let last = Mutex<Reached?>(nil)

  /// Where the last transaction left the books, to spare readings: used only when the database is at that very link,
  /// which also tells that the transaction was committed.
  private struct Reached {
    let head: Sync.ChainHead
    let interning: Interning
  }

  init(
    store: any Store, company: Identifier<Company>, device: Identifier<Device>, epoch: UInt32, key: SigningKey,
    environment: Environment, anchors: AnchorWatch? = nil
  ) {
    self.store = store
    self.company = company
    self.device = device
    self.epoch = epoch
    self.key = key
    self.environment = environment
    self.anchors = anchors
  }

  /// Appends the few events of one command as one change-set. `alongside` runs first, in the same transaction: what it
  /// throws refuses the command with nothing written.
  func append(
    by person: Identifier<Person>?,
    _ decide: @escaping @Sendable (any WriteTransaction) throws -> [BookEvent]
  ) async throws {
    try await store.write { transaction in
      let events = try decide(transaction)
      guard !events.isEmpty else { return }
      var encoded: [EncodedEvent] = []
      for event in events { encoded.append(try EventCodec.encode(event)) }
      try self.write([EncodedBatch(encoded: encoded, events: events)], by: person, transaction)
    }
    await anchors?.noteSoon(store)
  }

  /// Appends change-sets already cut and encoded, all in one transaction: how an import rolls forward.
  func append(_ batches: [EncodedBatch], by person: Identifier<Person>?) async throws {
    try await store.write { try self.write(batches, by: person, $0) }
    await anchors?.noteSoon(store)
  }

  /// The same for a command of any number of events: as many change-sets as they need, all in one transaction.
  func append<Result: Sendable>(
    cutting person: Identifier<Person>?,
    _ decide: @escaping @Sendable (any WriteTransaction) throws -> (events: [BookEvent], result: Result)
  ) async throws -> Result {
    let result = try await store.write { transaction in
      let decided = try decide(transaction)
      var cutter = BatchCutter()
      var batches: [EncodedBatch] = []
      for event in decided.events {
        if let batch = try cutter.add(event) { batches.append(batch) }
      }
      if let batch = cutter.finish() { batches.append(batch) }
      if !batches.isEmpty { try self.write(batches, by: person, transaction) }
      return decided.result
    }
    await anchors?.noteSoon(store)
    return result
  }

  private func write(
    _ batches: [EncodedBatch], by person: Identifier<Person>?, _ transaction: any WriteTransaction
  ) throws {
    let start = try reached(transaction)
    var builder = ChangeSetBuilder(company: company, head: start.head, key: key)
    let log = try ChangeSetLog(transaction)
    let projector = Projector(transaction, interning: start.interning)
    for batch in batches {
      let now = environment.now()
      let signed = try builder.seal(batch.encoded, by: person, at: now)
      let origin = try log.append(
        StoredChangeSet(
          device: device, devicePublicKey: key.verifyingKey.bytes, deviceEpoch: Int64(epoch),
          sequence: Int64(builder.head.sequence), hash: builder.head.hash.bytes, body: signed.body,
          signature: signed.signature, receivedAt: now))
      try projector.add(batch.events, origin: origin)
    }
    try projector.finish()
    let reached = Reached(head: builder.head, interning: projector.interning)
    last.withLock { $0 = reached }
  }

  /// Where the chain stands, as the database says it.
  private func reached(_ transaction: any ReadTransaction) throws -> Reached {
    guard let stored = try transaction.chainHead(of: device) else {
      return Reached(head: .start(device: device, epoch: epoch), interning: Interning())
    }
    if let last = last.withLock({ $0 }), last.head.sequence == UInt64(stored.sequence),
      last.head.hash.bytes == stored.hash
    {
      return last
    }
    guard let last = try transaction.lastChangeSet(of: device) else {
      throw Fault(.database, "the log lost the change-set its head names")
    }
    let head = try Sync.ChainHead(after: SignedChangeSet(body: last.body, signature: last.signature))
    return Reached(head: head, interning: Interning())
  }
}

/// The events of one change-set, in both forms: the bytes to sign, the values to project.
struct EncodedBatch: Sendable {
  let encoded: [EncodedEvent]
  let events: [BookEvent]
}
