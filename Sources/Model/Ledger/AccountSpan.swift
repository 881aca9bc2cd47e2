/// Which accounts a list shows, as an accountant types it: `411` for those whose numbers start so, `6-7` for all from
/// the first of the 6 to the last of the 7.
public struct AccountSpan: Hashable, Sendable {
  /// As it was typed, without spaces around; empty for all accounts.
  public let text: String
  /// Numbers start with this one, or come after it.
  public let lowest: String
  /// Numbers start with this one, or come before it.
  public let highest: String

  public static let all = AccountSpan("")

  public init(_ typed: some StringProtocol) {
    text = String(typed.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
      .map { String($0.filter { $0 != " " }) }
    // A number may hold a dash itself; two ends of digits are the two ends of a span.
    guard ends.count == 2, ends.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }) else {
      (lowest, highest) = (text, text)
      return
    }
    (lowest, highest) = (ends[0], ends[1])
  }

  public var isAll: Bool { text.isEmpty }
  /// Two numbers, not the beginning of one.
  public var isRange: Bool { lowest != highest }

  public func contains(_ account: String) -> Bool {
    account.hasPrefix(highest) && !isRange
      || isRange && !account.utf8.lexicographicallyPrecedes(lowest.utf8)
        && (account.hasPrefix(highest) || account.utf8.lexicographicallyPrecedes(highest.utf8))
  }
}
