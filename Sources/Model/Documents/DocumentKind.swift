/// What a document is, by its bytes. The raw values are those of the log: they never change meaning.
public enum DocumentKind: UInt8, Sendable, CaseIterable {
  case pdf = 1
  case jpeg = 2
  case png = 3
  case webp = 4
  case tiff = 5
  /// An electronic invoice: CII (Factur-X, ZUGFeRD) or UBL.
  case xml = 6

  /// The ending of such a file's name, without a dot.
  public var ending: String {
    switch self {
    case .pdf: "pdf"
    case .jpeg: "jpg"
    case .png: "png"
    case .webp: "webp"
    case .tiff: "tif"
    case .xml: "xml"
    }
  }
}

/// What a document may weigh.
public enum DocumentBounds {
  /// Bytes: a scan of fifty pages, and no film.
  public static let largest = 20 << 20
  /// Letters of its name.
  public static let longestName = 255
}
