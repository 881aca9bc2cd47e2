/// Which VAT the last entries of an account bear: only those where nothing else could explain the tax count.
public struct VATEvidence: Equatable, Sendable {
  private let account: String
  private var found: [AccountVAT: Int] = [:]
  /// Entries where the account is the only net one.
  public private(set) var total = 0
  /// Every rate that was seen, 0 for no tax; nil for a tax of no known rate.
  private var rates: Set<UInt32?> = []

  public init(account: String) { self.account = account }

  /// - Parameter lines: of one entry: account, and debit less credit.
  public mutating func add(_ lines: [(account: String, cents: Int64)]) {
    let nets = lines.filter { ["2", "6", "7"].contains(String($0.account.prefix(1))) }
    guard !nets.isEmpty, nets.allSatisfy({ $0.account == account }) else { return }
    // Income or a charge that goes from one year to another says nothing of its tax.
    let waiting = ["408", "486"] + TurnoverTax.deferring
    guard !lines.contains(where: { line in waiting.contains(where: line.account.hasPrefix) }) else { return }
    total += 1
    let taxes = lines.filter { AccountVAT.isVAT($0.account) }
    let net = nets.reduce(0) { $0 + $1.cents }
    // A tax that waits to be paid (4458) is one.
    let isUntaxed = taxes.isEmpty && !lines.contains { $0.account.hasPrefix("4458") }
    let rate = taxes.count == 1 ? AccountVAT.rate(of: taxes[0].cents, on: net) : nil
    rates.insert(isUntaxed ? 0 : rate)
    guard let rate else { return }
    found[AccountVAT(account: taxes[0].account, rate: rate), default: 0] += 1
  }

  /// The one that most of them bear; nil when fewer than three entries tell, or no more than half of them agree.
  public var usual: VATRule? {
    let best = found.max { ($0.value, $1.key.account) < ($1.value, $0.key.account) }
    guard let best, total >= 3, best.value * 2 > total else { return nil }
    return VATRule(vat: best.key, basis: .learnt(count: best.value, total: total))
  }

  /// The rate that all of them bear, hundredths of a percent, 0 for no tax; nil when fewer than three entries tell, or
  /// they differ.
  public var onlyRate: UInt32? {
    guard total >= 3, rates.count == 1, let rate = rates.first else { return nil }
    return rate
  }

  /// At least three entries, and most of them without any tax: none is expected.
  public var saysNone: Bool { total >= 3 && found.values.reduce(0, +) * 2 < total }
}
