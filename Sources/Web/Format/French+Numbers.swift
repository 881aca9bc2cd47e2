public import Model

extension French {
  /// `12 345`, with U+202F between thousands.
  public static func integer(_ value: some BinaryInteger) -> String {
    grouped(value.magnitude, isNegative: value < 0, hasCents: false)
  }

  /// `1 234 567,89` for a count of cents; the minus is a hyphen, so that it survives a paste into a sheet.
  public static func amount(cents: some BinaryInteger) -> String {
    grouped(cents.magnitude, isNegative: cents < 0, hasCents: true)
  }

  /// Written byte by byte from its end: thousands of amounts stand on one page.
  private static func grouped(_ value: some BinaryInteger, isNegative: Bool, hasCents: Bool) -> String {
    // 39 digits at most, and as many groups of three as that makes, each with its space of three bytes.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 96) { bytes in
      var start = bytes.count
      func put(_ byte: UInt8) {
        start -= 1
        bytes[start] = byte
      }
      // Nearly all fit 64 bits, whose divisions cost a fraction.
      var large = UInt64(exactly: value) == nil ? UInt128(value) : 0
      var small = UInt64(exactly: value) ?? 0
      func digit() -> UInt8 {
        if large > UInt128(UInt64.max) {
          defer { large /= 10 }
          return UInt8(truncatingIfNeeded: large % 10)
        }
        if large > 0 { (small, large) = (UInt64(truncatingIfNeeded: large), 0) }
        defer { small /= 10 }
        return UInt8(truncatingIfNeeded: small % 10)
      }
      if hasCents {
        put(UInt8(ascii: "0") + digit())
        put(UInt8(ascii: "0") + digit())
        put(UInt8(ascii: ","))
      }
      var count = 0
      repeat {
        if count > 0, count % 3 == 0 { for byte in thinSpace.utf8.reversed() { put(byte) } }
        put(UInt8(ascii: "0") + digit())
        count += 1
      } while small > 0 || large > 0
      if isNegative { put(UInt8(ascii: "-")) }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start...]), as: UTF8.self)
    }
  }

  public static func amount(_ total: MoneyTotal) -> String { amount(cents: total.minor) }

  public static func amount(_ money: Money) -> String { amount(cents: money.minor) }

  /// `1 234,50 €`, with U+00A0 before the sign.
  public static func euros(_ total: MoneyTotal) -> String { amount(total) + hardSpace + "€" }

  /// An empty text for a nil side, as columns of debit and credit want it.
  public static func side(_ total: MoneyTotal) -> String { total.isZero ? "" : amount(total) }

  public static func side(_ money: Money) -> String { money.isZero ? "" : amount(money) }

  /// `D` or `C` beside a balance written without its sign; nothing beside zero.
  public static func sideLetter(_ balance: MoneyTotal) -> String {
    balance.isZero ? "" : balance.minor > 0 ? "D" : "C"
  }

  /// `3 lignes`, `0 ligne`: French takes the plural from two up.
  public static func count(_ value: some BinaryInteger, _ one: String, _ many: String) -> String {
    integer(value) + hardSpace + plural(value, one, many)
  }

  public static func plural(_ value: some BinaryInteger, _ one: String, _ many: String) -> String {
    value.magnitude < 2 ? one : many
  }

  /// `512 octets`, `48 ko`, `1,4 Mo`: decimal units, one decimal below ten.
  public static func size(bytes: Int) -> String {
    guard bytes >= 1_000 else { return count(bytes, "octet", "octets") }
    let units = ["ko", "Mo", "Go", "To"]
    var tenths = (bytes + 50) / 100
    var unit = 0
    while tenths >= 10_000, unit + 1 < units.count {
      tenths = (tenths + 500) / 1_000
      unit += 1
    }
    let figure = tenths < 100 ? "\(tenths / 10),\(tenths % 10)" : integer((tenths + 5) / 10)
    return figure + hardSpace + units[unit]
  }

  /// `123 456 789`, as people write a SIREN.
  public static func siren(_ siren: SIREN) -> String {
    let digits = Array(siren.digits)
    return [digits[0..<3], digits[3..<6], digits[6..<9]].map { String($0) }.joined(separator: hardSpace)
  }

  /// `42 %` for 423 permille.
  public static func percent(permille: Int) -> String { "\(permille / 10)" + hardSpace + "%" }
}

extension MoneyTotal {
  /// Without its sign, for a column that writes the side beside it.
  var magnitude: MoneyTotal { MoneyTotal(minor: minor < 0 ? -minor : minor) }
}
