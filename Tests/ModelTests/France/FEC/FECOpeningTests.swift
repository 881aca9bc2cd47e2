import Model
import Testing

@Suite("Opening entries")
struct FECOpeningTests {
  @Test(
    "journals kept for the opening are known by their code or their label",
    arguments: [
      ("AN", ""), ("ano", ""), ("RAN", ""), ("A-NOUVEAUX", ""), ("À nouveau", ""), ("00", "Report à nouveau"),
      ("OD", "JOURNAL DES À-NOUVEAUX"), ("X", "A nouveaux"), ("X", "a\u{300} nouveau"),
    ])
  func known(code: String, label: String) { #expect(FECOpening.isOpeningJournal(code: code, label: label)) }

  @Test(
    "other journals are not",
    arguments: [("VE", "Ventes"), ("ANC", "Anciens"), ("BAN", "Banque"), ("NV", "Nouveau journal"), ("", "")])
  func unknown(code: String, label: String) { #expect(!FECOpening.isOpeningJournal(code: code, label: label)) }

  @Test("only the first day of the year opens it")
  func firstDay() throws {
    let start = try #require(CalendarDate(number: 20_260_401))
    let end = try #require(CalendarDate(number: 20_270_331))
    let year = try FiscalYear(start: start, end: end)
    #expect(FECOpening.isOpening(journal: "AN", label: "", date: start, year: year))
    #expect(!FECOpening.isOpening(journal: "AN", label: "", date: end, year: year))
    #expect(!FECOpening.isOpening(journal: "VE", label: "", date: start, year: year))
  }
}
