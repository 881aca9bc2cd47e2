import Formats
import Model
import Testing

@Suite("The FEC that is written")
struct FECWriterTests {
  @Test("the header is the law's, letter for letter")
  func header() {
    var buffer: [UInt8] = []
    FECWriter.appendHeader(to: &buffer)
    let legal =
      "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate "
      + "EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
    #expect(String(decoding: buffer, as: UTF8.self) == legal.replacing(" ", with: "\t") + "\r\n")
  }

  @Test("a row has eighteen fields, amounts with a comma and two decimals, dates AAAAMMJJ")
  func row() {
    var row = sale
    row.debit = Money(minor: 123_456)
    row.credit = Money(minor: -5)
    row.dateLet = day
    row.ecritureLet = "AA"
    row.montantDevise = "1500,125"
    row.iDevise = "USD"
    let text = "VE\tVentes\t1\t20260105\t411000\tClients\tC1\tÉts €\tFA1\t20260105\tFacture\t1234,56\t-0,05"
    #expect(written(row) == text + "\tAA\t20260105\t20260105\t1500,125\tUSD\r\n")
  }

  @Test(
    "amounts of every length",
    arguments: [
      (0, "0,00"), (1, "0,01"), (10, "0,10"), (100, "1,00"), (-1, "-0,01"), (-100, "-1,00"),
      (1_000_000_000_000, "10000000000,00"), (Int64.max, "92233720368547758,07"),
      (Int64.min, "-92233720368547758,08"),
    ])
  func amounts(cents: Int64, text: String) {
    var row = sale
    row.debit = Money(minor: cents)
    #expect(written(row).split(separator: "\t")[11] == text)
  }

  @Test(
    "an amount in another currency has a comma, where its point can be nothing else",
    arguments: [
      ("1234.5", "1234,5"), ("-12.345", "-12,345"), ("12,5", "12,5"), ("1.234,5", "1.234,5"), ("1.2.3", "1.2.3"),
      ("USD 1.5", "USD 1.5"), ("", ""),
    ])
  func originalAmount(text: String, written: String) throws {
    var sample = FECSample.sale
    sample.lines[0][16] = text
    var expected = sample
    expected.lines[0][16] = written
    let reading = FECReading(sample)
    #expect(try reading.entries()[0].lines[0].original?.text ?? "" == text)
    #expect(try reading.export() == expected.bytes)
    #expect(FECComparison(source: sample.bytes, export: expected.bytes, importDay: nil).isSame)
  }

  @Test("no value brings a separator or a line break in")
  func separatorsInValues() {
    var row = sale
    row.ecritureLib = "a\tb|c\r\nd\u{0}e\u{7F}f"
    row.iDevise = "\r\n"
    let fields = written(row).split(separator: "\t", omittingEmptySubsequences: false)
    #expect(fields.count == 18)
    #expect(fields[10] == "a b c  d e f")
    #expect(written(row).utf8.count { $0 == 10 || $0 == 13 } == 2)
  }

  @Test("what the law wants and a line does not say is filled from the line itself, and counted")
  func completion() {
    var completion = FECCompletion()
    var whole = sale
    whole.debit = Money(minor: 100)
    whole.complete(journalLabel: "Ventes", accountLabel: "Clients", partyLabel: "", &completion)
    #expect(completion.isWhole && whole.debit.minor == 100 && whole.pieceRef == "FA1")

    var blank = sale
    (blank.journalLib, blank.compteLib, blank.compAuxLib) = ("", " ", "")
    (blank.pieceRef, blank.pieceDate, blank.ecritureLib) = ("", nil, "")
    var bare = blank
    blank.complete(journalLabel: "Ventes", accountLabel: "Clients", partyLabel: "Lycée", &completion)
    #expect([blank.journalLib, blank.compteLib, blank.compAuxLib] == ["Ventes", "Clients", "Lycée"])
    #expect(blank.pieceRef == "VE" && blank.pieceDate == day && blank.ecritureLib == "Ventes")
    bare.compAuxNum = ""
    bare.complete(journalLabel: "", accountLabel: "", partyLabel: "", &completion)
    #expect([bare.journalLib, bare.compteLib, bare.compAuxLib, bare.ecritureLib] == ["VE", "411000", "", "VE"])
    #expect(completion.counts[.pieceRef] == 2 && completion.counts[.compAuxLib] == 1)
    #expect(completion.bothSidesZero == 2 && completion.bothSidesFilled == 0 && !completion.isWhole)
  }

  private let day = CalendarDate(number: 20_260_105)!

  private var sale: FECRow {
    FECRow(
      journalCode: "VE", journalLib: "Ventes", ecritureNum: "1", ecritureDate: day, compteNum: "411000",
      compteLib: "Clients", compAuxNum: "C1", compAuxLib: "Éts €", pieceRef: "FA1", pieceDate: day,
      ecritureLib: "Facture", debit: .zero, credit: .zero, validDate: day)
  }

  private func written(_ row: FECRow) -> String {
    var buffer: [UInt8] = []
    FECWriter.append(row, to: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }
}
