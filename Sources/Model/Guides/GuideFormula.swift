/// What the amount of a line is, in the terms of a guide: `TTC`, `TTC/1,2`, `L1*20%`, `SOLDE`, `(L1+L2)*5,5%`,
/// `1200,00`. An equals sign may stand before it.
///
/// `L1` is the amount of the first line, in whole cents. A word is the amount of the line whose formula is that word
/// alone: the one that is typed. `SOLDE` is what makes debit and credit equal. Everything is exact; a line is rounded
/// once, to the cent, half a cent away from zero.
public struct GuideFormula: Equatable, Sendable {
  indirect enum Term: Equatable, Sendable {
    case number(Fraction)
    /// Place from 0.
    case line(Int)
    case word(String)
    case balance
    case sum(Term, Term)
    case difference(Term, Term)
    case product(Term, Term)
    case quotient(Term, Term)
  }

  let term: Term

  /// Nil for what is no formula.
  public init?(_ text: String) {
    var reader = FormulaReader(text)
    guard let term = reader.whole() else { return nil }
    self.term = term
  }

  /// The word it is, when it is nothing else.
  public var word: String? {
    guard case .word(let name) = term else { return nil }
    return name
  }

  public var isBalance: Bool { term == .balance }

  /// The places of the lines it names.
  var lines: Set<Int> { Self.gather(term) { if case .line(let place) = $0 { place } else { nil } } }

  var words: Set<String> { Self.gather(term) { if case .word(let name) = $0 { name } else { nil } } }

  var usesBalance: Bool { !Self.gather(term) { $0 == .balance ? true : nil }.isEmpty }

  private static func gather<Found: Hashable>(_ term: Term, _ pick: (Term) -> Found?) -> Set<Found> {
    let own = pick(term).map { Set([$0]) } ?? []
    switch term {
    case .number, .line, .word, .balance: return own
    case .sum(let left, let right), .difference(let left, let right), .product(let left, let right),
      .quotient(let left, let right):
      return own.union(gather(left, pick)).union(gather(right, pick))
    }
  }

  /// Nil while something it needs is not known, and when it divides by zero.
  func value(_ known: (Term) -> Fraction?) -> Fraction? {
    func value(_ term: Term) -> Fraction? {
      switch term {
      case .number(let number): return number
      case .line, .word, .balance: return known(term)
      case .sum(let left, let right): return both(left, right) { $0.plus($1) }
      case .difference(let left, let right): return both(left, right) { $0.minus($1) }
      case .product(let left, let right): return both(left, right) { $0.times($1) }
      case .quotient(let left, let right): return both(left, right) { $0.divided(by: $1) }
      }
    }
    func both(_ left: Term, _ right: Term, _ join: (Fraction, Fraction) -> Fraction?) -> Fraction? {
      guard let left = value(left), let right = value(right) else { return nil }
      return join(left, right)
    }
    return value(term)
  }
}

/// Reads a formula from its beginning: sums of products of numbers, lines and words.
private struct FormulaReader {
  private let text: [Character]
  private var place = 0
  /// Brackets within brackets, beyond which nobody means it.
  private var depth = 0
  private static let deepest = 20
  private static let longest = 120

  init(_ text: String) {
    let typed = text.uppercased().filter { !$0.isWhitespace }
    self.text = Array(typed.hasPrefix("=") ? typed.dropFirst() : typed[...])
  }

  mutating func whole() -> GuideFormula.Term? {
    guard !text.isEmpty, text.count <= Self.longest, let term = sum(), place == text.count else { return nil }
    return term
  }

  private var next: Character? { place < text.count ? text[place] : nil }

  private mutating func take(_ wanted: Character) -> Bool {
    guard next == wanted else { return false }
    place += 1
    return true
  }

  private mutating func sum() -> GuideFormula.Term? {
    guard var total = product() else { return nil }
    while next == "+" || next == "-" {
      let isSum = take("+")
      if !isSum { place += 1 }
      guard let term = product() else { return nil }
      total = isSum ? .sum(total, term) : .difference(total, term)
    }
    return total
  }

  private mutating func product() -> GuideFormula.Term? {
    guard var total = factor() else { return nil }
    while let sign = next, "*/×÷".contains(sign) {
      place += 1
      guard let term = factor() else { return nil }
      total = sign == "*" || sign == "×" ? .product(total, term) : .quotient(total, term)
    }
    return total
  }

  private mutating func factor() -> GuideFormula.Term? {
    if take("-") {
      guard depth < Self.deepest else { return nil }
      depth += 1
      defer { depth -= 1 }
      guard let term = factor(), let zero = Fraction(0, 1) else { return nil }
      return .difference(.number(zero), term)
    }
    guard let term = primary() else { return nil }
    guard take("%") else { return term }
    return Fraction(1, 100).map { .product(term, .number($0)) }
  }

  private mutating func primary() -> GuideFormula.Term? {
    if take("(") {
      guard depth < Self.deepest else { return nil }
      depth += 1
      defer { depth -= 1 }
      guard let term = sum(), take(")") else { return nil }
      return term
    }
    let digits = run { $0.isASCII && $0.isNumber || $0 == "," || $0 == "." }
    if !digits.isEmpty { return Fraction(decimal: digits).map { .number($0) } }
    let word = run { $0.isASCII && ($0.isLetter || $0.isNumber) }
    if word == "SOLDE" { return .balance }
    if word.first == "L", let number = Int(word.dropFirst()) {
      return (1...GuideLine.most).contains(number) ? .line(number - 1) : nil
    }
    return word.isEmpty ? nil : .word(word)
  }

  private mutating func run(_ isPart: (Character) -> Bool) -> String {
    let start = place
    while let character = next, isPart(character) { place += 1 }
    return String(text[start..<place])
  }
}
