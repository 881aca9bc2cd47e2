/// Which entries need a document of their own (PCG 921-1: every entry rests on one), by the accounts they stand on.
///
/// Charges, purchases of fixed assets, invoices of suppliers and to customers do. A payment of what was invoiced rests
/// on the bank's statement, and what closes a year on its own workings: stocks (603), depreciation (28, 29, 68).
/// Balances brought forward and reversals rest on other entries.
public enum DocumentNeed {
  /// An account with one of these beginnings asks for a document…
  public static let charged = ["2", "6"]
  /// …unless it has one of these.
  public static let spared = ["28", "29", "603", "68"]
  /// These ask for one too, unless the entry is a payment…
  public static let invoiced = ["401", "404", "411"]
  /// …which has one of these.
  public static let paid = ["5"]

  /// What an account says of its entry.
  public enum Sign: Equatable, Sendable {
    case charge
    case invoice
    case payment
    case nothing
  }

  public static func sign(of account: String) -> Sign {
    func begins(_ beginnings: [String]) -> Bool { beginnings.contains { account.hasPrefix($0) } }
    if begins(charged), !begins(spared) { return .charge }
    if begins(invoiced) { return .invoice }
    return begins(paid) ? .payment : .nothing
  }

  /// Whether an entry, or a draft, on these accounts needs a document.
  public static func isFelt(on accounts: some Sequence<String>) -> Bool { isFelt(by: accounts.map(sign)) }

  /// The same, of what its accounts say.
  public static func isFelt(by signs: some Sequence<Sign>) -> Bool {
    var (invoice, payment) = (false, false)
    for sign in signs {
      switch sign {
      case .charge: return true
      case .invoice: invoice = true
      case .payment: payment = true
      case .nothing: break
      }
    }
    return invoice && !payment
  }
}
