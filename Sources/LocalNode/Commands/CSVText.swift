import Web

/// Rows as French spreadsheets read them: semicolons, quotes where needed, CRLF.
enum CSVText {
  static func row(_ cells: [String]) -> String {
    var row = ""
    for (place, cell) in cells.enumerated() {
      if place > 0 { row += ";" }
      row += SheetText.quoted(cell)
    }
    return row + "\r\n"
  }
}
