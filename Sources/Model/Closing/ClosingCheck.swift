/// One thing that is checked before a year is closed. The raw values are part of the signed log: a closing names those
/// that were accepted as they stood.
public enum ClosingCheck: String, Sendable, Hashable, CaseIterable {
  // What a closing stands on.
  case yearNotOver = "year_not_over"
  case noEntry = "no_entry"
  case previousYearOpen = "previous_year_open"
  case importUnderWay = "import_under_way"
  case draftsLeft = "drafts_left"
  case booksUnbalanced = "books_unbalanced"
  case accountsOutsideClasses = "accounts_outside_classes"

  // The books themselves.
  case undatedDrafts = "undated_drafts"
  case unbalancedEntries = "unbalanced_entries"
  case datesOutsideYear = "dates_outside_year"
  case numbersMissing = "numbers_missing"
  case notVerified = "not_verified"
  case monthsOpen = "months_open"
  case yearLength = "year_length"
  case nextYearMissing = "next_year_missing"
  case openingDiffers = "opening_differs"
  case nextOpeningDiffers = "next_opening_differs"
  case priorResultLeft = "prior_result_left"
  case statementsUnequal = "statements_unequal"
  case unplacedAccounts = "unplaced_accounts"
  case groupAccounts = "group_accounts"

  // Accounts to clear.
  case suspenseAccounts = "suspense_accounts"
  case transferAccounts = "transfer_accounts"
  case chequesToCash = "cheques_to_cash"
  case vatDeductibleLeft = "vat_deductible_left"
  case vatCollectedLeft = "vat_collected_left"
  case vatDueDebit = "vat_due_debit"
  case vatAgainstTurnover = "vat_against_turnover"

  // Third parties.
  case suppliersDebit = "suppliers_debit"
  case customersCredit = "customers_credit"
  case lettersUnbalanced = "letters_unbalanced"
  case oldOpenLines = "old_open_lines"

  // Inventory.
  case depreciationMissing = "depreciation_missing"
  case deferralsNotReversed = "deferrals_not_reversed"
  case accrualsNotReversed = "accruals_not_reversed"
  case cutOffsNotPosted = "cut_offs_not_posted"
  case cutOffsNotTakenBack = "cut_offs_not_taken_back"
  case priorCutOffsNotTakenBack = "prior_cut_offs_not_taken_back"
  case stocksNotMoved = "stocks_not_moved"

  // Balances on the wrong side.
  case bankOverdrawn = "bank_overdrawn"
  case cashNegative = "cash_negative"
  case equityWrongSide = "equity_wrong_side"
  case fixedAssetsWrongSide = "fixed_assets_wrong_side"
  case stocksWrongSide = "stocks_wrong_side"
  case payrollWrongSide = "payroll_wrong_side"
  case investmentsWrongSide = "investments_wrong_side"
  case expensesWrongSide = "expenses_wrong_side"
  case incomeWrongSide = "income_wrong_side"
}

/// What a check came to.
public struct ClosingItem: Equatable, Sendable {
  public enum Gravity: Int, Sendable, Comparable {
    case fine
    /// Somebody looks at it, and accepts it or mends it.
    case toLookAt
    /// The year cannot be closed so.
    case blocks

    public static func < (left: Gravity, right: Gravity) -> Bool { left.rawValue < right.rawValue }
  }

  /// The least and the most that an amount may be.
  public struct Bounds: Hashable, Sendable {
    public var lowest: MoneyTotal
    public var highest: MoneyTotal

    public init(lowest: MoneyTotal, highest: MoneyTotal) {
      self.lowest = lowest
      self.highest = highest
    }
  }

  /// One place where something stands out.
  public struct Finding: Hashable, Sendable {
    /// An account, or the code of a journal; blank where it is about the whole.
    public var place: String
    public var label: String
    public var amount: MoneyTotal?
    public var day: CalendarDate?
    public var count: Int?
    /// What the amount should be, without its sign.
    public var bounds: Bounds?
    /// Of the VAT on the amount, hundredths of a percent.
    public var rate: UInt32?

    public init(
      place: String = "", label: String = "", amount: MoneyTotal? = nil, day: CalendarDate? = nil, count: Int? = nil,
      bounds: Bounds? = nil, rate: UInt32? = nil
    ) {
      self.place = place
      self.label = label
      self.amount = amount
      self.day = day
      self.count = count
      self.bounds = bounds
      self.rate = rate
    }
  }

  public let check: ClosingCheck
  public let gravity: Gravity
  /// Empty when it is fine.
  public let findings: [Finding]

  /// To be looked at, when anything was found.
  public init(_ check: ClosingCheck, _ findings: [Finding]) { self.init(check, .toLookAt, findings) }

  public init(_ check: ClosingCheck, _ gravity: Gravity, _ findings: [Finding]) {
    self.check = check
    self.gravity = findings.isEmpty ? .fine : gravity
    self.findings = findings
  }
}
