import Model

/// The treasury at the end of each month, its lowest point named.
struct LineChart: Sendable {
  let points: [Point]

  struct Point: Sendable {
    let label: String
    let value: MoneyTotal
  }

  /// A drawing for a wide page and one for a phone, so that labels stay readable.
  enum Shape: Sendable {
    case wide, narrow

    /// In tenths of a pixel.
    var size: (width: Int, height: Int) {
      switch self {
      case .wide: (7_200, 2_400)
      case .narrow: (3_400, 2_200)
      }
    }
  }

  var lowest: Int? { points.indices.min { points[$0].value.minor < points[$1].value.minor } }

  /// The inside of an `<svg>` of that shape.
  func svg(_ shape: Shape) -> String {
    let (width, height) = shape.size
    let (left, right, bottom) = (500, width - 260, height - 260)
    let scale = ChartScale(cents: points.map(\.value.minor), top: 260, bottom: bottom)
    var svg = Axis.lines(scale, left: left, right: right)
    guard let lowest, let last = points.indices.last else { return svg }
    let places = points.indices.map { index in
      (x: left + (right - left) * index / max(1, last), y: scale.y(points[index].value.minor))
    }
    svg += area(places, zero: scale.y(0)) + labels(places, y: height - 60, every: shape == .wide ? 1 : 3)
    if lowest != last { svg += mark(lowest, places[lowest], right: right, isBelow: true) }
    return svg + mark(last, places[last], right: right, isBelow: false)
  }

  private func area(_ places: [(x: Int, y: Int)], zero: Int) -> String {
    let line = places.map { "\(ChartScale.pixels($0.x)) \(ChartScale.pixels($0.y))" }.joined(separator: "L")
    guard let first = places.first, let last = places.last else { return "" }
    return "<path class=\"area\" d=\"M\(ChartScale.pixels(first.x)) \(ChartScale.pixels(zero))L\(line)"
      + "L\(ChartScale.pixels(last.x)) \(ChartScale.pixels(zero))Z\"/><path class=\"past\" d=\"M\(line)\"/>"
  }

  private func labels(_ places: [(x: Int, y: Int)], y: Int, every: Int) -> String {
    points.indices.filter { $0 % every == 0 }.map { index in
      "<text x=\"\(ChartScale.pixels(places[index].x))\" y=\"\(ChartScale.pixels(y))\" text-anchor=\"middle\">"
        + "\(points[index].label)</text>"
    }.joined()
  }

  /// A dot and its amount, kept inside of the drawing.
  private func mark(_ index: Int, _ place: (x: Int, y: Int), right: Int, isBelow: Bool) -> String {
    let isBad = points[index].value.minor < 0
    let anchor = place.x > right - 700 ? "end" : place.x < 1_200 ? "start" : "middle"
    return "<circle class=\"\(isBad ? "dot-bad" : "dot")\" cx=\"\(ChartScale.pixels(place.x))\""
      + " cy=\"\(ChartScale.pixels(place.y))\" r=\"4\"/>"
      + "<text class=\"\(isBad ? "lab-bad" : "lab")\" x=\"\(ChartScale.pixels(place.x + (anchor == "end" ? 120 : 0)))\""
      + " y=\"\(ChartScale.pixels(place.y + (isBelow ? 180 : -110)))\" text-anchor=\"\(anchor)\">"
      + "\(French.euros(points[index].value))</text>"
  }
}
