/// A FEC read in the simplest way there is, sharing nothing with the reader under test: UTF-8, TAB, CRLF, the legal
/// columns in their order, amounts with two decimals.
struct NaiveFEC {
  var rows: [[String]]

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: true).dropFirst()
    rows = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Debit and credit of each value of a column, in cents.
  func sums(by column: Int) -> [String: [Int128]] {
    var sums: [String: [Int128]] = [:]
    for row in rows {
      let sum = sums[row[column], default: [0, 0]]
      sums[row[column]] = [sum[0] + Self.cents(row[11]), sum[1] + Self.cents(row[12])]
    }
    return sums
  }

  var entryCount: Int { Set(rows.map { [$0[0], $0[2]] }).count }

  static func cents(_ text: String) -> Int128 { Int128(text.filter { $0 != "," }) ?? 0 }
}
