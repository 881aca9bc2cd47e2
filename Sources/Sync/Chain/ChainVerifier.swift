import Model

/// Proves a whole log, change-set after change-set, in the order in which it was stored: signatures by keys that the
/// log itself enrols, an unbroken chain for each device, every event readable or deferred, and books that hold.
///
/// ```swift
/// var verifier = ChainVerifier(company: company)
/// for row in log { try verifier.add(sequence: row.sequence, body: row.body, signature: row.signature) }
/// let verification = try verifier.finish(expectedHead: storedHead)
/// ```
///
/// A log that lost its end is a valid shorter log: only a head that was kept apart tells. Nor can a log prove who made
/// it: hand in the founding key when it is known. After a fault, throw the verifier away.
public struct ChainVerifier {
  private var company: Identifier<Company>?
  private let foundingKey: VerifyingKey?
  private var keyring = Keyring()
  private var heads: [Identifier<Device>: ChainHead] = [:]
  private var ledger = LedgerCheck()
  private var result = ChainVerification()

  /// `company` nil takes the one of the first change-set. `foundingKey` is the key that must have signed it; nil
  /// believes the key it enrols.
  public init(company: Identifier<Company>? = nil, foundingKey: VerifyingKey? = nil) {
    self.company = company
    self.foundingKey = foundingKey
  }

  /// `sequence` is the one the row is stored under. What is returned is safe to project.
  @discardableResult
  public mutating func add(
    sequence: UInt64, body: [UInt8], signature: [UInt8]
  ) throws(ChainFault) -> VerifiedChangeSet {
    let changeSet = try Self.parse(body, sequence)
    let header = changeSet.header
    let signed = SignedChangeSet(body: body, signature: signature)
    let events = try authenticate(signed, changeSet, sequence)
    try checkPlace(of: header, sequence)
    for (index, event) in events.enumerated() { try add(event, at: index, of: header, sequence) }
    let hash = signed.hash
    let head = ChainHead.start(device: header.device, epoch: header.epoch).following(changeSet, hash: hash)
    if head.keyringHead == hash { keyring.append(head: hash) }
    heads[header.device] = head
    company = header.company
    result.changeSetCount += 1
    result.headHash = hash
    result.headSequence = header.sequence
    return VerifiedChangeSet(header: header, hash: hash, events: events)
  }

  /// What was proved. With `expectedHead`, also that the log ends there.
  public func finish(expectedHead: Hash256? = nil) throws(ChainFault) -> ChainVerification {
    if let expectedHead, expectedHead != result.headHash {
      let reason = ChainFault.Reason.otherHead(expected: expectedHead, found: result.headHash)
      throw ChainFault(sequence: result.headSequence, reason: reason)
    }
    var verification = result
    verification.entryCount = ledger.entryCount
    verification.lineCount = ledger.lineCount
    verification.openImports = ledger.openImports
    return verification
  }
}

extension ChainVerifier {
  private static func parse(_ body: [UInt8], _ sequence: UInt64) throws(ChainFault) -> ChangeSet {
    do {
      return try ChangeSet(reading: body)
    } catch {
      throw ChainFault(sequence: sequence, reason: .envelope(error))
    }
  }

  /// The events, once the signature is known to be that of an enrolled device.
  private func authenticate(
    _ signed: SignedChangeSet, _ changeSet: ChangeSet, _ sequence: UInt64
  ) throws(ChainFault) -> [DecodedEvent] {
    let header = changeSet.header
    if let company, company != header.company {
      throw ChainFault(sequence: sequence, reason: .otherCompany(expected: company, found: header.company))
    }
    let known = keyring.isEmpty ? Self.enrolledKey(in: changeSet) : keyring.key(of: header.device)
    guard let key = known ?? restoredKey(in: changeSet) else {
      throw ChainFault(sequence: sequence, reason: .unknownDevice(header.device))
    }
    if keyring.isEmpty, let foundingKey, foundingKey != key {
      throw ChainFault(sequence: sequence, reason: .otherFoundingKey)
    }
    guard signed.isSigned(by: key) else { throw ChainFault(sequence: sequence, reason: .badSignature) }
    return try Self.decode(changeSet, sequence)
  }

  /// The first change-set is signed by the device it enrols: its enrolments alone are read to find the key, and are
  /// believed only once that key has verified the whole.
  private static func enrolledKey(in changeSet: ChangeSet) -> VerifyingKey? {
    for event in changeSet.events where event.type == .deviceEnrolled {
      if case .known(.deviceEnrolled(let enrolled)) = try? EventCodec.decode(event),
        enrolled.id == changeSet.header.device
      {
        return VerifyingKey(bytes: enrolled.publicKey)
      }
    }
    return nil
  }

  /// A restored copy goes on under a device of its own: the device of the backup must vouch for it, and for the very
  /// place where the log stood.
  private func restoredKey(in changeSet: ChangeSet) -> VerifyingKey? {
    for event in changeSet.events where event.type == .deviceRestored {
      let read = try? EventCodec.decode(event)
      guard case .known(.deviceRestored(let restored)) = read, restored.id == changeSet.header.device,
        restored.head == result.headHash.bytes, restored.changeSetCount == result.changeSetCount,
        let voucher = keyring.key(of: restored.from),
        voucher.verifies(restored.proof, of: restored.vouchedBytes(changeSet.header.company), in: .restore)
      else { continue }
      return VerifyingKey(bytes: restored.publicKey)
    }
    return nil
  }

  private static func decode(_ changeSet: ChangeSet, _ sequence: UInt64) throws(ChainFault) -> [DecodedEvent] {
    do {
      return try changeSet.decodedEvents()
    } catch {
      throw ChainFault(sequence: sequence, eventIndex: error.eventIndex, reason: .event(error.defect))
    }
  }

  private func checkPlace(of header: ChangeSetHeader, _ sequence: UInt64) throws(ChainFault) {
    func refuse(_ reason: ChainFault.Reason) -> ChainFault { ChainFault(sequence: sequence, reason: reason) }

    let head = heads[header.device] ?? .start(device: header.device)
    guard header.sequence == sequence else { throw refuse(.otherSequence(signed: header.sequence)) }
    guard header.epoch == head.epoch else { throw refuse(.epoch(expected: head.epoch, found: header.epoch)) }
    guard header.sequence == head.sequence + 1 else {
      throw refuse(.sequence(expected: head.sequence + 1, found: header.sequence))
    }
    guard header.previousHash == head.hash else {
      throw refuse(.previousHash(expected: head.hash, found: header.previousHash))
    }
    guard header.clock > head.clock else { throw refuse(.clockWentBack(before: head.clock, found: header.clock)) }
    guard keyring.knows(head: header.keyringHead) else { throw refuse(.unknownKeyringHead(header.keyringHead)) }
  }

  private mutating func add(
    _ event: DecodedEvent, at index: Int, of header: ChangeSetHeader, _ sequence: UInt64
  ) throws(ChainFault) {
    result.eventCount += 1
    guard case .known(let known) = event else {
      result.deferredEventCount += 1
      return
    }
    do {
      try ledger.add(known, of: header.company, by: header.device)
    } catch {
      throw ChainFault(sequence: sequence, eventIndex: index, entry: .init(known), reason: .ledger(error))
    }
    switch known {
    case .deviceEnrolled(let enrolled): keyring.enrol(enrolled)
    case .deviceRestored(let restored):
      // Only for itself: what it says of another device vouches for nothing.
      guard restored.id == header.device else {
        throw ChainFault(sequence: sequence, eventIndex: index, reason: .unknownDevice(restored.id))
      }
      keyring.enrol(restored)
    default: break
    }
  }
}

extension ChainFault.EntryName {
  /// Nil when the event is not of an entry.
  fileprivate init?(_ event: BookEvent) {
    guard let entry = event.entry else { return nil }
    self.init(id: entry.id, journal: entry.journal, number: entry.number)
  }
}
