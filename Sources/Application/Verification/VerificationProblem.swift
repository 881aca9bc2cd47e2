import Model

extension Verification {
  /// One thing that does not agree in the books.
  public enum Problem: Sendable, Equatable {
    /// The signed log itself is broken at this change-set: nothing from there on can be trusted.
    case chain(ChainBreak)
    /// The recovery of the write-ahead log found authentic commits behind a frame that was not: something altered the
    /// file while nobody had it open.
    case writeAheadLog(frame: UInt32, laterCommits: UInt32)
    /// A stored entry does not say what was signed.
    case entry(EntryPlace, changeSet: UInt64, [EntryDifference])
    /// A signed entry that the tables do not have.
    case entryMissing(EntryPlace, changeSet: UInt64)
    /// An entry of the tables that nobody signed.
    case entryAdded(EntryPlace)
    /// The label of a journal, account or third party is not the last one that was signed.
    case master(code: String, signed: String, stored: String)
    /// A kept balance is not the sum of the signed lines.
    case balance(BalanceFold.Key, signed: BalanceFold.Sums, stored: BalanceFold.Sums)
    /// The page of an account would not show the lines of its entries.
    case accountLines(account: String, yearEnd: CalendarDate)
    /// The page of a journal would not list its entries with their sums.
    case journalEntries(journal: String, yearEnd: CalendarDate)
    /// Sums that pages find ready are not those of what they are made from: table, key and gap of each, in technical
    /// words.
    case pageSums([String])
    /// What third parties owe and are owed, as the balance sheet reads it, is not what their signed lines give.
    case partySides(account: String, yearEnd: CalendarDate)
    /// Lines matched with one another are not those that were signed so, or do not bear those letters.
    case matching(account: String, code: String)
    /// A search of that year would not lead to its entries by their numbers and pieces, or would lead elsewhere.
    case entrySearch(yearEnd: CalendarDate)
    /// A search would not lead to these accounts and third parties by their codes and labels, or by others.
    case masterSearch([String])
    /// A document beside a draft or an entry is not where it was signed to be.
    case attachment(fileName: String)
    /// The word that no document is needed is not the one that was signed.
    case documentWaiver(reason: String)
    /// The file of a document is missing, or not the one whose hash was signed.
    case document(fileName: String, hash: [UInt8], DocumentDefect, EntryPlace)
    /// The register of assets, or a cut-off, is not what was signed.
    case register(label: String)

    /// Stable name of the check.
    public var code: String {
      switch self {
      case .chain: "chain"
      case .writeAheadLog: "log.altered"
      case .entry: "projection.entry"
      case .entryMissing: "projection.entry_missing"
      case .entryAdded: "projection.entry_added"
      case .master: "projection.master"
      case .balance: "projection.balance"
      case .accountLines: "projection.lines"
      case .journalEntries: "projection.journal"
      case .pageSums: "projection.pages"
      case .partySides: "projection.party_sides"
      case .matching: "projection.matching"
      case .entrySearch, .masterSearch: "projection.search"
      case .attachment: "projection.attachment"
      case .documentWaiver: "projection.document_waiver"
      case .document(_, _, .missing, _): "document.missing"
      case .document(_, _, .altered, _): "document.altered"
      case .register: "projection.register"
      }
    }

    /// Change-set at fault, when one is.
    public var changeSet: UInt64? {
      switch self {
      case .chain(let broken): broken.changeSet
      case .entry(_, let changeSet, _), .entryMissing(_, let changeSet): changeSet
      case .writeAheadLog, .entryAdded, .master, .balance, .accountLines, .journalEntries, .pageSums, .partySides,
        .matching, .entrySearch, .masterSearch, .attachment, .documentWaiver, .document, .register:
        nil
      }
    }
  }

  /// How a person finds an entry.
  public struct EntryPlace: Sendable, Equatable {
    public let journal: String
    public let number: String
    public let date: CalendarDate?

    public init(journal: String, number: String, date: CalendarDate?) {
      self.journal = journal
      self.number = number
      self.date = date
    }
  }

  /// Where the chain of change-sets breaks, and how.
  public struct ChainBreak: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
      /// The signature does not match the bytes, or is not by a device of the company.
      case signature
      /// A change-set is missing, doubled, out of place, or of another company.
      case order
      /// The bytes cannot be read as what they claim to be.
      case content
      /// Signed in order, but the books it makes are not: an entry that does not balance, sums that are not those
      /// announced.
      case ledger
    }

    public let changeSet: UInt64
    public let kind: Kind
    public let entry: EntryPlace?
    /// For diagnosis, in technical words.
    public let technical: String
  }
}
