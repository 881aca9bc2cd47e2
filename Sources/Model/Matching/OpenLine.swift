/// A line that nothing settles yet, with what a person recognises it by.
public struct OpenLine: Equatable, Sendable {
  public let reference: LineReference
  public let date: CalendarDate
  public let journal: String
  /// Legal number of its entry.
  public let number: String
  public let voucherReference: String
  public let label: String
  /// When it is to be paid; nil where nothing says so.
  public let dueDate: CalendarDate?
  public let debit: Money
  public let credit: Money

  public init(
    reference: LineReference, date: CalendarDate, journal: String, number: String, voucherReference: String,
    label: String, dueDate: CalendarDate? = nil, debit: Money, credit: Money
  ) {
    self.reference = reference
    self.date = date
    self.journal = journal
    self.number = number
    self.voucherReference = voucherReference
    self.label = label
    self.dueDate = dueDate
    self.debit = debit
    self.credit = credit
  }

  /// Debit less credit.
  public var amount: Money { debit - credit }
}
