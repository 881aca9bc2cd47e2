/// How late an open amount is on a day (balance âgée): the days since it was to be paid.
public enum AgeBracket: Int, Sendable, CaseIterable {
  /// Its last day to be paid has not passed: that very day it is not late.
  case notDue = 0
  case upTo30 = 1
  case upTo60 = 2
  case upTo90 = 3
  case beyond90 = 4

  /// The due days of each bracket on a day, the oldest of them included: `nil` is without end.
  public static func oldestDueDate(_ bracket: AgeBracket, on day: CalendarDate) -> CalendarDate? {
    switch bracket {
    case .notDue: day
    case .upTo30: day.adding(days: -30)
    case .upTo60: day.adding(days: -60)
    case .upTo90: day.adding(days: -90)
    case .beyond90: nil
    }
  }

  public init(due: CalendarDate, on day: CalendarDate) {
    self =
      Self.allCases.first { bracket in Self.oldestDueDate(bracket, on: day).map { due >= $0 } ?? true } ?? .beyond90
  }

  public var isLate: Bool { self != .notDue }
}

/// What is open, by how late it is: debit less credit.
public struct AgedAmounts: Equatable, Sendable {
  private var amounts: [MoneyTotal]

  public init() { amounts = AgeBracket.allCases.map { _ in .zero } }

  public static let zero = AgedAmounts()

  public subscript(bracket: AgeBracket) -> MoneyTotal {
    get { amounts[bracket.rawValue] }
    set { amounts[bracket.rawValue] = newValue }
  }

  public var total: MoneyTotal { amounts.reduce(.zero) { $0 + $1 } }
  public var late: MoneyTotal { amounts.dropFirst().reduce(.zero) { $0 + $1 } }
  public var isNil: Bool { amounts.allSatisfy(\.isZero) }

  public static func += (left: inout AgedAmounts, right: AgedAmounts) {
    for bracket in AgeBracket.allCases { left[bracket] += right[bracket] }
  }
}

/// Whose open amounts a balance âgée is of.
public enum AgedSide: String, Sendable, CaseIterable {
  case customers
  case suppliers

  /// First digits of their control accounts (PCG, classe 4).
  public var prefix: String {
    switch self {
    case .customers: "41"
    case .suppliers: "40"
    }
  }

  /// Nil for an account of neither.
  public init?(account: some StringProtocol) {
    guard let side = Self.allCases.first(where: { account.hasPrefix($0.prefix) }) else { return nil }
    self = side
  }
}
