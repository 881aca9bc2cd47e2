/// Rows as French spreadsheets read them: semicolons, quotes where needed, CRLF.
enum CSVText {
  static func row(_ cells: [String]) -> String {
    cells.map { cell in
      cell.contains(where: { $0 == ";" || $0 == "\"" || $0.isNewline })
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ";") + "\r\n"
  }
}
