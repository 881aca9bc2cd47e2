extension FinancialStatements {
  /// What one account brings to the amount of a line, by way of which line of its own.
  public struct Contribution: Sendable, Equatable {
    /// The line that takes the account: the one explained, or one that its sum adds up.
    public let rubric: StatementForm.Rubric
    public let part: Part
    /// With the sign that it has in the amount explained.
    public let amount: MoneyTotal
  }

  /// Everything that the net amount of a line is made of, in the order of the form: the contributions add up to it.
  public func contributions(to code: String) -> [Contribution] {
    var signs: [String: Int128] = [:]
    gather(code, sign: 1, into: &signs)
    return rows.flatMap { row -> [Contribution] in
      guard let sign = signs[row.rubric.code], sign != 0 else { return [] }
      return row.parts.filter { !$0.amount.isZero }.map { part in
        Contribution(
          rubric: row.rubric, part: part,
          amount: MoneyTotal(minor: part.amount.minor * (part.isDepreciation ? -sign : sign)))
      }
    }
  }

  /// How often each line counts in the amount of a line, subtractions as minus one. A form has no circles.
  private func gather(_ code: String, sign: Int128, into signs: inout [String: Int128]) {
    guard let row = row(code) else { return }
    signs[code, default: 0] += sign
    for term in row.rubric.terms { gather(term.code, sign: term.isSubtracted ? -sign : sign, into: &signs) }
  }
}
