/// Small documents of each kind, whole.
enum DocumentSample {
  static let pdf = Array("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n".utf8)
  static let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 6, 0xFF, 0xD9, 0, 0, 0xFF, 0xDA, 0, 4, 1, 2, 9, 8, 7, 0xFF, 0xD9]
  static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", [UInt8](repeating: 1, count: 13))
    + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])
  static let webp = Array("RIFF".utf8) + [12, 0, 0, 0] + Array("WEBPVP8 ".utf8) + [0, 0, 0, 0]
  /// One page of four bytes, behind its directory.
  static let tiff: [UInt8] =
    [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 2, 0] + field(273, 38) + field(279, 4) + [0, 0, 0, 0] + [1, 2, 3, 4]
  static let invoice = Array(
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- une facture -->
    <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece"><a/></rsm:CrossIndustryInvoice>
    """.utf8)

  private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    [0, 0, 0, UInt8(bytes.count)] + Array(name.utf8) + bytes + [0, 0, 0, 0]
  }

  private static func field(_ tag: UInt16, _ value: UInt8) -> [UInt8] {
    [UInt8(truncatingIfNeeded: tag), UInt8(tag >> 8), 4, 0, 1, 0, 0, 0, value, 0, 0, 0]
  }
}
