import Model
import Storage

/// One page of the grand livre: accounts in the order of their numbers, each with its lines by date.
public struct GeneralLedger: Sendable {
  public let year: FiscalYear
  /// The first day of the period; nil when it begins with the year.
  public let from: CalendarDate?
  /// What all its accounts add up to in the period, those of other pages included; nil when it begins with the year.
  public let movements: Total?
  public let sections: [Section]
  /// Where the next page starts; nil on the last one.
  public let next: LedgerCursor?
  public let previous: LedgerCursor?

  /// What of one account stands on the page.
  public struct Section: Sendable {
    public let account: String
    public let label: String
    /// Debit minus credit of the lines before; nil when the account begins on this page, and with it the year.
    public let carried: MoneyTotal?
    /// What is carried is what the account begins the year with, as long as no opening is recorded.
    public let isProvisional: Bool
    /// The lines before are those of other pages, not only those before the period.
    public let goesOn: Bool
    public let lines: [AccountPage.Line]
    /// Sums of the whole account in the period; nil when it goes on after this page.
    public let total: Total?
    /// Debit minus credit of the account at the end of the period; nil when it goes on after this page.
    public let balance: MoneyTotal?
  }

  public struct Total: Sendable, Equatable {
    public let debit: MoneyTotal
    public let credit: MoneyTotal
  }
}

extension GeneralLedger {
  init(_ page: GeneralLedgerPage, year: FiscalYear, from: CalendarDate?, movements: RangeSums?) {
    self.year = year
    self.from = from
    self.movements = movements.map { Total(debit: $0.debit, credit: $0.credit) }
    sections = page.sections.map { section in
      Section(
        account: section.account.account, label: section.account.label,
        carried: section.begins && from == nil && section.provisional.isZero ? nil : section.balanceBefore,
        isProvisional: section.begins && from == nil && !section.provisional.isZero, goesOn: !section.begins,
        lines: section.lines.map { AccountPage.Line($0, carried: .zero) },
        total: section.ends ? Total(debit: section.sums.debit, credit: section.sums.credit) : nil,
        balance: section.ends ? section.lines.last?.balance ?? section.balanceBefore : nil)
    }
    next = page.hasLater ? page.last.map { LedgerCursor(.after, $0) } : nil
    previous = page.hasEarlier ? page.first.map { LedgerCursor(.before, $0) } : nil
  }
}
