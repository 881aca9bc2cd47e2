import Model

/// Income and expenses month by month, as two bars; those of the year before stand around them as outlines.
struct BarChart: Sendable {
  let months: [Month]

  struct Month: Sendable {
    let initial: String
    let income: MoneyTotal
    let expenses: MoneyTotal
    let previousIncome: MoneyTotal?
    let previousExpenses: MoneyTotal?
  }

  private static let (left, right, top, bottom, width) = (400, 3_800, 100, 1_830, 3_800)

  /// The inside of an `<svg viewBox="0 0 380 205">`.
  func svg() -> String {
    let values = months.flatMap { month in
      [month.income, month.expenses, month.previousIncome ?? .zero, month.previousExpenses ?? .zero].map(\.minor)
    }
    let scale = ChartScale(cents: values, top: Self.top, bottom: Self.bottom)
    var svg = Axis.lines(scale, left: Self.left, right: Self.right)
    guard !months.isEmpty else { return svg }
    let slot = (Self.right - Self.left) / months.count
    let bar = max(20, min(110, slot * 36 / 100))
    for (index, month) in months.enumerated() {
      let middle = Self.left + slot * index + slot / 2
      svg += Self.bar("bar-in", month.income, x: middle - bar - 8, width: bar, scale)
      svg += Self.bar("bar-out", month.expenses, x: middle + 8, width: bar, scale)
      if let income = month.previousIncome {
        svg += Self.bar("bar-n1", income, x: middle - bar - 23, width: bar + 30, scale)
      }
      if let expenses = month.previousExpenses {
        svg += Self.bar("bar-n1", expenses, x: middle - 7, width: bar + 30, scale)
      }
      svg += "<text x=\"\(ChartScale.pixels(middle))\" y=\"200\" text-anchor=\"middle\">\(month.initial)</text>"
    }
    return svg
  }

  private static func bar(_ name: String, _ value: MoneyTotal, x: Int, width: Int, _ scale: ChartScale) -> String {
    guard !value.isZero else { return "" }
    let (zero, end) = (scale.y(0), scale.y(value.minor))
    return "<rect class=\"\(name)\" x=\"\(ChartScale.pixels(x))\" y=\"\(ChartScale.pixels(min(zero, end)))\""
      + " width=\"\(ChartScale.pixels(width))\" height=\"\(ChartScale.pixels(max(1, abs(zero - end))))\"/>"
  }
}

/// Horizontal lines and their amounts.
enum Axis {
  static func lines(_ scale: ChartScale, left: Int, right: Int) -> String {
    scale.ticks.map { tick in
      let y = scale.y(tick)
      return "<line class=\"\(tick == 0 ? "zero" : "ax")\" x1=\"\(ChartScale.pixels(left))\""
        + " x2=\"\(ChartScale.pixels(right))\" y1=\"\(ChartScale.pixels(y))\" y2=\"\(ChartScale.pixels(y))\"/>"
        + "<text x=\"\(ChartScale.pixels(left - 60))\" y=\"\(ChartScale.pixels(y + 40))\" text-anchor=\"end\">"
        + "\(ChartScale.label(tick))</text>"
    }.joined()
  }
}
