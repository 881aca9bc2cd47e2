import Model
import Storage

/// One page of the grand livre: accounts in the order of their numbers, each with its lines by date.
public struct GeneralLedger: Sendable {
  public let year: FiscalYear
  public let sections: [Section]
  /// Where the next page starts; nil on the last one.
  public let next: LedgerCursor?
  public let previous: LedgerCursor?

  /// What of one account stands on the page.
  public struct Section: Sendable {
    public let account: String
    public let label: String
    /// Debit minus credit of the lines before; nil when the account begins on this page.
    public let carried: MoneyTotal?
    public let lines: [AccountPage.Line]
    /// Sums of the whole account; nil when it goes on after this page.
    public let total: Total?
  }

  public struct Total: Sendable, Equatable {
    public let debit: MoneyTotal
    public let credit: MoneyTotal

    public var balance: MoneyTotal { debit - credit }
  }
}

extension GeneralLedger {
  init(_ page: GeneralLedgerPage, year: FiscalYear) {
    self.year = year
    sections = page.sections.map { section in
      Section(
        account: section.account.account, label: section.account.label,
        carried: section.begins ? nil : section.balanceBefore,
        lines: section.lines.map(AccountPage.Line.init),
        total: section.ends ? Total(debit: section.sums.debit, credit: section.sums.credit) : nil)
    }
    next = page.hasLater ? page.last.map { LedgerCursor(.after, $0) } : nil
    previous = page.hasEarlier ? page.first.map { LedgerCursor(.before, $0) } : nil
  }
}
