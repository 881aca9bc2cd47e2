import Formats
import Model
import Testing

@Suite("The form of a FEC")
struct FECFormTests {
  @Test(
    "TAB and bar, CRLF, LF, CR and CRCRLF, all give the same books", arguments: ["\t", "|"],
    ["\r\n", "\n", "\r", "\r\r\n"])
  func separatorsAndEndings(separator: String, ending: String) throws {
    var sample = FECSample.sale
    sample.separator = separator
    sample.ending = ending
    let reading = FECReading(sample)
    #expect(reading.preview.anomalies == [])
    #expect(reading.preview.facts.separator == (separator == "|" ? .pipe : .tab))
    #expect(reading.preview.facts.lineEnding == ["\r\n": .crlf, "\n": .lf, "\r": .cr, "\r\r\n": .crcrlf][ending])
    #expect(try reading.entries() == FECReading(FECSample.sale).entries())
  }

  @Test("the last line needs no line end")
  func lastLineWithoutEnd() throws {
    let whole = FECReading(FECSample.sale)
    let cut = FECReading([UInt8](FECSample.sale.bytes.dropLast(2)))
    #expect(cut.preview.anomalies == [])
    #expect(try cut.entries() == whole.entries())
  }

  @Test("columns are found in any order, in any case, with accents or spaces")
  func headerIsTolerant() throws {
    var sample = FECSample.sale
    sample.header = sample.header.map { $0.uppercased() }
    sample.header[2] = "Écriture Num"
    sample.header[10] = "écriture_lib"
    sample.header = sample.header.reversed()
    sample.lines = sample.lines.map { $0.reversed() }
    let reading = FECReading(sample)
    #expect(reading.preview.anomalies == [])
    #expect(try reading.entries() == FECReading(FECSample.sale).entries())
  }

  @Test("columns after the eighteen are told and dropped")
  func extraColumns() throws {
    var sample = FECSample.sale
    sample.header += ["Analytique", "Lieu"]
    sample.lines = sample.lines.map { $0 + ["A1", "Lyon"] }
    let reading = FECReading(sample)
    #expect(reading.preview.anomalies == [FECAnomaly(.extraColumns, values: ["Analytique", "Lieu"])])
    #expect(try reading.entries() == FECReading(FECSample.sale).entries())
  }

  @Test("lines may stop before columns that may be blank, but not the last one where the file is cut")
  func shortLines() throws {
    var sample = FECSample.sale
    sample.lines = sample.lines.map { Array($0.prefix(13)) }
    let reading = FECReading(sample)
    #expect(reading.anomalies(.lineShort).map(\.line) == [2, 3])
    #expect(try reading.entries().map(\.validationDate) == [FECReading.importDay])
    let cut = FECReading([UInt8](sample.bytes.dropLast(2)))
    #expect(cut.anomalies(.wrongFieldCount).map(\.line) == [3])
    sample.lines[0].removeLast()
    #expect(FECReading(sample).anomalies(.wrongFieldCount).map(\.line) == [2])
  }

  @Test("the columns of books of receipts and payments are kept, blank or not, and come back")
  func cashColumns() throws {
    var sample = FECSample.sale
    sample.header += ["DateRglt", "ModeRglt", "NatOp", "IdClient"]
    sample.lines = [sample.lines[0] + ["20260107", "CB", "vente", "C7"], sample.lines[1] + ["", "", "", ""]]
    let reading = FECReading(sample)
    #expect(reading.anomalies(.cashColumns).map(\.values) == [["DateRglt", "ModeRglt", "NatOp", "IdClient"]])
    let settlement = Settlement(date: CalendarDate(number: 20_260_107), mode: "CB", nature: "vente", client: "C7")
    #expect(try reading.entries().flatMap(\.lines).map(\.settlement) == [settlement, nil])
    #expect(try reading.export(.cash) == sample.bytes)
    var other = sample
    other.lines[0][21] = "C8"
    #expect(!FECComparison(source: sample.bytes, export: other.bytes, importDay: nil).isSame)
  }

  @Test("a separator at the end of lines says nothing", arguments: [true, false])
  func trailingSeparator(isInHeader: Bool) throws {
    var sample = FECSample.sale
    sample.ending = "\t\r\n"
    var bytes = sample.bytes
    if !isInHeader { bytes.remove(at: bytes.firstIndex(of: 13)! - 1) }
    #expect(FECReading(bytes).preview.anomalies == [])
    #expect(try FECReading(bytes).entries() == FECReading(FECSample.sale).entries())
  }

  @Test("UTF-8 with its mark, ISO 8859-15 and ASCII are told apart")
  func encodings() throws {
    var sample = FECSample.sale
    sample.lines[0][10] = "Réglé à 10 €"
    sample.lines[1][10] = "Réglé à 10 €"
    let utf8 = FECReading(sample)
    let marked = FECReading([0xEF, 0xBB, 0xBF] + sample.bytes)
    let latin = FECReading(sample.latin9)
    #expect(utf8.preview.facts.encoding == .utf8)
    #expect(marked.preview.facts.encoding == .utf8WithBOM)
    #expect(latin.preview.facts.encoding == .latin9)
    #expect(FECReading(FECSample.sale).preview.facts.encoding == .ascii)
    for reading in [utf8, marked, latin] {
      #expect(reading.preview.anomalies == [])
      #expect(try reading.entries().map(\.label) == ["Réglé à 10 €"])
    }
  }

  @Test("one byte that is not UTF-8 makes the whole file ISO 8859-15, and says so when there was UTF-8 before it")
  func lateInvalidByte() throws {
    var sample = FECSample.sale
    sample.lines[0][10] = "é"
    let bytes = sample.bytes + Array("VE\tVentes\t2\t20260105\t411000\tClients\t\t\tFA\t20260105\t".utf8) + [0xE9]
    let reading = FECReading(bytes + Array("\t0,00\t0,00\t\t\t20260131\t\t\r\n".utf8))
    #expect(reading.preview.facts.encoding == .latin9)
    #expect(reading.count(.mixedEncoding) == 1)
    #expect(try reading.entries().map(\.label) == ["Ã©", "é"])
  }

  @Test("a file that ends within a character is not UTF-8")
  func cutCharacter() throws {
    let cut = FECReading(FECSample.sale.bytes.dropLast(2) + [0xC3])
    #expect(cut.preview.facts.encoding == .latin9)
    #expect(try cut.entries().first?.lines.last?.original == OriginalAmount(text: "", currency: "Ã"))
  }

  @Test("codes that ISO 8859-15 leaves free are read as Windows does")
  func windowsCodes() throws {
    var bytes = FECSample.sale.bytes
    let place = bytes.firstRange(of: Array("Facture".utf8))!.lowerBound
    bytes[place] = 0x9C
    bytes[place + 1] = 0x92
    #expect(try FECReading(bytes).entries().map(\.label) == ["œ’cture 1"])
  }

  @Test("UTF-16, and a UTF-8 mark on what is not UTF-8, are refused")
  func foreignEncodings() {
    let wide: [UInt8] = [0xFF, 0xFE] + FECSample.sale.bytes.flatMap { byte -> [UInt8] in [byte, 0] }
    #expect(FECReading(wide).preview.anomalyCounts[.invalidEncoding] == 1)
    #expect(FECReading(wide).plan == nil)
    var sample = FECSample.sale
    sample.lines[0][10] = "é"
    let marked = FECReading([0xEF, 0xBB, 0xBF] + sample.latin9)
    #expect(marked.count(.invalidEncoding) == 1)
    #expect(marked.plan == nil)
  }

  @Test("spaces and no-break spaces around values go, and NUL bytes too")
  func trimming() throws {
    var sample = FECSample.sale
    sample.lines = sample.lines.map { $0.map { " \u{A0}\($0)\u{A0} " } }
    let expected = try FECReading(FECSample.sale).entries()
    #expect(try FECReading(sample).entries() == expected)
    #expect(try FECReading(sample.latin9).entries() == expected)
    let holed = FECSample.sale.bytes.flatMap { byte -> [UInt8] in byte == 9 ? [0, 9, 0] : [byte] }
    #expect(try FECReading(holed).entries() == expected)
  }

  @Test("an accented letter that ends with the byte of a no-break space is not cut")
  func trimmingKeepsLetters() throws {
    var sample = FECSample.sale
    sample.lines[0][10] = "voilà"
    #expect(try FECReading(sample).entries().map(\.label) == ["voilà"])
    sample.lines[0][10] = "TÊTÊ\u{A0}"
    #expect(try FECReading(sample.latin9).entries().map(\.label) == ["TÊTÊ"])
  }

  @Test("a line break within a value is a space, and lines are still numbered as an editor does")
  func innerBreak() throws {
    var sample = FECSample.sale
    sample.lines[0][10] = "Facture\n1"
    sample.lines[1][4] = "X"
    let reading = FECReading(sample)
    #expect(reading.anomalies(.lineBreakInValue).map(\.line) == [2])
    #expect(reading.anomalies(.accountNotNumeric).map(\.line) == [4])
    #expect(try reading.entries().map(\.label) == ["Facture 1"])
  }

  @Test("a file whose line ends change is still cut rightly")
  func mixedEndings() throws {
    let text = FECSample.sale.text
    let header = text.firstIndex(of: "\r\n")!
    let mixed = text[...header] + text[text.index(after: header)...].replacing("\r\n", with: "\n")
    #expect(try FECReading(Array(mixed.utf8)).entries() == FECReading(FECSample.sale).entries())
  }

  @Test("blank lines are skipped, and counted as lines of the editor")
  func blankLines() throws {
    var sample = FECSample.sale
    sample.lines[1][4] = "X"
    let text = sample.text.replacing("\r\n", with: "\r\n  \r\n\r\n")
    let reading = FECReading(Array(text.utf8))
    #expect(reading.preview.facts.lineCount == 2)
    #expect(reading.anomalies(.accountNotNumeric).map(\.line) == [7])
    #expect(try reading.entries().flatMap(\.lines).map(\.sourceRank) == [3, 6])
  }

  @Test("Montant and Sens stand for Debit and Credit", arguments: [("D", "C"), ("+1", "-1"), ("d", "c")])
  func amountAndSide(debit: String, credit: String) throws {
    var sample = FECSample.sale
    sample.header[11...12] = ["Montant", "Sens"]
    sample.lines[0][11...12] = ["12,00", debit]
    sample.lines[1][11...12] = ["12,00", credit]
    let reading = FECReading(sample)
    #expect(reading.preview.anomalies == [])
    #expect(try reading.entries() == FECReading(FECSample.sale).entries())
    sample.lines[1][12] = "?"
    #expect(FECReading(sample).count(.unreadableAmount) == 1)
    #expect(FECReading(sample).count(.bothSidesZero) == 0, "what cannot be read is not said to be nothing")
  }

  @Test("chunks of any size give the same preview and the same entries", arguments: [1, 2, 3, 7, 64, 1_000, 100_000])
  func chunking(size: Int) throws {
    var sample = GeneratedBooks(seed: 11, entries: 60).sample
    sample.lines[5][10] = "coupé\nen deux"
    sample.lines[7].removeLast()
    for bytes in [sample.bytes, GeneratedBooks(seed: 12, entries: 60).sample.bytes] {
      let whole = FECReading(bytes, chunk: bytes.count)
      let cut = FECReading(bytes, chunk: size)
      #expect(cut.preview == whole.preview)
      #expect(cut.plan == whole.plan)
      #expect(try cut.entries() == whole.entries())
    }
  }
}
