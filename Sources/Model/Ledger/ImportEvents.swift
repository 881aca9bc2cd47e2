/// The durable decision to take a file in: from here an import only rolls forward. Nothing of it shows before
/// ``ImportCompleted``.
public struct ImportAccepted: Equatable, Sendable {
  public var id: Identifier<Import>
  public var fileName: String
  /// BLAKE2b-256 of the file's bytes.
  public var fileHash: [UInt8]
  public var year: FiscalYear
  public var numbering: NumberingScheme
  public var entryCount: UInt64
  public var lineCount: UInt64
  /// Σ debit and Σ credit of each journal of the file, in the order of their codes: what the finished import is held
  /// to, above all where entries were unbalanced at source.
  public var journals: [JournalSum]
  /// A person consented, for this year, to entries that do not balance.
  public var consentsToUnbalancedEntries: Bool

  public init(
    id: Identifier<Import>, fileName: String, fileHash: [UInt8], year: FiscalYear, numbering: NumberingScheme,
    entryCount: UInt64, lineCount: UInt64, journals: [JournalSum], consentsToUnbalancedEntries: Bool
  ) {
    self.id = id
    self.fileName = fileName
    self.fileHash = fileHash
    self.year = year
    self.numbering = numbering
    self.entryCount = entryCount
    self.lineCount = lineCount
    self.journals = journals
    self.consentsToUnbalancedEntries = consentsToUnbalancedEntries
  }
}

public struct EntryImported: Equatable, Sendable {
  public var importID: Identifier<Import>
  public var entry: JournalEntry.Validated

  public init(importID: Identifier<Import>, entry: JournalEntry.Validated) {
    self.importID = importID
    self.entry = entry
  }
}

public struct ImportCompleted: Equatable, Sendable {
  public var id: Identifier<Import>

  public init(id: Identifier<Import>) { self.id = id }
}

public struct ImportWithdrawn: Equatable, Sendable {
  public var id: Identifier<Import>
  public var reason: String

  public init(id: Identifier<Import>, reason: String) {
    self.id = id
    self.reason = reason
  }
}

/// How the entries of a year are numbered. The raw values are part of the signed log.
public enum NumberingScheme: UInt8, Sendable {
  /// One continuous sequence over all journals.
  case oneSequence = 1
  /// One continuous sequence per journal.
  case perJournal = 2
  /// Neither: the numbers of the source are kept as text, and ordered by their rank in the file.
  case foreign = 3
}

/// What one journal of a file, or of a year, adds up to.
public struct JournalSum: Hashable, Sendable {
  public var code: String
  public var label: String
  public var entryCount: UInt64
  public var lineCount: UInt64
  public var debit: MoneyTotal
  public var credit: MoneyTotal

  public init(
    code: String, label: String, entryCount: UInt64 = 0, lineCount: UInt64 = 0, debit: MoneyTotal = .zero,
    credit: MoneyTotal = .zero
  ) {
    self.code = code
    self.label = label
    self.entryCount = entryCount
    self.lineCount = lineCount
    self.debit = debit
    self.credit = credit
  }
}
