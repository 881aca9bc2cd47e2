/// Amounts as French files write them: digits, a comma, two decimals, a leading minus; never a thousands separator.
public enum DecimalComma {
  /// `-1234,50` for −123450 cents.
  public static func text(minor: some BinaryInteger) -> String {
    let digits = String(minor.magnitude)
    let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    return (minor < 0 ? "-" : "") + padded.dropLast(2) + "," + padded.suffix(2)
  }
}
