/// Subject of identifiers: an entry that puts a charge or an income into the year it belongs to (régularisation).
public enum CutOff {}

public enum CutOffKind: UInt8, Sendable, CaseIterable {
  /// Charge paid for the next year (CCA, account 486).
  case prepaidExpense = 1
  /// Income billed for the next year (PCA, account 487).
  case deferredIncome = 2
  /// Bought, and not invoiced yet (FNP, account 408).
  case invoiceNotReceived = 3
  /// Sold, and not invoiced yet (FAE, account 418).
  case invoiceToMake = 4

  /// Whether the amount is shared between two years by days.
  public var isShared: Bool { self == .prepaidExpense || self == .deferredIncome }

  /// Whether the account it regularises is debited at the end of the year.
  public var debitsAccount: Bool { self == .deferredIncome || self == .invoiceNotReceived }
}

/// A cut-off was made: an entry of the last day of a year, and the one that takes it back on the day after. It holds
/// what was computed; whether it counts is what became of the two drafts.
public struct CutOffMade: Equatable, Sendable {
  public var id: Identifier<CutOff>
  public var kind: CutOffKind
  /// Last day of the fiscal year.
  public var yearEnd: CalendarDate
  public var label: String
  /// Of charges or income (or of assets, for an invoice that did not come).
  public var account: String
  public var party: PartyKey?
  /// Of the invoice or the service, without VAT.
  public var amount: Money
  /// On an invoice that did not come, or was not made.
  public var vat: Money
  /// What it covers; nil for an invoice not received or to make.
  public var period: CutOffPeriod?
  /// What it puts into the other year, without VAT.
  public var share: Money
  public var draft: Identifier<Draft>
  public var reversal: Identifier<Draft>

  public init(
    id: Identifier<CutOff>, kind: CutOffKind, yearEnd: CalendarDate, label: String, account: String, party: PartyKey?,
    amount: Money, vat: Money, period: CutOffPeriod?, share: Money, draft: Identifier<Draft>,
    reversal: Identifier<Draft>
  ) {
    self.id = id
    self.kind = kind
    self.yearEnd = yearEnd
    self.label = label
    self.account = account
    self.party = party
    self.amount = amount
    self.vat = vat
    self.period = period
    self.share = share
    self.draft = draft
    self.reversal = reversal
  }
}

/// The days that a charge or an income covers, both included.
public struct CutOffPeriod: Hashable, Sendable {
  public var start: CalendarDate
  public var end: CalendarDate

  public init(start: CalendarDate, end: CalendarDate) {
    self.start = start
    self.end = end
  }

  public var days: Int { max(0, end.dayCount - start.dayCount + 1) }

  /// Days after the end of the year.
  public func days(after yearEnd: CalendarDate) -> Int { min(days, max(0, end.dayCount - yearEnd.dayCount)) }

  /// The part of an amount that falls on the days after the year: to the nearest cent, half a cent up.
  public func share(of amount: Money, after yearEnd: CalendarDate) -> Money {
    amount.share(days(after: yearEnd), of: days)
  }
}
