import Model

/// Where a log does not verify, and how. Everything from this change-set on is not to be trusted.
public struct ChainFault: Error, Equatable, Sendable {
  /// Sequence of the change-set, as it was handed in.
  public let sequence: UInt64
  /// Place of the event in the change-set, from 0; nil when the envelope is at fault.
  public let eventIndex: Int?
  /// The entry that is at fault, if one is.
  public let entry: EntryName?
  public let reason: Reason

  public init(sequence: UInt64, eventIndex: Int? = nil, entry: EntryName? = nil, reason: Reason) {
    self.sequence = sequence
    self.eventIndex = eventIndex
    self.entry = entry
    self.reason = reason
  }

  /// How a person finds an entry.
  public struct EntryName: Equatable, Sendable {
    public let id: Identifier<JournalEntry.Validated>
    public let journal: String
    public let number: String
  }

  public enum Reason: Equatable, Sendable {
    case envelope(EnvelopeDefect)
    /// The row says one sequence, the signed bytes another.
    case otherSequence(signed: UInt64)
    case otherCompany(expected: Identifier<Company>, found: Identifier<Company>)
    /// No device of this name was enrolled before.
    case unknownDevice(Identifier<Device>)
    /// The first change-set is not signed by the key it was expected from.
    case otherFoundingKey
    case badSignature
    case epoch(expected: UInt32, found: UInt32)
    case sequence(expected: UInt64, found: UInt64)
    case previousHash(expected: Hash256, found: Hash256)
    case clockWentBack(before: HybridClock, found: HybridClock)
    /// Names no change-set before it that changed the keyring.
    case unknownKeyringHead(Hash256)
    case event(EventDefect)
    case ledger(LedgerDefect)
    /// The log ends elsewhere than at the head that was kept apart: change-sets are missing at its end, or added.
    case otherHead(expected: Hash256, found: Hash256)
  }
}

extension ChainFault: CustomStringConvertible {
  /// For the log and for diagnosis.
  public var description: String {
    var text = "change-set \(sequence)"
    if let eventIndex { text += ", event \(eventIndex)" }
    if let entry { text += ", entry \(entry.journal) \(entry.number) (\(entry.id))" }
    return text + ": \(reason)"
  }
}
