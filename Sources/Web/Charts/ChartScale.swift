import Model

/// The vertical axis of a chart of amounts: round steps, and heights in tenths of a pixel. Integers all along.
struct ChartScale: Sendable {
  let lowest: Int128
  let highest: Int128
  let step: Int128
  /// Tenths of a pixel from the top of the drawing.
  let top: Int
  let bottom: Int

  /// The axis always shows zero.
  init(cents values: [Int128], top: Int, bottom: Int) {
    let low = min(0, values.min() ?? 0)
    let high = max(0, values.max() ?? 0)
    step = Self.roundStep((high - low) / 4)
    lowest = low == 0 ? 0 : -((-low + step - 1) / step) * step
    highest = high == 0 && low == 0 ? step : (high + step - 1) / step * step
    self.top = top
    self.bottom = bottom
  }

  /// 1, 2 or 5 times a power of ten, at least one euro, not below `minimum`.
  static func roundStep(_ minimum: Int128) -> Int128 {
    var power: Int128 = 100
    while power * 10 <= minimum { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= minimum } ?? power * 10
  }

  func y(_ cents: Int128) -> Int {
    bottom - Int((cents - lowest) * Int128(bottom - top) / max(1, highest - lowest))
  }

  var ticks: [Int128] { (0...Int((highest - lowest) / step)).map { lowest + Int128($0) * step } }

  /// `20 k€`, `1,5 M€`: short, under an axis.
  static func label(_ cents: Int128) -> String {
    let euros = cents / 100
    let (unit, name): (Int128, String) =
      switch euros.magnitude {
      case 1_000_000...: (1_000_000 as Int128, "M€")
      case 1_000...: (1_000, "k€")
      default: (1, "€")
      }
    let tenths = euros * 10 / unit
    let figure = tenths % 10 == 0 ? French.integer(tenths / 10) : "\(tenths / 10),\((tenths % 10).magnitude)"
    return figure + French.hardSpace + name
  }

  /// `12.3` for 123 tenths of a pixel.
  static func pixels(_ tenths: Int) -> String { "\(tenths / 10).\(tenths.magnitude % 10)" }
}
