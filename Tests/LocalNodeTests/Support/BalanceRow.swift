import Foundation

/// One account of a balance, in cents.
struct BalanceRow: Codable, Equatable {
  let account: String
  let label: String
  var debit: Int
  var credit: Int
  var balance: Int

  init(_ account: String, _ label: String, debit: Int = 0, credit: Int = 0) {
    self.account = account
    self.label = label
    self.debit = debit
    self.credit = credit
    balance = debit - credit
  }

  static func list(_ json: String) throws -> [BalanceRow] {
    try JSONDecoder().decode([BalanceRow].self, from: Data(json.utf8))
  }
}
