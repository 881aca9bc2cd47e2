/// What of the books the checks of a closing need to know.
public struct ClosingFacts: Sendable {
  /// Whether the signed log was read again, and what that came to.
  public enum Verification: Hashable, Sendable {
    case never
    /// Something was written since.
    case outdated
    case broken(problems: Int)
    case current
  }

  /// The lowest that cash stood at, on the first such day.
  public struct CashLow: Equatable, Sendable {
    public var account: String
    public var label: String
    public var day: CalendarDate
    public var balance: MoneyTotal

    public init(account: String, label: String, day: CalendarDate, balance: MoneyTotal) {
      self.account = account
      self.label = label
      self.day = day
      self.balance = balance
    }
  }

  public var year: FiscalYear
  public var today: CalendarDate
  public var entryCount = 0
  /// The year that ends the day before; nil when the books begin here.
  public var previousYear: FiscalYear?
  public var isPreviousClosed = false
  public var nextYear: FiscalYear?
  /// The balance of the year.
  public var accounts: [TrialBalance.Row] = []
  /// Those that only name a group of the plan; see ``ChartOfAccounts/isGroup(_:)``.
  public var groupAccounts: Set<String> = []
  /// Accounts 40 and 41, their third parties told apart.
  public var tradeAccounts: [AccountStanding] = []
  public var drafts = 0
  public var undatedDrafts = 0
  /// Names of their files.
  public var importsUnderWay: [String] = []
  /// Entries that their source left unbalanced.
  public var unbalancedEntries = 0
  /// Entries whose day is not of the year.
  public var entriesOutsideYear = 0
  /// Numbers that are missing in a series, by journal; blank for the one series of all journals.
  public var missingNumbers: [String: Int] = [:]
  public var verification = Verification.current
  /// AAAAMM.
  public var openMonths: [Int32] = []
  public var cashLows: [CashLow] = []
  /// Accounts whose letters in capitals do not add up to nothing.
  public var unbalancedLetters: [ClosingItem.Finding] = []
  /// Accounts of suppliers and customers with lines open for more than ninety days at the end of the year.
  public var oldOpenLines: [ClosingItem.Finding] = []
  /// What the year before left and this one opened with, by account; nil where there is nothing to compare.
  public var previousClosing: [String: MoneyTotal]?
  /// What the next year's own opening says, by account; nil when it has none.
  public var nextOpening: [String: MoneyTotal]?
  /// What this year would leave, by account.
  public var ownClosing: [String: MoneyTotal] = [:]
  /// Charges that the register of assets proposes and nobody booked; nil where there is no register to ask.
  public var chargesToMake: [ClosingItem.Finding]?
  /// Those of the year, and those of the year before.
  public var cutOffs: [StandingCutOff] = []
  public var previousCutOffs: [StandingCutOff] = []
  /// Nil where there is nothing to compare.
  public var turnoverTax: TurnoverTax?
  public var controls: [FinancialStatements.Control] = []
  public var statementFindings: [FinancialStatements.Finding] = []

  public init(year: FiscalYear, today: CalendarDate) {
    self.year = year
    self.today = today
  }
}

extension ClosingFacts {
  /// Accounts that start so and stand at something.
  func standing(_ beginnings: [String], except others: [String] = []) -> [ClosingItem.Finding] {
    rows(beginnings, except: others).filter { !$0.balance.isZero }.map(Self.finding)
  }

  /// Accounts that start so and stand on the debit side.
  func debtors(_ beginnings: [String], except others: [String] = []) -> [ClosingItem.Finding] {
    rows(beginnings, except: others).filter { $0.balance.minor > 0 }.map(Self.finding)
  }

  /// Accounts that start so and stand on the credit side.
  func creditors(_ beginnings: [String], except others: [String] = []) -> [ClosingItem.Finding] {
    rows(beginnings, except: others).filter { $0.balance.minor < 0 }.map(Self.finding)
  }

  func rows(_ beginnings: [String], except others: [String] = []) -> [TrialBalance.Row] {
    accounts.filter { row in
      beginnings.contains { row.account.hasPrefix($0) } && !others.contains { row.account.hasPrefix($0) }
    }
  }

  /// Whether anything but the opening touched accounts that start so.
  func hasMovement(_ beginnings: [String]) -> Bool {
    rows(beginnings).contains { $0.debit != $0.openingDebit || $0.credit != $0.openingCredit }
  }

  static func finding(_ cutOff: StandingCutOff) -> ClosingItem.Finding {
    let share = Int128(cutOff.made.share.minor)
    return ClosingItem.Finding(
      place: cutOff.made.account, label: cutOff.made.label,
      amount: MoneyTotal(minor: cutOff.made.kind.debitsAccount ? share : -share), day: cutOff.made.yearEnd)
  }

  static func finding(_ row: TrialBalance.Row) -> ClosingItem.Finding {
    ClosingItem.Finding(place: row.account, label: row.label, amount: row.balance)
  }
}
