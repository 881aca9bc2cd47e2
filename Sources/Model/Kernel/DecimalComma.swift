/// Amounts as French files write them: digits, a comma, two decimals, a leading minus; never a thousands separator.
public enum DecimalComma {
  /// `-1234,50` for −123450 cents.
  public static func text(minor: some BinaryInteger) -> String {
    var bytes: [UInt8] = []
    append(minor: minor, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same as bytes: the grand livre of a million lines has three amounts for each.
  public static func append(minor: some BinaryInteger, to bytes: inout [UInt8]) {
    if minor < 0 { bytes.append(UInt8(ascii: "-")) }
    guard let small = UInt64(exactly: minor.magnitude) else {
      let digits = String(minor.magnitude).utf8
      bytes += digits.dropLast(2)
      bytes.append(UInt8(ascii: ","))
      bytes += digits.suffix(2)
      return
    }
    let start = bytes.count
    let (euros, cents) = small.quotientAndRemainder(dividingBy: 100)
    bytes.append(UInt8(ascii: "0") + UInt8(cents % 10))
    bytes.append(UInt8(ascii: "0") + UInt8(cents / 10))
    bytes.append(UInt8(ascii: ","))
    var rest = euros
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
