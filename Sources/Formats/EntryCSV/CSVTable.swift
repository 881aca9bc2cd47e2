import Model

/// A file of lines and columns as spreadsheets and other programs write them (RFC 4180, and what they make of it): the
/// separator, the encoding and the ends of lines are found out.
public struct CSVTable: Sendable, Equatable {
  public let facts: EntryFileFacts
  /// Each with its place in the file, from 1, the header counted; blank lines are left out.
  public let rows: [Row]

  public struct Row: Sendable, Equatable {
    public let number: Int
    public let fields: [String]
  }

  public init(_ bytes: [UInt8]) throws(EntryFileDefect) {
    guard bytes.count <= EntryFileFacts.longestFile else { throw .tooLong }
    let (text, encoding) = CSVText.decode(bytes)
    guard !text.contains("\0") else { throw .noText }
    let characters = Array(text)
    let separator = Self.separator(of: characters)
    var reader = CSVRecordReader(characters, separator: Character(separator.rawValue))
    var found: [Row] = []
    while let record = try reader.next() {
      guard record.fields.contains(where: { !$0.isEmpty }) else { continue }
      guard found.count <= EntryFileFacts.mostRows else { throw .tooManyRows }
      guard record.fields.count <= EntryFileFacts.mostColumns else { throw .tooManyColumns(line: record.number) }
      if record.fields.contains(where: { $0.count > EntryFileFacts.longestField }) {
        throw .fieldTooLong(line: record.number)
      }
      found.append(record)
    }
    guard let first = found.first, first.fields.count > 1 else { throw .noColumns }
    rows = Array(found.dropFirst())
    guard !rows.isEmpty else { throw .noRows }
    let samples = first.fields.indices.map { place in
      found.dropFirst().first { $0.fields.indices.contains(place) && !$0.fields[place].isEmpty }?.fields[place] ?? ""
    }
    facts = EntryFileFacts(
      header: first.fields, samples: samples, rowCount: found.count - 1, separator: separator, encoding: encoding)
  }

  /// The separator that gives the first lines most columns, the same number in each.
  private static func separator(of text: [Character]) -> EntryFileFacts.Separator {
    let start = Array(text.prefix(20_000))
    let scores = EntryFileFacts.Separator.allCases.map { candidate in
      var reader = CSVRecordReader(start, separator: Character(candidate.rawValue))
      var counts: [Int] = []
      while counts.count < 20, let count = (try? reader.next())?.fields.count {
        counts.append(count)
      }
      let columns = counts.first ?? 1
      let alike = counts.filter { $0 == columns }.count
      return (candidate, columns > 1 ? columns * alike * 100 / max(counts.count, 1) : 0)
    }
    return scores.max { $0.1 < $1.1 }?.0 ?? .semicolon
  }
}

/// Bytes as text.
enum CSVText {
  static func decode(_ bytes: [UInt8]) -> (String, EntryFileFacts.TextEncoding) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (String(decoding: bytes.dropFirst(3), as: UTF8.self), .utf8) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (utf16(bytes.dropFirst(2), isLittle: true), .utf16) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (utf16(bytes.dropFirst(2), isLittle: false), .utf16) }
    if let text = String(validating: bytes, as: UTF8.self) { return (text, .utf8) }
    let scalars = bytes.map { byte in (0x80...0x9F).contains(byte) ? windows[Int(byte) - 0x80] : Unicode.Scalar(byte) }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return (text, .windows1252)
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String {
    let all = Array(bytes)
    let units = stride(from: 0, to: all.count - 1, by: 2).map { place in
      let (one, other) = (UInt16(all[place]), UInt16(all[place + 1]))
      return isLittle ? other << 8 | one : one << 8 | other
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// What Windows has where ISO 8859-1 has control characters; a space stands for the five it does not use.
  private static let windows = Array("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ".unicodeScalars)
}

/// Record after record: fields between separators, within quotation marks where they hold one, or an end of line.
struct CSVRecordReader {
  private let text: [Character]
  private let separator: Character
  private var place = 0
  private var line = 1

  init(_ text: [Character], separator: Character) {
    self.text = text
    self.separator = separator
  }

  mutating func next() throws(EntryFileDefect) -> CSVTable.Row? {
    guard place < text.count else { return nil }
    let start = line
    var fields: [String] = []
    while true {
      fields.append(try field(from: start))
      guard place < text.count else { break }
      let character = text[place]
      place += 1
      if character == separator { continue }
      line += 1
      break
    }
    return CSVTable.Row(number: start, fields: fields)
  }

  private mutating func field(from start: Int) throws(EntryFileDefect) -> String {
    var blank = place
    while blank < text.count, text[blank] == " " { blank += 1 }
    guard blank < text.count, text[blank] == "\"" else { return plain() }
    place = blank + 1
    var value = ""
    while place < text.count {
      let character = text[place]
      place += 1
      if character == "\"" {
        guard place < text.count, text[place] == "\"" else {
          // What stands between the closing mark and the separator belongs to nothing.
          _ = plain()
          return value.trimmed
        }
        place += 1
      } else if character.isNewline {
        line += 1
      }
      value.append(character)
    }
    throw .openQuote(line: start)
  }

  private mutating func plain() -> String {
    let start = place
    while place < text.count, text[place] != separator, !text[place].isNewline { place += 1 }
    return String(text[start..<place]).trimmed
  }
}

extension String {
  /// Without white space around it.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
