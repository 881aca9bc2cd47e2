/// What ties a file to the years around it: the balances it leaves and those it brings forward, and the matched lines
/// that another year may complete. Accounts are general ones, balances are debit less credit.
public struct FECLinks: Equatable, Sendable {
  /// What the file leaves on each account, opening entries included.
  public var closing: [String: MoneyTotal]
  /// What its opening entries bring, in the order of their first lines.
  public var opening: [Opening]
  /// What it leaves to each third party of each account; those left at nothing are not kept.
  public var partyClosing: [PartyShare]
  /// What its opening entries bring to each third party of each account.
  public var partyOpening: [PartyShare]
  /// Matching groups that another year may complete: those whose lines, or whose lines beside the opening, do not add
  /// up to zero. At most ``FECLinks/openGroupLimit``.
  public var openGroups: [OpenGroup]

  public static let openGroupLimit = 20_000

  public init(
    closing: [String: MoneyTotal] = [:], opening: [Opening] = [], partyClosing: [PartyShare] = [],
    partyOpening: [PartyShare] = [], openGroups: [OpenGroup] = []
  ) {
    self.closing = closing
    self.opening = opening
    self.partyClosing = partyClosing
    self.partyOpening = partyOpening
    self.openGroups = openGroups
  }

  public struct Opening: Equatable, Sendable {
    public var account: String
    public var balance: MoneyTotal
    /// Its first line in the file.
    public var line: Int

    public init(account: String, balance: MoneyTotal, line: Int) {
      self.account = account
      self.balance = balance
      self.line = line
    }
  }

  /// Lines of one account, third party and code.
  public struct OpenGroup: Equatable, Sendable {
    public var account: String
    public var party: PartyKey?
    public var code: String
    public var movement: MoneyTotal
    /// Of opening entries: lines of the year before, told again.
    public var opening: MoneyTotal
    public var line: Int

    public init(
      account: String, party: PartyKey?, code: String, movement: MoneyTotal, opening: MoneyTotal, line: Int
    ) {
      self.account = account
      self.party = party
      self.code = code
      self.movement = movement
      self.opening = opening
      self.line = line
    }
  }
}

extension FECLinks {
  /// Where the opening of a year differs from the closing of the year before: one anomaly for each account, in the
  /// order of accounts; or one alone when nothing was brought forward.
  ///
  /// Accounts of charges and products (6, 7) begin at nothing: their sum is the result, held to account 12. An account
  /// is the same one whether it is written `411` or `411000`. Special accounts (8, 9) are left aside.
  public static func openingGaps(
    _ opening: [Opening], against closing: [String: MoneyTotal], of before: FiscalYear
  ) -> [FECAnomaly] {
    var left: [String: (account: String, amount: MoneyTotal)] = [:]
    for (account, amount) in closing {
      guard let key = carriedKey(account) else { continue }
      let known = left[key]
      left[key] = (known.map { min($0.account, account) } ?? account, (known?.amount ?? .zero) + amount)
    }
    if opening.isEmpty {
      return left.values.contains { !$0.amount.isZero } ? [FECAnomaly(.openingMissing, values: [before.name])] : []
    }
    var brought: [String: (account: String, amount: MoneyTotal, line: Int)] = [:]
    for item in opening {
      guard let key = carriedKey(item.account) else { continue }
      let known = brought[key]
      brought[key] = (
        known?.account ?? item.account, (known?.amount ?? .zero) + item.balance, known?.line ?? item.line
      )
    }
    return Set(left.keys).union(brought.keys).sorted().compactMap { key in
      let (was, now) = (left[key]?.amount ?? .zero, brought[key]?.amount ?? .zero)
      guard was != now else { return nil }
      let account = key == resultKey ? resultKey : brought[key]?.account ?? left[key]?.account ?? key
      return FECAnomaly(
        .openingDiffers, line: brought[key]?.line,
        values: [account, String(now.minor), String(was.minor), before.name])
    }
  }

  static let resultKey = "12"

  /// The key under which an account goes from one year to the next; nil when it does not.
  static func carriedKey(_ account: String) -> String? {
    guard let family = account.utf8.first, family >= 0x31, family <= 0x37 else { return nil }
    if family >= 0x36 || account.hasPrefix(resultKey) { return resultKey }
    return AccountNumber.unfilled(account)
  }
}
