import Model
import Storage
import Sync

extension Books {
  /// Verifies one entry: the signature of its change-set by a key that the signed log enrolled, its place in the
  /// chain, and that the rows of the tables are the ones that were signed.
  public func verifyEntry(_ id: Identifier<JournalEntry.Validated>) async throws -> EntryVerification {
    try authorise(.verifyBooks)
    return try await store.read { transaction in
      guard let sheet = try transaction.entrySheet(id), let stored = try transaction.entry(id) else {
        throw ReportRefusal.unknownEntry
      }
      guard let changeSet = try transaction.changeSet(at: sheet.origin) else {
        throw Fault(.database, "entry \(id) names a change-set that the log does not hold")
      }
      return try EntryVerification(stored: stored, in: changeSet, at: sheet.origin, transaction)
    }
  }
}

extension EntryVerification {
  fileprivate init(
    stored entry: JournalEntry.Validated, in row: StoredChangeSet, at origin: Origin, _ transaction: any ReadTransaction
  ) throws {
    let signed = SignedChangeSet(body: row.body, signature: row.signature)
    let changeSet = try? ChangeSet(reading: row.body)
    let key = try changeSet.flatMap { try EnrolledKey.find(for: row.device, from: $0, transaction) }
    let next = try transaction.changeSet(
      at: Origin(
        deviceNumber: origin.deviceNumber, deviceEpoch: origin.deviceEpoch, sequence: origin.sequence + 1))
    let event = Self.signed(entry.id, changeSet, row)
    self.init(
      isKeyEnrolled: key != nil && key?.bytes == row.devicePublicKey,
      isSigned: key.map { signed.isSigned(by: $0) } ?? false, isHashRight: signed.hash.bytes == row.hash,
      isFollowed: next.map { Self.names(signed.hash, $0) }, isInChangeSet: event != nil,
      differences: event?.differences(from: entry) ?? [])
  }

  private static func names(_ hash: Hash256, _ next: StoredChangeSet) -> Bool {
    (try? ChangeSet(reading: next.body))?.header.previousHash == hash
  }

  /// The entry as its change-set holds it; nil when it does not.
  private static func signed(
    _ id: Identifier<JournalEntry.Validated>, _ changeSet: ChangeSet?, _ row: StoredChangeSet
  ) -> JournalEntry.Validated? {
    guard let changeSet, changeSet.header.device == row.device, changeSet.header.sequence == UInt64(row.sequence),
      let events = try? changeSet.decodedEvents()
    else { return nil }
    for case .known(let event) in events {
      if let entry = event.entry, entry.id == id { return entry }
    }
    return nil
  }
}

/// The public key that the signed log gives a device.
private enum EnrolledKey {
  /// Goes back along the change-sets that enrol devices and people, each named by the one after it.
  static func find(
    for device: Identifier<Device>, from changeSet: ChangeSet, _ transaction: any ReadTransaction
  ) throws -> VerifyingKey? {
    var current = changeSet
    var steps = 0
    while steps < 10_000 {
      steps += 1
      for case .known(let event) in (try? current.decodedEvents()) ?? [] {
        switch event {
        case .deviceEnrolled(let event) where event.id == device: return VerifyingKey(bytes: event.publicKey)
        case .deviceRestored(let event) where event.id == device: return try key(of: event, in: current, transaction)
        default: break
        }
      }
      guard !current.header.keyringHead.isZero,
        let before = try transaction.changeSet(hash: current.header.keyringHead.bytes),
        SignedChangeSet(body: before.body, signature: before.signature).hash == current.header.keyringHead,
        let read = try? ChangeSet(reading: before.body)
      else { return nil }
      current = read
    }
    return nil
  }

  /// The device of the backup must vouch for the one that goes on.
  private static func key(
    of restored: DeviceRestored, in changeSet: ChangeSet, _ transaction: any ReadTransaction
  ) throws -> VerifyingKey? {
    guard restored.from != restored.id, !changeSet.header.keyringHead.isZero,
      let row = try transaction.changeSet(hash: changeSet.header.keyringHead.bytes),
      SignedChangeSet(body: row.body, signature: row.signature).hash == changeSet.header.keyringHead,
      let before = try? ChangeSet(reading: row.body),
      let voucher = try find(for: restored.from, from: before, transaction),
      voucher.verifies(restored.proof, of: restored.vouchedBytes(changeSet.header.company), in: .restore)
    else { return nil }
    return VerifyingKey(bytes: restored.publicKey)
  }
}
