import Formats
import Model
import Testing

@Suite("The entries that a FEC gives")
struct FECEntryReaderTests {
  @Test("an entry carries the fields of its first line, and its lines what is their own")
  func fields() throws {
    var sample = FECSample.sale
    sample.lines[0] = FECSample.line(
      party: "C1", partyLabel: "Dupont", debit: "12,00", matching: "AA", matchingDate: "20260201", original: "-13,5",
      currency: "USD")
    let entry = try #require(try FECReading(sample).entries().first)
    #expect(entry.id == FECReading.firstID)
    #expect(entry.journal == "VE" && entry.number == "1" && entry.label == "Facture 1")
    #expect(entry.date == day(20_260_105) && entry.validationDate == day(20_260_131))
    #expect(entry.voucherReference == "FA1" && entry.voucherDate == day(20_260_105))
    #expect(entry.flags == [])
    #expect(
      entry.lines == [
        EntryLine(
          account: "411000", party: PartyKey(nature: .customer, code: "C1"), debit: Money(minor: 1_200), credit: .zero,
          matchingCode: "AA", matchingDate: day(20_260_201),
          original: OriginalAmount(text: "-13,5", currency: "USD"), sourceRank: 1),
        EntryLine(account: "707000", debit: .zero, credit: Money(minor: 1_200), sourceRank: 2),
      ])
  }

  @Test("identifiers follow the first one, over the end of its low half too")
  func identifiers() throws {
    let lines = ["1", "2", "3"].flatMap { FECSample.entry("VE", $0, "20260105") }
    let ids = try FECReading(FECSample(lines: lines)).entries().map(\.id)
    #expect(ids == (0..<3).map { FECReading.firstID.advanced(by: $0) })
    #expect(ids == ids.sorted())
  }

  @Test("a line says what differs from its entry, journal, account and party, and nothing else")
  func overrides() throws {
    let first = FECSample.line(party: "C1", partyLabel: "Dupont", debit: "12,00")
    let other = FECSample.line(
      journalLabel: "Autre journal", date: "20260106", accountLabel: "Autre compte", party: "C1",
      partyLabel: "Autre tiers", piece: "FA2", pieceDate: "", label: "Autre", credit: "12,00", valid: "")
    let entry = try #require(try FECReading(FECSample(lines: [first, other])).entries().first)
    #expect(entry.lines[0].overrides == nil)
    #expect(
      entry.lines[1].overrides
        == LineOverrides(
          label: "Autre", voucherReference: "FA2", voucherDate: .blank, date: day(20_260_106),
          validationDate: .blank, journalLabel: "Autre journal", accountLabel: "Autre compte",
          partyLabel: "Autre tiers"))
  }

  @Test("a blank label is an override where the master has one, and the first label that is not blank is the master's")
  func blankLabels() throws {
    let first = FECSample.line(accountLabel: "", label: "", debit: "12,00")
    let other = FECSample.line(credit: "12,00")
    let reading = FECReading(FECSample(lines: [first, other]))
    let entry = try #require(try reading.entries().first)
    #expect(reading.plan?.masters.accounts == [AccountCreated(number: "411000", label: "Clients")])
    #expect(entry.lines.map(\.overrides?.accountLabel) == ["", nil])
    #expect(entry.label.isEmpty)
    #expect(entry.lines.map(\.overrides?.label) == [nil, "Facture 1"])
  }

  @Test("labels that look alike but are other bytes stay apart")
  func canonicallyEqualLabels() throws {
    var sample = FECSample.sale
    sample.lines[0][10] = "caf\u{E9}"
    sample.lines[1][10] = "cafe\u{301}"
    let entry = try #require(try FECReading(sample).entries().first)
    #expect(entry.lines[1].overrides?.label.map { Array($0.utf8) } == Array("cafe\u{301}".utf8))
  }

  @Test("the label of a party without code is kept")
  func partyLabelAlone() throws {
    var sample = FECSample.sale
    sample.lines[0][7] = "Dupont"
    let line = try #require(try FECReading(sample).entries().first?.lines.first)
    #expect(line.party == nil)
    #expect(line.overrides == LineOverrides(partyLabel: "Dupont"))
  }

  @Test("where ValidDate is blank the day of import stands in, flagged, and a line that has one keeps it")
  func validationDateAbsent() throws {
    var sample = FECSample.sale
    sample.lines[0][15] = ""
    let entry = try #require(try FECReading(sample).entries().first)
    #expect(entry.validationDate == FECReading.importDay)
    #expect(entry.flags == .validationDateAbsentAtSource)
    #expect(entry.lines[1].overrides == LineOverrides(validationDate: .date(day(20_260_131))))
    sample.lines[1][15] = ""
    #expect(try FECReading(sample).entries().first?.lines[1].overrides == nil)
  }

  @Test("an entry that does not balance is flagged, and asks for consent even when the file balances")
  func unbalanced() throws {
    var lines = FECSample.entry("VE", "1", "20260105") + FECSample.entry("VE", "2", "20260105")
    lines[1][12] = "9,00"
    lines[3][12] = "11,00"
    let reading = FECReading(FECSample(lines: lines))
    #expect(reading.preview.needsConsent && !reading.preview.isBlocked)
    #expect(reading.count(.entryUnbalanced) == 2)
    #expect(try reading.entries().map(\.flags) == [.unbalancedAtSource, .unbalancedAtSource])
    lines[3][12] = "10,00"
    let broken = FECReading(FECSample(lines: lines))
    #expect(broken.anomalies(.fileUnbalanced).map(\.values) == [["2000", "1900"]])
    #expect(broken.anomalies(.journalUnbalanced).map(\.journal) == ["VE"])
  }

  @Test("opening entries are those of a journal kept for them, on the first day of the year")
  func opening() throws {
    var lines = FECSample.entry("AN", "1", "20260101") + FECSample.entry("XX", "1", "20260101")
    lines += FECSample.entry("AN", "2", "20260102") + FECSample.entry("VE", "1", "20260101")
    for place in [2, 3] { lines[place][1] = "Reports à nouveau" }
    let entries = try FECReading(FECSample(lines: lines)).entries()
    #expect(entries.map { $0.flags.contains(.opening) } == [true, true, false, false])
  }

  @Test("negative amounts stay as they are")
  func negative() throws {
    var sample = FECSample.sale
    sample.lines[0][11] = "-12,00"
    sample.lines[1][12] = "12,00-"
    let reading = FECReading(sample)
    #expect(reading.preview.anomalies == [])
    #expect(try reading.entries().first?.lines.map(\.debit.minor) == [-1_200, 0])
    #expect(try reading.entries().first?.lines.map(\.credit.minor) == [0, -1_200])
  }

  @Test("what the taker throws ends the reading")
  func takerThrows() throws {
    struct Enough: Error {}
    let reading = FECReading(FECSample.sale)
    let plan = try #require(reading.plan)
    var reader = FECEntryReader(plan: plan, importDay: FECReading.importDay, firstID: FECReading.firstID)
    #expect(throws: Enough.self) {
      try reader.feed(FECSample.sale.bytes) { _ in throw Enough() }
      try reader.finish { _ in throw Enough() }
    }
  }

  private func day(_ number: Int32) -> CalendarDate { CalendarDate(number: number)! }
}
