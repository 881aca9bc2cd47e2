/// The form in which texts are searched: capital letters without accents, and digits. « Hôtel n° 12 » and
/// « HOTEL N 12 » are the same, and so are `F-2026-0021` and `f20260021`.
///
/// Folding is done here and never by a database, so that both engines find the same things.
public enum SearchText {
  /// Everything in one word: how numbers, codes and piece references are compared.
  public static func key(_ text: some StringProtocol) -> String {
    var key: [UInt8] = []
    fold(text) { key += $0 }
    return String(decoding: key, as: UTF8.self)
  }

  /// The words of a label, in their order.
  public static func words(_ text: some StringProtocol) -> [String] {
    var words: [String] = []
    fold(text) { words.append(String(decoding: $0, as: UTF8.self)) }
    return words
  }

  /// The number that ends a piece reference, its zeros dropped: `21` for `F-2026-0021`. Nil when the reference does
  /// not end with digits, or is nothing else.
  public static func endNumber(_ reference: some StringProtocol) -> String? {
    let folded = Array(reference.utf8)
    let digits = folded.reversed().prefix { isDigit($0) }.count
    guard digits > 0, digits < folded.count else { return nil }
    let number = folded.suffix(digits).drop { $0 == UInt8(ascii: "0") }
    return number.isEmpty ? nil : String(decoding: number, as: UTF8.self)
  }

  /// Gives each word of the text, folded.
  static func fold(_ text: some StringProtocol, _ word: (ArraySlice<UInt8>) -> Void) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    // Only what is not ASCII needs to be looked at scalar by scalar.
    if text.utf8.allSatisfy({ $0 < 128 }) {
      for byte in text.utf8 { bytes.append(upper(byte)) }
    } else {
      for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
    }
    for part in bytes.split(separator: separator) { word(part) }
  }

  private static let separator = UInt8(ascii: " ")

  private static func upper(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
    default: separator
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII { return bytes.append(upper(UInt8(scalar.value))) }
    // Accents that stand apart from their letter.
    if (0x300...0x36F).contains(scalar.value) { return }
    if let plain = plainLetters[scalar] {
      bytes += plain.utf8
      return
    }
    guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
      return bytes.append(separator)
    }
    bytes += scalar.properties.uppercaseMapping.utf8
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// The accented letters of the languages around us, in their plain form.
  private static let plainLetters: [Unicode.Scalar: String] = {
    let groups = [
      "A": "ÀÁÂÃÄÅĀĂĄàáâãäåāăą", "AE": "ÆæǼǽ", "C": "ÇĆĈĊČçćĉċč", "D": "ÐĎĐðďđ", "E": "ÈÉÊËĒĔĖĘĚèéêëēĕėęě",
      "G": "ĜĞĠĢĝğġģ", "H": "ĤĦĥħ", "I": "ÌÍÎÏĨĪĬĮİìíîïĩīĭįı", "J": "Ĵĵ", "K": "Ķķ", "L": "ĹĻĽĿŁĺļľŀł",
      "N": "ÑŃŅŇñńņň", "O": "ÒÓÔÕÖØŌŎŐòóôõöøōŏő", "OE": "Œœ", "R": "ŔŖŘŕŗř", "S": "ŚŜŞŠȘśŝşšș", "SS": "ßẞ",
      "T": "ŢŤŦȚţťŧț", "U": "ÙÚÛÜŨŪŬŮŰŲùúûüũūŭůűų", "W": "Ŵŵ", "Y": "ÝŶŸýÿŷ", "Z": "ŹŻŽźżž",
    ]
    var letters: [Unicode.Scalar: String] = [:]
    for (plain, accented) in groups {
      for scalar in accented.unicodeScalars { letters[scalar] = plain }
    }
    return letters
  }()
}
