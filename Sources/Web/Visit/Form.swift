/// Fields of a form, or of an address: names and values, percent-decoding done, the last of two equal names kept.
struct Form: Sendable, Equatable {
  private var fields: [String: String] = [:]

  /// Enough for an entry of four hundred lines; what a form may weigh is bounded before.
  private static let mostFields = 4_000

  init() {}

  init(encoded text: some StringProtocol) {
    for pair in text.split(separator: "&").prefix(Self.mostFields) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Percent.decode(parts[0]) else { continue }
      fields[name] = parts.count == 2 ? Percent.decode(parts[1]) ?? "" : ""
    }
  }

  /// The value as sent; empty when the field is absent.
  subscript(name: String) -> String { fields[name] ?? "" }

  /// Without white space around; for what people type, passwords excepted.
  func trimmed(_ name: String) -> String { self[name].trimmingSpaces }

  /// All fields, in the order of their names.
  var pairs: [(String, String)] { fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// The numbers of the fields called `prefix` and a number, in order; looked for once, however far they may go.
  func numbers(after prefix: String, upTo most: Int) -> [Int] {
    fields.keys.compactMap { name in
      guard name.hasPrefix(prefix), let number = Int(name.dropFirst(prefix.count)), (1...most).contains(number),
        name == prefix + String(number)
      else { return nil }
      return number
    }.sorted()
  }

  func has(_ name: String) -> Bool { fields[name] != nil }
}
