/// How account numbers are written, and compare between two years.
public enum AccountNumber {
  /// Three digits of the plan comptable, then letters and digits (LPF A47 A-1, CompteNum); 32 at most.
  public static func isPlausible(_ number: String) -> Bool {
    let bytes = Array(number.utf8)
    guard (3...32).contains(bytes.count), bytes.prefix(3).allSatisfy({ (48...57).contains($0) }), bytes[0] != 48 else {
      return false
    }
    return bytes.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
  }

  /// The number without the zeros that only fill it: `411`, `411000` and `41100000` are one account to whoever moved
  /// from one program to another.
  public static func unfilled(_ number: String) -> String {
    var bytes = number.utf8[...]
    while bytes.count > 1, bytes.last == 0x30 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The account of these books that begins so, or the number it would have among them: `120` is `12000000` where the
  /// others have eight digits.
  public static func like(_ accounts: [String], beginning root: String) -> String {
    let known = accounts.filter { $0.hasPrefix(root) }.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    if let known { return known }
    let lengths = accounts.filter { $0.utf8.allSatisfy { (48...57).contains($0) } }.map(\.utf8.count)
    let counts = Dictionary(lengths.map { ($0, 1) }, uniquingKeysWith: +)
    let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 6
    return root + String(repeating: "0", count: max(0, usual - root.utf8.count))
  }
}
