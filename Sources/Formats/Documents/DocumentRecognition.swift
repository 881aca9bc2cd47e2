import Model

/// What the bytes of a file say it is. Its name is not asked: anybody may write anything there.
public enum DocumentRecognition: Equatable, Sendable {
  case document(DocumentKind)
  /// It begins as one of that kind, and its end is missing.
  case cut(DocumentKind)
  /// XML, and no electronic invoice; the name of its root where it has one.
  case otherXML(root: String)
  case foreign

  public static func of(_ bytes: [UInt8]) -> DocumentRecognition {
    if PDFShape.begins(bytes) { return PDFShape.isWhole(bytes) ? .document(.pdf) : .cut(.pdf) }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return JPEGShape.isWhole(bytes) ? .document(.jpeg) : .cut(.jpeg) }
    if bytes.starts(with: PNGShape.signature) { return PNGShape.isWhole(bytes) ? .document(.png) : .cut(.png) }
    if WebPShape.begins(bytes) { return WebPShape.isWhole(bytes) ? .document(.webp) : .cut(.webp) }
    if let tiff = TIFFShape(bytes) { return tiff.isWhole ? .document(.tiff) : .cut(.tiff) }
    return InvoiceXML.recognise(bytes) ?? .foreign
  }

  /// Whether a viewer of PDF might find something to run in it.
  public static func namesActions(inPDF bytes: [UInt8]) -> Bool { PDFShape.namesActions(bytes) }
}

/// ISO 32000: the header stands at the beginning, or after a few blanks; the last line ends the file.
enum PDFShape {
  private static let header = Array("%PDF-".utf8)
  private static let end = Array("%%EOF".utf8)
  /// Where readers look for the end.
  private static let tail = 1_024

  static func begins(_ bytes: [UInt8]) -> Bool {
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return bytes.dropFirst(mark).prefix(64).drop { $0 <= 32 }.starts(with: header)
  }

  static func isWhole(_ bytes: [UInt8]) -> Bool { bytes.suffix(tail).lastPlace(of: end) != nil }

  /// What a compressed part hides is not seen.
  static func namesActions(_ bytes: [UInt8]) -> Bool {
    ["/JavaScript", "/JS", "/Launch"].contains { bytes[...].lastPlace(of: Array($0.utf8)) != nil }
  }
}

/// Segments up to the picture, then its end.
enum JPEGShape {
  static func isWhole(_ bytes: [UInt8]) -> Bool {
    var place = 2
    while place + 4 <= bytes.count {
      guard bytes[place] == 0xFF else { return false }
      let marker = bytes[place + 1]
      if marker == 0xFF {
        place += 1
        continue
      }
      // From the first scan on, these two bytes stand at the end and nowhere else.
      if marker == 0xDA { return bytes[place...].lastPlace(of: [0xFF, 0xD9]) != nil }
      if marker == 0x01 || (0xD0...0xD7).contains(marker) {
        place += 2
        continue
      }
      place += 2 + Int(bytes[place + 2]) << 8 + Int(bytes[place + 3])
    }
    return false
  }
}

/// Chunk after chunk, to the one that ends it.
enum PNGShape {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  static func isWhole(_ bytes: [UInt8]) -> Bool {
    var place = signature.count
    while place + 12 <= bytes.count {
      let length = Int(bytes.number(at: place, count: 4, isBigEndian: true))
      let name = bytes[place + 4..<place + 8]
      place += 12 + length
      guard place <= bytes.count else { return false }
      if name.elementsEqual("IEND".utf8) { return true }
    }
    return false
  }
}

enum WebPShape {
  static func begins(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 12 && bytes.starts(with: "RIFF".utf8) && bytes[8..<12].elementsEqual("WEBP".utf8)
  }

  static func isWhole(_ bytes: [UInt8]) -> Bool {
    bytes.count > 12 && Int(bytes.number(at: 4, count: 4, isBigEndian: false)) + 8 <= bytes.count
  }
}

extension [UInt8] {
  /// An unsigned number; 0 beyond the end.
  func number(at place: Int, count width: Int, isBigEndian: Bool) -> UInt32 {
    guard place >= 0, place + width <= count else { return 0 }
    let part = self[place..<place + width]
    return (isBigEndian ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | UInt32($1) }
  }
}

extension ArraySlice<UInt8> {
  /// Where these bytes stand last.
  func lastPlace(of wanted: [UInt8]) -> Int? {
    guard let first = wanted.first, count >= wanted.count else { return nil }
    return withUnsafeBufferPointer { bytes in
      var place = bytes.count - wanted.count
      while place >= 0 {
        if bytes[place] == first, (1..<wanted.count).allSatisfy({ bytes[place + $0] == wanted[$0] }) {
          return startIndex + place
        }
        place -= 1
      }
      return nil
    }
  }
}
