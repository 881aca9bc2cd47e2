import Model

/// A text nobody can guess, and comparisons whose time tells nothing.
enum Secret {
  /// 256 random bits in 64 hexadecimal digits.
  static func make(_ environment: Model.Environment) -> String {
    environment.randomBytes(32).hexadecimal
  }

  /// Reads every byte of the longer text, whatever differs first.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    var difference = left.count ^ right.count
    for place in 0..<max(left.count, right.count) {
      let one = place < left.count ? left[place] : 0
      let other = place < right.count ? right[place] : 0
      difference |= Int(one ^ other)
    }
    return difference == 0
  }
}
