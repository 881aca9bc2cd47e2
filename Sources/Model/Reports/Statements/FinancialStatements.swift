/// A balance sheet and an income statement with their figures, in the order of the form.
public struct FinancialStatements: Sendable {
  public let rows: [Row]
  public let controls: [Control]
  public let findings: [Finding]

  /// One line with its figures. Liabilities and the income statement have no depreciation: their gross is their net.
  public struct Row: Sendable, Equatable {
    public let rubric: StatementForm.Rubric
    public let gross: MoneyTotal
    public let depreciation: MoneyTotal
    public var net: MoneyTotal { gross - depreciation }
    /// The net of the year before; nil when there is nothing to compare with.
    public internal(set) var previous: MoneyTotal?
    /// The accounts that make it, in their order; empty for sums.
    public internal(set) var parts: [Part]

    public init(
      rubric: StatementForm.Rubric, gross: MoneyTotal, depreciation: MoneyTotal, previous: MoneyTotal?, parts: [Part]
    ) {
      self.rubric = rubric
      self.gross = gross
      self.depreciation = depreciation
      self.previous = previous
      self.parts = parts
    }

    /// Whether there is nothing to show, this year or before.
    public var isNil: Bool {
      gross.isZero && depreciation.isZero && (previous?.isZero ?? true) && parts.allSatisfy(\.isNil)
    }
  }

  /// What one account brings to a line.
  public struct Part: Sendable, Equatable {
    public enum Side: Sendable { case debit, credit }

    public let account: String
    public let label: String
    /// Counted as the column counts: positive when it adds to the column.
    public let amount: MoneyTotal
    public let isDepreciation: Bool
    /// The side of the account that it came from.
    public let side: Side
    /// Only some third parties of the account: the others are in another line.
    public let isShare: Bool
    public internal(set) var previous: MoneyTotal?

    public init(
      account: String, label: String, amount: MoneyTotal, isDepreciation: Bool, side: Side, isShare: Bool,
      previous: MoneyTotal? = nil
    ) {
      self.account = account
      self.label = label
      self.amount = amount
      self.isDepreciation = isDepreciation
      self.side = side
      self.isShare = isShare
      self.previous = previous
    }

    var isNil: Bool { amount.isZero && (previous?.isZero ?? true) }
  }

  /// An equation that sound books fulfil, with both its figures.
  public struct Control: Sendable, Equatable {
    public enum Kind: Sendable, CaseIterable {
      /// Total assets = total liabilities.
      case balance
      /// What assets leave above all other liabilities = the result of the income statement.
      case result
      /// Credit minus debit of classes 6 and 7 in the trial balance = the result of the income statement.
      case classes
      /// What the closing entries carried to account 12 = the result of the income statement.
      case closing
    }

    public let kind: Kind
    public let left: MoneyTotal
    public let right: MoneyTotal
    public var isHeld: Bool { left == right }

    public init(kind: Kind, left: MoneyTotal, right: MoneyTotal) {
      self.kind = kind
      self.left = left
      self.right = right
    }
  }

  /// An account that a reader has to be told about.
  public struct Finding: Sendable, Equatable {
    public enum Kind: Sendable, Equatable, CaseIterable {
      /// Must be nil at closing.
      case toClear
      /// The result of an earlier year that still waits to be allocated; it stands with the retained earnings.
      case toAllocate
      /// No longer in the plan of the year; its old line still takes it.
      case retired
      /// No line of the form takes this account.
      case unplaced
      /// No line takes the side its balance is on.
      case wrongSide
      /// Classes 6 and 7 stand at nothing, and no entry is known to have closed them: the income statement is empty
      /// although the year has a result.
      case closedOtherwise
    }

    public let kind: Kind
    public let account: String
    public let label: String
    /// Debit minus credit.
    public let balance: MoneyTotal

    public init(kind: Kind, account: String, label: String, balance: MoneyTotal) {
      self.kind = kind
      self.account = account
      self.label = label
      self.balance = balance
    }
  }

  public func row(_ code: String) -> Row? { rows.first { $0.rubric.code == code } }

  /// The last line of a section: total assets, total liabilities, the result of the year.
  public func total(of section: StatementForm.Section) -> Row? {
    rows.first { $0.rubric.kind == .total && $0.rubric.section == section }
  }

  /// The lines with accounts of their own that a line is made of: itself, or what its sum adds up.
  public func lines(under code: String) -> Set<String> {
    let byCode = Dictionary(rows.map { ($0.rubric.code, $0) }) { first, _ in first }
    var (found, waiting, seen): (Set<String>, [String], Set<String>) = ([], [code], [])
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted, let row = byCode[next] else { continue }
      if !row.parts.isEmpty { found.insert(next) }
      waiting += row.rubric.terms.map(\.code)
    }
    return found
  }

  public var balanceSheet: [Row] { rows.filter { $0.rubric.section.isBalanceSheet } }
  public var incomeStatement: [Row] { rows.filter { !$0.rubric.section.isBalanceSheet } }
}
