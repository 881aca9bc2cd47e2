/// Accounts that start with one of some beginnings.
struct AccountRange {
  private let count: Int
  let arguments: [Value]

  init(_ beginnings: [String]) {
    count = beginnings.count
    // `:` follows `9`: the range holds all that starts with the beginning.
    arguments = beginnings.flatMap { [.text($0), .text($0 + ":")] }
  }

  /// In parentheses; nothing meets it when there are no beginnings.
  func condition(_ account: String) -> String {
    guard count > 0 else { return "(0 = 1)" }
    let one = "(\(account).number >= ? AND \(account).number < ?)"
    return "(" + Array(repeating: one, count: count).joined(separator: " OR ") + ")"
  }
}
