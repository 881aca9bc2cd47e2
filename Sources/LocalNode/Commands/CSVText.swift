/// Rows as French spreadsheets read them: semicolons, quotes where needed, CRLF.
enum CSVText {
  static func row(_ cells: [String]) -> String {
    var row = ""
    for (place, cell) in cells.enumerated() {
      if place > 0 { row += ";" }
      row += needsQuotes(cell) ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }
    return row + "\r\n"
  }

  /// Byte by byte first: the grand livre of a million lines has ten cells for each. Line breaks of more than one byte
  /// begin with one of two.
  private static func needsQuotes(_ cell: String) -> Bool {
    var mayBreak = false
    for byte in cell.utf8 {
      switch byte {
      case 0x22, 0x3B, 0x0A...0x0D: return true
      case 0xC2, 0xE2: mayBreak = true
      default: break
      }
    }
    return mayBreak && cell.contains(where: \.isNewline)
  }
}
