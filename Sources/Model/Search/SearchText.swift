/// The form in which texts are searched: capital letters without accents, and digits. « Hôtel n° 12 » and
/// « HOTEL N 12 » are the same, and so are `F-2026-0021` and `f20260021`.
///
/// Folding is done here and never by a database, so that both engines find the same things.
public enum SearchText {
  /// Everything in one word: how numbers, codes and piece references are compared.
  public static func key(_ text: some StringProtocol) -> String {
    var key: [UInt8] = []
    var text = String(text)
    text.withUTF8 { appendKey(UnsafeRawBufferPointer($0), to: &key) }
    return String(decoding: key, as: UTF8.self)
  }

  /// The same for the bytes of a text, without making one: an import folds a million of them.
  public static func appendKey(_ utf8: UnsafeRawBufferPointer, to key: inout [UInt8]) {
    let start = key.count
    for byte in utf8 {
      // Only what is not ASCII needs to be looked at scalar by scalar.
      guard byte < 128 else {
        key.removeSubrange(start...)
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars { append(scalar, to: &key) }
        key[start...].removeAll { $0 == separator }
        return
      }
      let folded = upper(byte)
      if folded != separator { key.append(folded) }
    }
  }

  /// The words of a label, in their order.
  public static func words(_ text: some StringProtocol) -> [String] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
    return bytes.split(separator: separator).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Where the number that ends a piece reference stands in it, its zeros dropped: `21` of `F-2026-0021`. Nil when
  /// the reference does not end with digits, or is nothing else.
  public static func endNumber(_ reference: UnsafeRawBufferPointer) -> Range<Int>? {
    var start = reference.count
    while start > 0, isDigit(reference[start - 1]) { start -= 1 }
    guard start > 0 else { return nil }
    while start < reference.count, reference[start] == UInt8(ascii: "0") { start += 1 }
    return start < reference.count ? start..<reference.count : nil
  }

  public static func endNumber(_ reference: String) -> String? {
    var reference = reference
    return reference.withUTF8 { utf8 in
      endNumber(UnsafeRawBufferPointer(utf8)).map { String(decoding: utf8[$0], as: UTF8.self) }
    }
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
