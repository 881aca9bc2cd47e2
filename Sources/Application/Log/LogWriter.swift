import Model
import Storage
import Sync
import Synchronization

/// The one way anything enters the books: events are encoded, signed, chained, appended and projected in one
/// transaction, or not at all.
final class LogWriter: Sendable {
  private let store: any Store
  private let company: Identifier<Company>
  private let device: Identifier<Device>
  private let epoch: UInt32
  private let key: SigningKey
  private let environment: Environment
  /// The head after the last transaction that was seen to commit, to spare a reading; checked against the database.
  private let lastHead = Mutex<Sync.ChainHead?>(nil)

  init(
    store: any Store, company: Identifier<Company>, device: Identifier<Device>, epoch: UInt32, key: SigningKey,
    environment: Environment
  ) {
    self.store = store
    self.company = company
    self.device = device
    self.epoch = epoch
    self.key = key
    self.environment = environment
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
  }

  /// Appends change-sets already cut and encoded, all in one transaction: how an import rolls forward.
  func append(_ batches: [EncodedBatch], by person: Identifier<Person>?) async throws {
    try await store.write { try self.write(batches, by: person, $0) }
  }

  private func write(
    _ batches: [EncodedBatch], by person: Identifier<Person>?, _ transaction: any WriteTransaction
  ) throws {
    var builder = ChangeSetBuilder(company: company, head: try head(transaction), key: key)
    let log = try ChangeSetLog(transaction)
    let projector = Projector(transaction)
    for batch in batches {
      let now = environment.now()
      let signed = try builder.seal(batch.encoded, by: person, at: now)
      let origin = try log.append(
        StoredChangeSet(
          device: device, devicePublicKey: key.verifyingKey.bytes, deviceEpoch: Int64(epoch),
          sequence: Int64(builder.head.sequence), hash: builder.head.hash.bytes, body: signed.body,
          signature: signed.signature, receivedAt: now))
      try projector.project(batch.events, origin: origin)
    }
    let reached = builder.head
    lastHead.withLock { $0 = reached }
  }

  /// Where the chain stands, as the database says it: the remembered head is used only when it is the same link.
  private func head(_ transaction: any ReadTransaction) throws -> Sync.ChainHead {
    guard let stored = try transaction.chainHead(of: device) else { return .start(device: device, epoch: epoch) }
    let remembered = lastHead.withLock { $0 }
    if let remembered, remembered.sequence == UInt64(stored.sequence), remembered.hash.bytes == stored.hash {
      return remembered
    }
    guard let last = try transaction.lastChangeSet(of: device) else {
      throw Fault(.database, "the log lost the change-set its head names")
    }
    return try Sync.ChainHead(after: SignedChangeSet(body: last.body, signature: last.signature))
  }
}

/// The events of one change-set, in both forms: the bytes to sign, the values to project.
struct EncodedBatch: Sendable {
  let encoded: [EncodedEvent]
  let events: [BookEvent]
}
