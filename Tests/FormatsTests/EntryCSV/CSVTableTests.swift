import Formats
import Model
import Testing

@Suite("Files of lines and columns")
struct CSVTableTests {
  private func table(_ text: String) throws -> CSVTable { try CSVTable(Array(text.utf8)) }

  @Test(
    "separators and ends of lines are found out",
    arguments: [";", ",", "\t", "|"], ["\n", "\r\n", "\r"])
  func forms(separator: String, end: String) throws {
    let lines = [["Date", "Compte", "Montant"], ["15/03/2026", "601000", "1 234"], ["", "", ""], ["x", "y", "z"]]
    let text = lines.map { $0.joined(separator: separator) }.joined(separator: end) + end
    let found = try table(text)
    #expect(found.facts.header == lines[0] && found.facts.separator.rawValue == separator)
    #expect(found.rows.map(\.fields) == [lines[1], lines[3]] && found.rows.map(\.number) == [2, 4])
  }

  @Test("amounts with commas in quotation marks do not make the comma a separator")
  func quotes() throws {
    let found = try table("Date;Libellé;Débit\n1;\"Pain; \"\"seigle\"\"\";\"12,50\"\n2;\"deux\nlignes\"; 3,00 \n")
    #expect(found.facts.separator == .semicolon)
    #expect(found.rows.map(\.fields) == [["1", "Pain; \"seigle\"", "12,50"], ["2", "deux\nlignes", "3,00"]])
    #expect(found.rows.map(\.number) == [2, 3])
  }

  @Test("encodings: with a mark or without, and that of Windows")
  func encodings() throws {
    let text = "Libellé;Montant\nCafé œuvré €;1\n"
    #expect(try CSVTable([0xEF, 0xBB, 0xBF] + Array(text.utf8)).facts.header == ["Libellé", "Montant"])
    let wide = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try CSVTable([0xFF, 0xFE] + wide).rows[0].fields == ["Café œuvré €", "1"])
    let windows: [UInt8] = Array("Libell".utf8) + [0xE9, 0x3B, 0x4D, 0x0A, 0x9C, 0x80, 0x3B, 0x31]
    let found = try CSVTable(windows)
    #expect(
      found.facts.encoding == .windows1252 && found.facts.header == ["Libellé", "M"]
        && found.rows[0].fields == ["œ€", "1"])
  }

  @Test("what is no table is refused by its reason, and nothing traps")
  func defects() {
    func defect(_ bytes: [UInt8]) -> EntryFileDefect? {
      do throws(EntryFileDefect) {
        _ = try CSVTable(bytes)
        return nil
      } catch { return error }
    }
    #expect(defect([]) == .noColumns && defect(Array("a\nb\n".utf8)) == .noColumns)
    #expect(defect(Array("a;b\n".utf8)) == .noRows)
    #expect(defect(Array("a;b\n1;\"2\n".utf8)) == .openQuote(line: 2))
    #expect(defect([0, 1, 2, 3]) == .noText)
    #expect(defect([UInt8](repeating: 0x3B, count: EntryFileFacts.longestFile + 1)) == .tooLong)
    #expect(defect(Array("a;b\n1;\(String(repeating: "x", count: 1_001))\n".utf8)) == .fieldTooLong(line: 2))
    #expect(defect(Array(("a;b\n" + String(repeating: "1;2\n", count: 20_001)).utf8)) == .tooManyRows)
    #expect(defect(Array(("a;b\n" + String(repeating: ";", count: 61) + "x\n").utf8)) == .tooManyColumns(line: 2))
  }
}
