import Formats
import Model
import Testing

@Suite("A file held against what the company knows")
struct FECExpectationTests {
  @Test("the SIREN of the name must be the company's")
  func siren() throws {
    let own = try #require(SIREN("732829320"))
    let other = try #require(SIREN("356000000"))
    #expect(read(expectation: FECExpectation(siren: own)).preview.anomalies == [])
    let reading = read(expectation: FECExpectation(siren: other))
    #expect(reading.preview.anomalies == [FECAnomaly(.otherSIREN, values: ["732829320", "356000000"])])
    #expect(reading.preview.isBlocked)
    #expect(reading.plan != nil)
  }

  @Test(
    "a name that is not the legal one is a warning, and does not hinder", arguments: ["fec.txt", "FEC20261231.txt"])
  func irregularName(name: String) {
    let reading = read(name: name)
    #expect(reading.preview.anomalies == [FECAnomaly(.fileNameIrregular, values: [name])])
    #expect(reading.preview.facts.siren == nil)
    #expect(reading.preview.year?.end == (name == "fec.txt" ? day(20_260_131) : day(20_261_231)))
  }

  @Test("the letters of the name may be small, and a part number may follow")
  func nameVariants() {
    for name in ["732829320fec20261231.TXT", "732829320FEC20261231_1.txt", "dossier/732829320FEC20261231"] {
      #expect(read(name: name).preview.anomalies == [])
    }
  }

  @Test("a year that already holds entries, or overlaps one of the books, clashes")
  func yearClash() throws {
    let same = try FiscalYear(start: day(20_260_101), end: day(20_261_231))
    let shifted = try FiscalYear(start: day(20_260_401), end: day(20_270_331))
    let full = read(expectation: FECExpectation(years: [.init(year: same, holdsEntries: true)]))
    #expect(full.preview.anomalies == [FECAnomaly(.yearClash, values: ["2026"])])
    let empty = read(expectation: FECExpectation(years: [.init(year: same, holdsEntries: false)]))
    #expect(empty.preview.anomalies == [])
    let over = read(expectation: FECExpectation(years: [.init(year: shifted, holdsEntries: true)]))
    #expect(over.preview.anomalies == [FECAnomaly(.yearClash, values: ["2026-2027"])])
  }

  @Test("the company's own year is taken when it ends with the file's")
  func ownYear() throws {
    let short = try FiscalYear(start: day(20_260_102), end: day(20_261_231))
    let reading = read(expectation: FECExpectation(years: [.init(year: short, holdsEntries: false)]))
    #expect(reading.preview.year == short)
  }

  @Test("entries dated outside of the year are told one by one")
  func dateOutsideYear() {
    var sample = FECSample.sale
    sample.lines += FECSample.entry("VE", "2", "20270101") + FECSample.entry("VE", "3", "20241231")
    let reading = FECReading(sample)
    #expect(reading.preview.year?.start == day(20_260_101), "no year is longer than 24 months")
    #expect(
      reading.anomalies(.dateOutsideYear).map(\.values) == [
        ["2027-01-01", "2026-01-01", "2026-12-31"], ["2024-12-31", "2026-01-01", "2026-12-31"],
      ])
    #expect(reading.anomalies(.dateOutsideYear).map(\.entryNumber) == ["2", "3"])
  }

  @Test("without a date there is no year, and no plan")
  func noDate() {
    var sample = FECSample.sale
    for place in 0...1 { sample.lines[place][3] = "" }
    let reading = FECReading(sample.bytes, name: "fec.txt")
    #expect(reading.count(.yearUnknown) == 1)
    #expect(reading.preview.year == nil && reading.plan == nil)
  }

  private func read(
    name: String = FECSample.name, expectation: FECExpectation = FECExpectation()
  ) -> FECReading {
    FECReading(FECSample.sale.bytes, name: name, expectation: expectation)
  }

  private func day(_ number: Int32) -> CalendarDate { CalendarDate(number: number)! }
}
