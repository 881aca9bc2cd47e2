import Model
import Storage
import Sync

/// The device that goes on with restored books: that of the backup may go on elsewhere, and two that signed in its name
/// would fork its chain.
struct RestoredDevice: Sendable {
  let facts: BackupFacts
  let backupID: [UInt8]
  let madeAt: Instant
  let environment: Environment

  /// Draws the device, lets the one of the backup vouch for it, and appends its first change-set; the key of before
  /// leaves the books.
  func enrol(
    in store: any Store, by person: Identifier<Person>,
    alongside: @escaping @Sendable (any WriteTransaction) throws -> Void
  ) async throws {
    let secret = try DeviceSecret.draw(environment)
    try await store.write { transaction in
      guard let before = try transaction.deviceSecret(), let profile = try transaction.companyProfile(),
        let last = try transaction.newestChangeSet()
      else { throw Fault(.database, "the backup holds no device to go on from") }
      let key = try secret.signingKey
      var restored = DeviceRestored(
        id: secret.device, publicKey: key.verifyingKey.bytes, from: before.device, backup: backupID, madeAt: madeAt,
        changeSetCount: UInt64(facts.changeSetCount), head: facts.head, proof: [])
      restored.proof = try before.signingKey.signature(of: restored.vouchedBytes(profile.id), in: .restore)
      let end = try Sync.ChainHead(after: SignedChangeSet(body: last.body, signature: last.signature))
      let start = Sync.ChainHead(
        device: secret.device, epoch: UInt32(secret.deviceEpoch), sequence: 0, hash: .zero, clock: end.clock,
        keyringHead: end.keyringHead)
      var builder = ChangeSetBuilder(company: profile.id, head: start, key: key)
      let event = BookEvent.deviceRestored(restored)
      let now = environment.now()
      let signed = try builder.seal([event], by: person, at: now)
      let origin = try ChangeSetLog(transaction).append(
        StoredChangeSet(
          device: secret.device, devicePublicKey: key.verifyingKey.bytes, deviceEpoch: secret.deviceEpoch,
          sequence: Int64(builder.head.sequence), hash: builder.head.hash.bytes, body: signed.body,
          signature: signed.signature, receivedAt: now))
      try Projector(transaction).project([event], origin: origin)
      try transaction.store(secret)
      try alongside(transaction)
    }
  }
}
