import Model

/// What is open by how late it is, a bar for each bracket.
struct AgedChart: Sendable {
  let amounts: AgedAmounts
  let side: AgedSide

  private static let (left, right, top, bottom) = (400, 3_800, 100, 1_830)

  /// The inside of an `<svg viewBox="0 0 380 205">`.
  func svg() -> String {
    let values = AgeBracket.allCases.map { side.owed(amounts[$0]).minor }
    let scale = ChartScale(cents: values, top: Self.top, bottom: Self.bottom)
    let slot = (Self.right - Self.left) / values.count
    var svg = Axis.lines(scale, left: Self.left, right: Self.right)
    for (index, bracket) in AgeBracket.allCases.enumerated() {
      let middle = Self.left + slot * index + slot / 2
      let (zero, end) = (scale.y(0), scale.y(values[index]))
      if values[index] != 0 {
        svg +=
          "<rect class=\"\(Self.style(of: bracket))\" x=\"\(ChartScale.pixels(middle - slot * 3 / 10))\""
          + " y=\"\(ChartScale.pixels(min(zero, end)))\" width=\"\(ChartScale.pixels(slot * 6 / 10))\""
          + " height=\"\(ChartScale.pixels(max(1, abs(zero - end))))\"/>"
      }
      svg +=
        "<text x=\"\(ChartScale.pixels(middle))\" y=\"200\" text-anchor=\"middle\">"
        + "\(Words.shortName(of: bracket))</text>"
    }
    return svg
  }

  private static func style(of bracket: AgeBracket) -> String {
    switch bracket {
    case .notDue: "bar-in"
    case .upTo30: "age1"
    case .upTo60, .upTo90: "age2"
    case .beyond90: "age3"
    }
  }
}

/// The bars of a balance âgée, with the sentence that says what they show and the figures behind.
struct AgedFigure: Sendable {
  let title: String
  let svg: String
  let finding: String
  let rows: [Row]
  let total: String
  let href: String

  struct Row: Sendable {
    let name: String
    let amount: String
    let isNegative: Bool
  }

  init(_ amounts: AgedAmounts, _ side: AgedSide, year: FiscalYear, date: CalendarDate) {
    title = "\(Words.name(of: side)) : ce qui est ouvert au \(French.longDate(date)), par retard"
    svg = AgedChart(amounts: amounts, side: side).svg()
    finding = Words.finding(amounts, side)
    rows = AgeBracket.allCases.map { bracket in
      let owed = side.owed(amounts[bracket])
      return Row(name: Words.name(of: bracket), amount: French.amount(owed), isNegative: owed.minor < 0)
    }
    total = French.amount(side.owed(amounts.total))
    href = Address.agedBalance(side, year: year)
  }
}
