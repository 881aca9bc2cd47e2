extension GuideLine {
  /// Lines of one guide.
  public static let most = 50
}

extension [GuideLine] {
  /// The amount of each line on its own side, in cents, by what is typed and what follows from it; nil for what does
  /// not follow yet.
  ///
  /// - Parameter typed: amounts that somebody gave, by place from 0: they stand, whatever the formula says.
  public func amounts(typed: [Int: Int64] = [:]) -> [Int64?] {
    let formulas = map { GuideFormula($0.formula) }
    var found: [Int64?] = indices.map { typed[$0] }
    // Each round settles one line at least, or nothing more can be settled.
    for _ in indices {
      let before = found
      for place in indices where found[place] == nil {
        guard let formula = formulas[place], formula.word == nil || !isTyped(formula, at: place, formulas) else {
          continue
        }
        found[place] = formula.value { value($0, at: place, found, formulas) }.flatMap(\.cents)
      }
      if found == before { break }
    }
    return found
  }

  /// A line whose formula is a word alone is what that word stands for: the first of them, where several say it.
  private func isTyped(_ formula: GuideFormula, at place: Int, _ formulas: [GuideFormula?]) -> Bool {
    formulas.firstIndex { $0?.word == formula.word } == place
  }

  private func value(
    _ term: GuideFormula.Term, at place: Int, _ found: [Int64?], _ formulas: [GuideFormula?]
  ) -> Fraction? {
    switch term {
    case .line(let other): found.indices.contains(other) ? found[other].flatMap { Fraction(cents: $0) } : nil
    case .word(let name): formulas.firstIndex { $0?.word == name }.flatMap { found[$0] }.flatMap { Fraction(cents: $0) }
    case .balance: balance(at: place, found).flatMap { Fraction(cents: $0) }
    default: nil
    }
  }

  /// What this line must bear for debit and credit to be equal; nil while another line has no amount.
  private func balance(at place: Int, _ found: [Int64?]) -> Int64? {
    var gap: Int64 = 0
    for other in indices where other != place {
      guard let amount = found[other] else { return nil }
      gap += self[other].side == .debit ? amount : -amount
    }
    return self[place].side == .debit ? -gap : gap
  }

  /// Everything that keeps these lines from being a guide, by place from 0.
  public var defects: [(place: Int, defect: GuideLineDefect)] {
    let formulas = map { GuideFormula($0.formula) }
    let words = Set(formulas.compactMap { $0?.word })
    var found: [(Int, GuideLineDefect)] = []
    for (place, line) in enumerated() {
      if !AccountNumber.isPlausible(line.account) { found.append((place, .account)) }
      guard !line.formula.isEmpty else { continue }
      guard let formula = formulas[place] else {
        found.append((place, .formula))
        continue
      }
      let strange = formula.words.subtracting(words).sorted()
      if let word = strange.first { found.append((place, .unknownWord(word))) }
      if formula.lines.contains(where: { !indices.contains($0) || $0 == place }) { found.append((place, .unknownLine)) }
    }
    if formulas.filter({ $0?.usesBalance == true }).count > 1 {
      found.append((formulas.lastIndex { $0?.usesBalance == true } ?? 0, .balancedTwice))
    }
    if found.isEmpty, let circle = circle(formulas) { found.append((circle, .circle)) }
    return found
  }

  /// A line that never gets an amount, although all that is to be typed was.
  private func circle(_ formulas: [GuideFormula?]) -> Int? {
    let typed = indices.filter { place in
      guard let formula = formulas[place] else { return true }
      return formula.word != nil && isTyped(formula, at: place, formulas)
    }
    var known = Set(typed)
    for _ in indices {
      for (place, formula) in formulas.enumerated() {
        guard let formula, !known.contains(place) else { continue }
        let needs = formula.usesBalance ? Set(indices).subtracting([place]) : formula.lines
        if needs.isSubset(of: known) { known.insert(place) }
      }
    }
    return indices.first { !known.contains($0) }
  }
}

/// Why a line is no line of a guide.
public enum GuideLineDefect: Equatable, Sendable {
  case account
  case formula
  /// No line is that word alone: nobody would ever type it.
  case unknownWord(String)
  /// Names itself, or a line that is not there.
  case unknownLine
  /// Two lines cannot both make up the difference.
  case balancedTwice
  /// Lines that wait for each other.
  case circle
}
