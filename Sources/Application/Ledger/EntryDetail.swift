import Model
import Storage

/// One entry: its head, some of its lines, and where it comes from.
public struct EntryDetail: Sendable {
  public let id: Identifier<JournalEntry.Validated>
  public let journal: String
  public let journalLabel: String
  public let number: String
  public let date: CalendarDate
  public let validationDate: CalendarDate
  public let voucherReference: String
  public let voucherDate: CalendarDate?
  public let label: String
  public let flags: EntryFlags
  public let year: FiscalYear
  public let lineCount: Int
  public let debit: MoneyTotal
  public let credit: MoneyTotal
  public let lines: [Line]
  /// Place of the last line shown, when more follow; of the first, when some are before.
  public let nextAfter: Int64?
  public let previousBefore: Int64?
  public let source: Source?
  public let changeSet: ChangeSetCard

  public struct Line: Sendable, Equatable {
    public let place: Int64
    public let account: String
    public let accountLabel: String
    public let party: String?
    public let partyLabel: String
    public let label: String
    public let voucherReference: String
    public let debit: Money
    public let credit: Money
    public let matchingCode: String
    public let original: OriginalAmount?
    public let sourceRank: Int64
  }

  /// The file an entry was imported from, and its lines there.
  public struct Source: Sendable, Equatable {
    public let importID: Identifier<Import>
    public let fileName: String
    public let firstRank: Int64
    public let lastRank: Int64
  }

  /// The signed change-set that holds the entry.
  public struct ChangeSetCard: Sendable, Equatable {
    public let device: Identifier<Device>
    public let epoch: Int64
    public let sequence: Int64
    /// 32 bytes.
    public let hash: [UInt8]
    /// 64 bytes.
    public let signature: [UInt8]
    /// When this installation took it in.
    public let receivedAt: Instant
    public let sizeBytes: Int
  }
}

extension EntryDetail.Line {
  init(_ line: EntryLineCard) {
    self.init(
      place: line.place, account: line.account, accountLabel: line.accountLabel, party: line.party?.code,
      partyLabel: line.partyLabel, label: line.label, voucherReference: line.voucherReference, debit: line.debit,
      credit: line.credit, matchingCode: line.matchingCode, original: line.original, sourceRank: line.sourceRank)
  }
}

extension EntryDetail.ChangeSetCard {
  init(_ stored: StoredChangeSet) {
    self.init(
      device: stored.device, epoch: stored.deviceEpoch, sequence: stored.sequence, hash: stored.hash,
      signature: stored.signature, receivedAt: stored.receivedAt, sizeBytes: stored.body.count)
  }
}

/// Which lines of an entry a page shows.
public enum EntryLinesPlace: Sendable, Hashable {
  case after(Int64)
  case before(Int64)

  /// `after-200`, the form kept in addresses.
  public var text: String {
    switch self {
    case .after(let place): "after-\(place)"
    case .before(let place): "before-\(place)"
    }
  }

  public init?(text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let place = Int64(parts[1]) else { return nil }
    switch parts[0] {
    case "after": self = .after(place)
    case "before": self = .before(place)
    default: return nil
    }
  }
}
