import Model

/// Bytes of a FEC made into text.
enum FECText {
  typealias Slice = UnsafeBufferPointer<UInt8>

  /// Text in the encoding of the file.
  static func decode(_ value: Slice, _ encoding: FECFacts.TextEncoding) -> String {
    encoding == .latin9 ? latin9(FECBytes.trimmedLatin9(value)) : String(decoding: value, as: UTF8.self)
  }

  /// Text for an anomaly, told before the encoding of the whole file is known.
  static func lenient(_ value: Slice) -> String {
    String(validating: value, as: UTF8.self) ?? latin9(value)
  }

  /// ISO 8859-15. The 32 codes from 0x80, which it leaves to control, are read as Windows-1252 does, since that is
  /// what files say that hold them.
  static func latin9(_ value: Slice) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in value { scalars.append(scalar(byte)) }
    return String(scalars)
  }

  private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    switch byte {
    case 0xA4: "\u{20AC}"
    case 0xA6: "\u{160}"
    case 0xA8: "\u{161}"
    case 0xB4: "\u{17D}"
    case 0xB8: "\u{17E}"
    case 0xBC: "\u{152}"
    case 0xBD: "\u{153}"
    case 0xBE: "\u{178}"
    case 0x80...0x9F: windows[Int(byte) - 0x80]
    default: Unicode.Scalar(byte)
    }
  }

  private static let windows: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}", "\u{2030}",
    "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}",
    "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}",
    "\u{17E}", "\u{178}",
  ]
}

extension FECBytes {
  /// Once the file is known to be Latin-9, every 0xA0 at an end is a no-break space.
  static func trimmedLatin9(_ value: Slice) -> Slice {
    var start = 0
    var end = value.count
    while start < end, isBlank(value[start]) || value[start] == 0xA0 { start += 1 }
    while end > start, isBlank(value[end - 1]) || value[end - 1] == 0xA0 { end -= 1 }
    return Slice(rebasing: value[start..<end])
  }
}
