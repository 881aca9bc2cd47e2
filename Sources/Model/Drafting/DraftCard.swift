/// A draft in a list.
public struct DraftCard: Equatable, Sendable {
  public let id: Identifier<Draft>
  public let journal: String
  public let date: CalendarDate?
  public let voucherReference: String
  public let label: String
  public let lineCount: Int
  public let debit: MoneyTotal
  public let credit: MoneyTotal
  public let clashCount: Int

  public init(
    id: Identifier<Draft>, journal: String, date: CalendarDate?, voucherReference: String, label: String,
    lineCount: Int, debit: MoneyTotal, credit: MoneyTotal, clashCount: Int
  ) {
    self.id = id
    self.journal = journal
    self.date = date
    self.voucherReference = voucherReference
    self.label = label
    self.lineCount = lineCount
    self.debit = debit
    self.credit = credit
    self.clashCount = clashCount
  }
}

/// Which drafts a list shows. Nil and blank are « all ».
public struct DraftFilter: Equatable, Sendable {
  public var journal: String
  /// AAAAMM.
  public var month: Int32?
  public var onlyUnbalanced: Bool
  /// Only purchases that one person made; nil for all.
  public var purchases: Purchases?

  public struct Purchases: Equatable, Sendable {
    public let author: Identifier<Person>
    /// Codes of the journals of purchases.
    public let journals: [String]

    public init(author: Identifier<Person>, journals: [String]) {
      self.author = author
      self.journals = journals
    }
  }

  public init(journal: String = "", month: Int32? = nil, onlyUnbalanced: Bool = false) {
    self.journal = journal
    self.month = month
    self.onlyUnbalanced = onlyUnbalanced
  }
}

/// What a list of drafts adds up to.
public struct DraftTotals: Equatable, Sendable {
  public let count: Int
  public let unbalanced: Int
  public let debit: MoneyTotal
  public let credit: MoneyTotal

  public init(count: Int, unbalanced: Int, debit: MoneyTotal, credit: MoneyTotal) {
    self.count = count
    self.unbalanced = unbalanced
    self.debit = debit
    self.credit = credit
  }
}
