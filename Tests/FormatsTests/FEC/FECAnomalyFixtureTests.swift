import Formats
import Model
import Testing

/// One file made by hand for each anomaly, that turns it red at one line, and its twin, as near to it as can be, that
/// leaves it green: `Tests/Fixtures/FEC/anomalies/<name>.red.txt` and `<name>.green.txt`.
@Suite("Each anomaly has a file that raises it and a twin that does not")
struct FECAnomalyFixtureTests {
  struct Golden: Sendable, CustomTestStringConvertible {
    var code: FECAnomaly.Code
    /// Of each anomaly of the code, in their order; nil where it is of the whole file.
    var lines: [Int?] = [nil]
    /// Of the first.
    var values: [String] = []
    var name = FECSample.name
    var greenName = FECSample.name
    var expectation = FECExpectation()
    var greenExpectation = FECExpectation()

    var file: String { String(code.rawValue.dropFirst(4)).replacing("_", with: "-") }
    var testDescription: String { file }
  }

  private static let siren = SIREN("732829320")!
  private static let otherSIREN = SIREN("356000000")!
  private static let year = try! FiscalYear(
    start: CalendarDate(number: 20_260_101)!, end: CalendarDate(number: 20_261_231)!)

  private static let unreadable = [
    Golden(code: .emptyFile), Golden(code: .otherKind, values: ["xml"]), Golden(code: .unknownSeparator, lines: [1]),
    Golden(code: .noHeader, lines: [1]), Golden(code: .missingColumn, values: ["CompteNum"]),
    Golden(code: .wrongFieldCount, lines: [5], values: ["10", "18"]), Golden(code: .invalidEncoding),
    Golden(code: .unreadableDate, lines: [4], values: ["EcritureDate", "hier"]),
    Golden(code: .dateNotInCalendar, lines: [4], values: ["EcritureDate", "20260230"]),
    Golden(code: .unreadableAmount, lines: [4], values: ["Debit", "120,0O"]),
    Golden(code: .amountTooLarge, lines: [4], values: ["Debit", "10000000000,01"]),
    Golden(code: .missingAccount, lines: [4]), Golden(code: .missingEntryDate, lines: [4]),
    Golden(code: .missingJournal, lines: [4]),
    Golden(code: .fieldTooLong, lines: [4], values: ["EcritureLib", "4097", "4096"]),
  ]

  private static let refused = [
    Golden(
      code: .otherSIREN, values: ["732829320", "356000000"], expectation: FECExpectation(siren: otherSIREN),
      greenExpectation: FECExpectation(siren: siren)),
    Golden(
      code: .yearClash, values: ["2026"],
      expectation: FECExpectation(years: [.init(year: year, holdsEntries: true)]),
      greenExpectation: FECExpectation(years: [.init(year: year, holdsEntries: false)])),
    Golden(code: .severalYears, values: ["3", "15", "2026-01-01", "2026-12-31"]),
    Golden(code: .yearUnknown, name: "fec.txt", greenName: "fec.txt"),
    Golden(code: .fileUnbalanced, values: ["524001", "524000"]),
    Golden(code: .entryUnbalanced, lines: [4, 7], values: ["12001", "12000"]),
  ]

  private static let tolerated = [
    Golden(code: .journalUnbalanced, lines: [nil, nil], values: ["0", "12000"]),
    Golden(code: .missingEntryNumber, lines: [4]),
    Golden(code: .dateOutsideYear, lines: [7], values: ["2027-01-01", "2026-01-01", "2026-12-31"]),
    Golden(code: .missingValue, lines: [5], values: ["CompteLib"]),
    Golden(code: .accountNotNumeric, lines: [5], values: ["70A000"]),
    Golden(code: .bothSidesFilled, lines: [5], values: ["100", "10100"]), Golden(code: .bothSidesZero, lines: [7]),
    Golden(code: .numberingHole, lines: [7], values: ["2", "5"]), Golden(code: .numberRepeated, lines: [9]),
    Golden(code: .chronologyBroken, lines: [7], values: ["2026-03-31", "2026-04-01"]),
    Golden(code: .validatedBeforeEntry, lines: [4], values: ["2026-02-11", "2026-02-12"]),
    Golden(code: .matchingUnbalanced, lines: [4, 8], values: ["411000", "C1", "A", "12000"]),
    Golden(code: .amountIrregular, lines: [4], values: ["Debit", "120.00"]),
    Golden(code: .dateIrregular, lines: [4], values: ["PieceDate", "12/02/2026"]),
    Golden(code: .dateDropped, lines: [4], values: ["PieceDate", "20260229"]),
    Golden(code: .lineShort, lines: [5], values: ["16", "18"]),
    Golden(code: .columnAbsent, values: ["PieceRef"]),
    Golden(code: .columnRenamed, lines: [1], values: ["IdDevise", "Idevise"]), Golden(code: .mixedEncoding),
    Golden(code: .lineBreakInValue, lines: [4]),
    Golden(code: .currencyMissing, lines: [4], values: ["130,50"]),
    Golden(code: .currencyIrregular, lines: [4], values: ["US$"]),
    Golden(code: .fileNameIrregular, values: ["FEC20261231.txt"], name: "FEC20261231.txt"),
    Golden(code: .closingDateElsewhere, values: ["2050-12-31"], name: "732829320FEC20501231.txt"),
    Golden(code: .validationDateAbsent, lines: [4]), Golden(code: .entryScattered, lines: [4, 6]),
    Golden(code: .labelVaries, lines: [8], values: ["411000", "Clients", "Clients France"]),
    Golden(code: .extraColumns, values: ["Analytique"]),
    Golden(code: .journalByConvention, lines: [2], values: ["RD"]),
    Golden(code: .cashColumns, values: ["DateRglt", "ModeRglt", "NatOp"]),
  ]

  @Test("red in one, green in the other", arguments: unreadable + refused + tolerated)
  func redAndGreen(_ golden: Golden) throws {
    let red = try FECReading(
      .fixture("anomalies/\(golden.file).red.txt"), name: golden.name, expectation: golden.expectation)
    let found = red.anomalies(golden.code)
    #expect(found.map(\.line) == golden.lines)
    #expect(red.count(golden.code) == golden.lines.count)
    #expect(found.first?.values == golden.values)
    let green = try FECReading(
      .fixture("anomalies/\(golden.file).green.txt"), name: golden.greenName, expectation: golden.greenExpectation)
    #expect(green.count(golden.code) == 0)
    #expect(green.plan != nil)
    #expect(!green.preview.isBlocked)
  }

  @Test("a file that raises nothing grave is read into entries and comes back", arguments: tolerated)
  func comesBack(_ golden: Golden) throws {
    let bytes = try [UInt8].fixture("anomalies/\(golden.file).red.txt")
    let reading = FECReading(bytes, name: golden.name)
    let export = try reading.export()
    let comparison = FECComparison(source: bytes, export: export, importDay: FECReading.importDay)
    #expect(comparison.isSame, "\(comparison)")
    #expect(try FECReading(export, name: golden.name).export() == export)
  }

  @Test("every code has its pair of files, but for those that the books alone can tell")
  func everyCode() {
    let told = Set((Self.unreadable + Self.refused + Self.tolerated).map(\.code))
    let ofYears = Set(FECYearFixtureTests.goldens.map(\.code))
    let ofBooks: Set<FECAnomaly.Code> = [.alreadyImported, .accountNotInChart]
    #expect(Set(FECAnomaly.Code.allCases) == told.union(ofYears).union(ofBooks).union([.lineTooLong]))
  }

  @Test("a line past its bound ends the reading, and says which one and what the bound is")
  func lineTooLong() {
    let long = FECReading(FECSample.sale.bytes + [UInt8](repeating: 0x41, count: 200_000))
    #expect(long.anomalies(.lineTooLong) == [FECAnomaly(.lineTooLong, line: 4, values: ["131072"])])
    #expect(long.preview.anomalyCounts == [.lineTooLong: 1])
    #expect(long.plan == nil)
    #expect(FECReading(FECSample.sale.bytes + [UInt8](repeating: 0x41, count: 131_072)).count(.lineTooLong) == 0)
  }
}
