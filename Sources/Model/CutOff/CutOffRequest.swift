/// A cut-off as it is asked for.
public struct CutOffRequest: Equatable, Sendable {
  public var kind: CutOffKind
  public var label: String
  public var account: String
  public var party: PartyKey?
  /// Without VAT.
  public var amount: Money
  public var vat: Money
  public var period: CutOffPeriod?

  public init(
    kind: CutOffKind, label: String, account: String, party: PartyKey? = nil, amount: Money, vat: Money = .zero,
    period: CutOffPeriod? = nil
  ) {
    self.kind = kind
    self.label = label
    self.account = account
    self.party = party
    self.amount = amount
    self.vat = vat
    self.period = period
  }
}

/// Why a cut-off is not made as it was typed.
public enum CutOffProblem: String, Hashable, Sendable, CaseIterable {
  case labelMissing = "label_missing"
  /// Charges are in class 6 (or 2, for an asset not invoiced yet), income in class 7.
  case accountWrong = "account_wrong"
  case amountNotPositive = "amount_not_positive"
  case vatOutOfBounds = "vat_out_of_bounds"
  /// A prepaid charge is known by the days it covers.
  case periodMissing = "period_missing"
  case periodBackward = "period_backward"
  /// Nothing of it falls after the year.
  case periodEndsInYear = "period_ends_in_year"
  /// So small a share that it is less than a cent.
  case nothingToCarry = "nothing_to_carry"
}

/// No cut-off was made: all the reasons.
public struct CutOffNotTaken: Refusal, Equatable {
  /// Never empty.
  public let problems: [CutOffProblem]

  public init(problems: [CutOffProblem]) { self.problems = problems }

  public var code: String { "cut_off.not_taken" }
}

extension CutOffRequest {
  public func problems(yearEnd: CalendarDate) -> [CutOffProblem] {
    var found: [CutOffProblem] = []
    if label.isEmpty { found.append(.labelMissing) }
    if !takesAccount { found.append(.accountWrong) }
    if amount.minor <= 0 || amount.minor > Money.largestMinor { found.append(.amountNotPositive) }
    if kind.isShared {
      found += periodProblems(yearEnd: yearEnd)
    } else if vat.minor < 0 || vat.minor > amount.minor {
      found.append(.vatOutOfBounds)
    }
    if found.isEmpty, share(yearEnd: yearEnd).isZero { found.append(.nothingToCarry) }
    return found
  }

  private var takesAccount: Bool {
    guard AccountNumber.isPlausible(account) else { return false }
    return switch kind {
    case .prepaidExpense: account.hasPrefix("6")
    case .invoiceNotReceived: account.hasPrefix("6") || FixedAsset.isAssetAccount(account)
    case .deferredIncome, .invoiceToMake: account.hasPrefix("7")
    }
  }

  private func periodProblems(yearEnd: CalendarDate) -> [CutOffProblem] {
    guard let period else { return [.periodMissing] }
    if period.end < period.start { return [.periodBackward] }
    return period.end <= yearEnd ? [.periodEndsInYear] : []
  }

  /// What goes into the other year, without VAT.
  public func share(yearEnd: CalendarDate) -> Money {
    guard kind.isShared else { return amount }
    return period?.share(of: amount, after: yearEnd) ?? .zero
  }

  /// The lines of the last day of the year; the day after has them on the other side.
  public func lines(_ accounts: YearEndAccounts, year: FiscalYear) -> [ProposedLine] {
    let share = share(yearEnd: year.end)
    let isAsset = FixedAsset.isAssetAccount(account)
    let role: YearEndAccounts.Role =
      switch kind {
      case .prepaidExpense: .prepaidExpense
      case .deferredIncome: .deferredIncome
      case .invoiceNotReceived: isAsset ? .assetInvoiceNotReceived : .invoiceNotReceived
      case .invoiceToMake: .invoiceToMake
      }
    let vatRole: YearEndAccounts.Role = kind == .invoiceNotReceived ? .vatNotReceived : .vatToMake
    let tax = kind.isShared ? Money.zero : vat
    // The share leaves the account of charges or income, or enters it; the balance-sheet account has both.
    let sign: (Money) -> Money = { kind.debitsAccount ? $0 : -$0 }
    var lines = [ProposedLine(account: account, amount: sign(share))]
    if !tax.isZero {
      lines.append(ProposedLine(account: accounts.account(vatRole, yearOpened: year.start), amount: sign(tax)))
    }
    lines.append(
      ProposedLine(
        account: accounts.account(role, yearOpened: year.start), party: kind.isShared ? nil : party,
        amount: -sign(share + tax)))
    return lines.filter { !$0.amount.isZero }.sorted { $0.amount.minor > 0 && $1.amount.minor < 0 }
  }
}
