/// One line of a whole ledger or journal, as it is written out. Texts are the line's own, or those of its entry.
public struct LedgerLine: Equatable, Sendable {
  public let journal: String
  /// EcritureNum.
  public let number: String
  public let date: CalendarDate
  public let account: String
  public let label: String
  /// Code of the third party, or empty.
  public let party: String
  public let piece: String
  public let debit: Money
  public let credit: Money
  /// Matching code, or empty.
  public let matching: String
  /// Debit minus credit of the account up to this line included; nil in a journal.
  public let balance: MoneyTotal?

  public init(
    journal: String, number: String, date: CalendarDate, account: String, label: String, party: String, piece: String,
    debit: Money, credit: Money, matching: String, balance: MoneyTotal?
  ) {
    self.journal = journal
    self.number = number
    self.date = date
    self.account = account
    self.label = label
    self.party = party
    self.piece = piece
    self.debit = debit
    self.credit = credit
    self.matching = matching
    self.balance = balance
  }
}
