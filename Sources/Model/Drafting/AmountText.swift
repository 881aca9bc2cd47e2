/// Amounts as people type them into an entry.
public enum AmountText {
  /// Cents; nil for what is no amount. Blank is nothing: 0.
  ///
  /// Read are `1234,5`, `1 234,50 €`, `1.234,50`, `1,234.50`, `-12`, and, behind an equals sign, sums, differences,
  /// products and quotients of those: `=1200/1,2`. A single separator before three figures may be either thing, so it
  /// is refused: `1,234` is one euro here and a thousand there.
  public static func cents(_ text: String) -> Int64? {
    let cleaned = String(text.filter { !$0.isWhitespace && $0 != "€" && $0 != "\u{202F}" && $0 != "\u{00A0}" })
    guard !cleaned.isEmpty else { return 0 }
    if cleaned.hasPrefix("=") { return Calculation(cleaned.dropFirst()).cents }
    return number(cleaned).flatMap { $0.cents }
  }

  /// A number without an exponent, exact.
  static func number(_ text: some StringProtocol) -> Fraction? {
    var digits = Array(text.utf8)
    var isNegative = false
    if let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      digits.removeFirst()
    } else if digits.last == UInt8(ascii: "-") {
      isNegative = true
      digits.removeLast()
    }
    guard let split = split(digits), split.whole.count + split.decimals.count <= 18,
      !split.whole.isEmpty || !split.decimals.isEmpty,
      (split.whole + split.decimals).allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let value = (split.whole + split.decimals).reduce(Int128(0)) { $0 * 10 + Int128($1 - 48) }
    return Fraction(isNegative ? -value : value, powerOfTen(split.decimals.count))
  }

  /// The figures before and after the decimal separator.
  private static func split(_ bytes: [UInt8]) -> (whole: [UInt8], decimals: [UInt8])? {
    let (comma, dot) = (UInt8(ascii: ","), UInt8(ascii: "."))
    let marks = bytes.indices.filter { bytes[$0] == comma || bytes[$0] == dot }
    guard let last = marks.last else { return (bytes, []) }
    let others = marks.dropLast()
    let isMixed = others.contains { bytes[$0] != bytes[last] }
    // The same mark twice groups thousands; two kinds of marks: the last is the decimal one.
    if !others.isEmpty, !isMixed {
      return isGrouped(bytes, at: Array(marks)) ? (bytes.filter { $0 != comma && $0 != dot }, []) : nil
    }
    let decimals = Array(bytes[(last + 1)...])
    if others.isEmpty, decimals.count == 3, last > 0 { return nil }
    guard others.isEmpty || isGrouped(Array(bytes[..<last]), at: Array(others)) else { return nil }
    return (bytes[..<last].filter { $0 != comma && $0 != dot }, decimals)
  }

  private static func isGrouped(_ bytes: [UInt8], at marks: [Int]) -> Bool {
    zip(marks, marks.dropFirst() + [bytes.count]).allSatisfy { $1 - $0 == 4 }
  }

  static func powerOfTen(_ exponent: Int) -> Int128 { (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 } }
}

/// `1200/1,2+3*2`: the four operations, products before sums, without brackets.
private struct Calculation {
  let cents: Int64?

  init(_ text: some StringProtocol) { cents = Self.sum(Array(text)).flatMap(\.cents) }

  private static func sum(_ text: [Character]) -> Fraction? {
    var total = Fraction(0, 1)
    for (sign, term) in terms(text, separators: "+-") {
      guard let value = product(term), let known = total else { return nil }
      total = sign == "-" ? known.minus(value) : known.plus(value)
    }
    return total
  }

  private static func product(_ text: [Character]) -> Fraction? {
    var total = Fraction(1, 1)
    for (sign, factor) in terms(text, separators: "*/x×÷") {
      guard let value = AmountText.number(String(factor)), let known = total else { return nil }
      total = sign == "/" || sign == "÷" ? known.divided(by: value) : known.times(value)
    }
    return total
  }

  /// What stands between separators, each with the one before it. A sign behind a separator belongs to its number.
  private static func terms(_ text: [Character], separators: String) -> [(sign: Character, term: [Character])] {
    var found: [(Character, [Character])] = [("+", [])]
    for character in text {
      let isSign = separators.contains(character)
      let isLeading = found[found.count - 1].1.isEmpty || "*/x×÷".contains(found[found.count - 1].1.last ?? " ")
      if isSign, !(isLeading && (character == "-" || character == "+")) {
        found.append((character, []))
      } else {
        found[found.count - 1].1.append(character)
      }
    }
    return found
  }
}
