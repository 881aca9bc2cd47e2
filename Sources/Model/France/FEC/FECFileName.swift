/// The name of a FEC: `SIRENFECAAAAMMJJ` (LPF art. A. 47 A-1, X), where the date is the closing of the year.
public struct FECFileName: Equatable, Sendable {
  /// Nine digits as found, their key not checked; nil when the name has none.
  public let siren: String?
  /// Nil when the name holds no date, or one that is not in the calendar.
  public let closingDate: CalendarDate?
  /// The whole name has the legal form; a part number (`_1`) and an extension are let through.
  public let isRegular: Bool

  /// Reads the last part of a path. Letters match in any case; what stands around a legal name, or a name without
  /// SIREN, is still read, and told irregular.
  public init(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let name = Array(bytes.split(omittingEmptySubsequences: false) { $0 == 0x2F || $0 == 0x5C }.last ?? [])
    guard let mark = Self.mark(in: name) else {
      siren = nil
      closingDate = nil
      isRegular = false
      return
    }
    let hasSIREN = mark >= 9 && name[(mark - 9)..<mark].allSatisfy(Self.isDigit)
    siren = hasSIREN ? String(decoding: name[(mark - 9)..<mark], as: UTF8.self) : nil
    let digits = name[(mark + 3)..<(mark + 11)]
    closingDate = CalendarDate(number: digits.reduce(0) { $0 * 10 + Int32($1 - 48) })
    isRegular = hasSIREN && mark == 9 && closingDate != nil && Self.isTail(name[(mark + 11)...])
  }

  /// `SIRENFECAAAAMMJJ.txt`.
  public static func legal(siren: SIREN, closing: CalendarDate) -> String { "\(siren.digits)FEC\(closing.compact).txt" }

  /// Where `FEC` and eight digits begin.
  private static func mark(in name: [UInt8]) -> Int? {
    guard name.count >= 11 else { return nil }
    return (0...(name.count - 11)).first { place in
      let word = name[place..<(place + 3)].map { $0 | 0x20 }
      return word == [0x66, 0x65, 0x63] && name[(place + 3)..<(place + 11)].allSatisfy(isDigit)
    }
  }

  /// Nothing, `_12`, `.txt`, or both.
  private static func isTail(_ tail: ArraySlice<UInt8>) -> Bool {
    var rest = tail
    if rest.first == 0x5F {
      let part = rest.dropFirst().prefix { isDigit($0) }
      guard !part.isEmpty else { return false }
      rest = rest.dropFirst(1 + part.count)
    }
    guard rest.first == 0x2E else { return rest.isEmpty }
    let suffix = rest.dropFirst()
    return !suffix.isEmpty && suffix.allSatisfy { isDigit($0) || (0x61...0x7A).contains($0 | 0x20) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
