/// Which VAT goes with the amounts of an account.
public struct AccountVAT: Hashable, Sendable {
  /// The account of the VAT.
  public var account: String
  /// Hundredths of a percent: 2000 is 20 %.
  public var rate: UInt32

  public init(account: String, rate: UInt32) {
    self.account = account
    self.rate = rate
  }

  /// The rates of metropolitan France and of its overseas departments (CGI, articles 278 à 281 quater and 296).
  public static let rates: [UInt32] = [2_000, 1_000, 550, 210, 850, 175, 105]

  /// The tax on an amount without it: rounded once, half a cent away from zero.
  public func tax(on net: Int64) -> Int64? {
    Fraction(Int128(net) * Int128(rate), 1_000_000)?.cents
  }

  /// An amount with its tax in two: the net is rounded, the tax is the rest, so that both add up to the amount.
  public func split(_ gross: Int64) -> (net: Int64, tax: Int64)? {
    Fraction(Int128(gross) * 10_000, Int128(10_000 + rate) * 100)?.cents.map { ($0, gross - $0) }
  }

  /// The rate that a tax on a net amount shows: the one of ``rates`` that makes it, a cent more or less; nil for none.
  public static func rate(of tax: Int64, on net: Int64) -> UInt32? {
    rates.first { rate in
      guard net != 0, let expected = AccountVAT(account: "", rate: rate).tax(on: net) else { return false }
      return abs(expected - tax) <= 1
    }
  }

  /// What the plan comptable lets expect of an account, as the beginning of the VAT account and a rate; nil where VAT
  /// is not usual, or not deductible: insurance (CGI 261 C), travel of people and receptions (CGI ann. II 206), banks,
  /// wages, taxes, financial charges.
  public static func usual(of account: String) -> (root: String, rate: UInt32)? {
    let without = ["603", "609", "616", "6251", "6256", "6257", "627", "26", "27", "28", "29"]
    guard !without.contains(where: account.hasPrefix) else { return nil }
    if ["60", "61", "62"].contains(where: account.hasPrefix) { return ("44566", 2_000) }
    if account.hasPrefix("2") { return ("44562", 2_000) }
    return account.hasPrefix("70") ? ("44571", 2_000) : nil
  }

  /// Whether a VAT line stands on this account.
  public static func isVAT(_ account: String) -> Bool { account.hasPrefix("4456") || account.hasPrefix("4457") }
}
