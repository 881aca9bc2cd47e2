/// What a file of lines and columns shows before anybody says what its columns hold.
public struct EntryFileFacts: Equatable, Sendable {
  public enum Separator: String, Sendable, CaseIterable {
    case semicolon = ";"
    case tabulation = "\t"
    case comma = ","
    case bar = "|"
  }

  public enum TextEncoding: Sendable, Equatable {
    case utf8
    case utf16
    /// What is no UTF-8: the encoding of Windows in western Europe.
    case windows1252
  }

  /// Names of the columns: the first line.
  public let header: [String]
  /// The first content of each column; blank for one that has none.
  public let samples: [String]
  public let rowCount: Int
  public let separator: Separator
  public let encoding: TextEncoding

  public init(header: [String], samples: [String], rowCount: Int, separator: Separator, encoding: TextEncoding) {
    self.header = header
    self.samples = samples
    self.rowCount = rowCount
    self.separator = separator
    self.encoding = encoding
  }

  /// Bytes.
  public static let longestFile = 2 << 20
  public static let mostRows = 20_000
  public static let mostColumns = 60
  /// Characters of one field.
  public static let longestField = 1_000
}

/// Why a file is no table of lines and columns.
public enum EntryFileDefect: Error, Equatable, Sendable {
  case tooLong
  case noText
  case noColumns
  case noRows
  case tooManyRows
  case tooManyColumns(line: Int)
  case fieldTooLong(line: Int)
  /// A quotation mark that nothing closes.
  case openQuote(line: Int)
}
