/// A line that nothing settles when its year ends: the next year takes it over as it is, so that it can be matched
/// there.
public struct CarriedLine: Equatable, Sendable {
  public let reference: LineReference
  public let account: String
  public let party: PartyKey?
  public let debit: Money
  public let credit: Money
  public let label: String
  public let voucherReference: String
  public let voucherDate: CalendarDate
  public let dueDate: CalendarDate?
  public let original: OriginalAmount?

  public init(
    reference: LineReference, account: String, party: PartyKey?, debit: Money, credit: Money, label: String,
    voucherReference: String, voucherDate: CalendarDate, dueDate: CalendarDate? = nil, original: OriginalAmount? = nil
  ) {
    self.reference = reference
    self.account = account
    self.party = party
    self.debit = debit
    self.credit = credit
    self.label = label
    self.voucherReference = voucherReference
    self.voucherDate = voucherDate
    self.dueDate = dueDate
    self.original = original
  }

  /// Debit less credit.
  public var amount: Money { debit - credit }
}
