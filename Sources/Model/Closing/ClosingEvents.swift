/// A year is closed (clôture, code de commerce R123-174; PCG 921-4): nothing enters it any more. Its opening entries in
/// the next year stand before this fact, in the same transaction.
public struct YearClosed: Equatable, Sendable {
  public var year: FiscalYear
  /// 1 for the first closing of the year, then one more with each closing and reopening.
  public var generation: UInt32
  /// Credit less debit of classes 6 and 7: positive for a profit.
  public var result: MoneyTotal
  /// The account 120 or 129 that carries the result; blank when there is none, or when the next year had its opening.
  public var resultAccount: String
  /// Movements month by month, opening entries left out.
  public var months: [PeriodTotal]
  /// All years closed so far, this one included (total perpétuel, CGI 286 I 3° bis).
  public var perpetualDebit: MoneyTotal
  public var perpetualCredit: MoneyTotal
  /// Empty when the next year had its opening already.
  public var openings: [Identifier<JournalEntry.Validated>]
  public var documents: [ClosingDocument]
  /// What was to be looked at and was accepted all the same.
  public var accepted: [String]

  public init(
    year: FiscalYear, generation: UInt32, result: MoneyTotal, resultAccount: String, months: [PeriodTotal],
    perpetualDebit: MoneyTotal, perpetualCredit: MoneyTotal, openings: [Identifier<JournalEntry.Validated>],
    documents: [ClosingDocument], accepted: [String]
  ) {
    self.year = year
    self.generation = generation
    self.result = result
    self.resultAccount = resultAccount
    self.months = months
    self.perpetualDebit = perpetualDebit
    self.perpetualCredit = perpetualCredit
    self.openings = openings
    self.documents = documents
    self.accepted = accepted
  }
}

/// What the entries of one month of a closed year add up to, opening entries left out.
public struct PeriodTotal: Hashable, Sendable {
  /// AAAAMM, of the entry's date.
  public var month: Int32
  public var entryCount: UInt64
  public var lineCount: UInt64
  public var debit: MoneyTotal
  public var credit: MoneyTotal

  public init(
    month: Int32, entryCount: UInt64 = 0, lineCount: UInt64 = 0, debit: MoneyTotal = .zero, credit: MoneyTotal = .zero
  ) {
    self.month = month
    self.entryCount = entryCount
    self.lineCount = lineCount
    self.debit = debit
    self.credit = credit
  }
}

/// A file that a closing sealed: what the books of the year said on that day.
public struct ClosingDocument: Hashable, Sendable {
  /// The raw values are part of the signed log.
  public enum Kind: UInt8, Sendable, CaseIterable {
    case legalFile = 1
    /// The description that goes with the legal file (LPF A47 A-1, XI).
    case notice = 2
    case statements = 3
    case trialBalance = 4
  }

  public var id: Identifier<ClosingDocument>
  public var kind: Kind
  public var fileName: String
  /// BLAKE2b-256 of the bytes.
  public var hash: [UInt8]
  public var byteCount: UInt64

  public init(id: Identifier<ClosingDocument>, kind: Kind, fileName: String, hash: [UInt8], byteCount: UInt64) {
    self.id = id
    self.kind = kind
    self.fileName = fileName
    self.hash = hash
    self.byteCount = byteCount
  }
}

/// A closed year takes entries again, until it is closed once more. The entries that take its opening entries back
/// stand before this fact, in the same transaction: nothing is erased.
public struct YearReopened: Equatable, Sendable {
  public var yearEnd: CalendarDate
  /// One more than that of the closing.
  public var generation: UInt32
  public var reason: String
  public var reversals: [Identifier<JournalEntry.Validated>]

  public init(
    yearEnd: CalendarDate, generation: UInt32, reason: String, reversals: [Identifier<JournalEntry.Validated>]
  ) {
    self.yearEnd = yearEnd
    self.generation = generation
    self.reason = reason
    self.reversals = reversals
  }
}
