/// How account numbers compare between two years.
public enum AccountNumber {
  /// The number without the zeros that only fill it: `411`, `411000` and `41100000` are one account to whoever moved
  /// from one program to another.
  public static func unfilled(_ number: String) -> String {
    var bytes = number.utf8[...]
    while bytes.count > 1, bytes.last == 0x30 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
