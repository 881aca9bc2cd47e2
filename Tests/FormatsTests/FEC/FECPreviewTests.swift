import Formats
import Model
import Synchronization
import Testing

/// One test for each thing that a preview may say; the sums have their own.
@Suite("What a preview says of a file")
struct FECPreviewTests {
  @Test("a file in order has nothing against it, and its facts are told")
  func facts() {
    let reading = FECReading(FECSample.sale)
    let facts = reading.preview.facts
    #expect(reading.preview.anomalies == [] && !reading.preview.isBlocked && !reading.preview.needsConsent)
    #expect(facts.hash == [1, 2, 3] && facts.sizeBytes == FECSample.sale.bytes.count)
    #expect(facts.columnCount == 18 && facts.lineCount == 2 && facts.entryCount == 1)
    #expect(facts.siren == "732829320" && facts.closingDate == CalendarDate(number: 20_261_231))
    #expect(facts.firstEntryDate == CalendarDate(number: 20_260_105) && facts.lastEntryDate == facts.firstEntryDate)
    #expect(reading.preview.year?.name == "2026" && reading.preview.year?.start == CalendarDate(number: 20_260_101))
    #expect(reading.preview.accountCount == 2 && reading.preview.partyCount == 0)
    let sum = JournalSum(
      code: "VE", label: "Ventes", entryCount: 1, lineCount: 2, debit: MoneyTotal(minor: 1_200),
      credit: MoneyTotal(minor: 1_200))
    #expect(reading.preview.journals == [sum])
  }

  @Test("an empty file, a blank one and a lone header are empty")
  func emptyFiles() {
    for bytes in [[], Array(" \r\n\n".utf8), FECSample().bytes] {
      #expect(FECReading(bytes).preview.anomalies.map(\.code) == [.emptyFile])
      #expect(FECReading(bytes).plan == nil)
    }
  }

  @Test("commas and semicolons are no separators", arguments: [",", ";"])
  func unknownSeparator(separator: String) {
    var sample = FECSample.sale
    sample.separator = separator
    #expect(FECReading(sample).preview.anomalies == [FECAnomaly(.unknownSeparator, line: 1)])
  }

  @Test("an essential column that is missing blocks, once")
  func missingColumn() {
    var sample = FECSample.sale
    sample.header[4] = "Compte"
    let reading = FECReading(sample)
    #expect(reading.preview.anomalies.map(\.code) == [.missingColumn, .extraColumns])
    #expect(reading.anomalies(.missingColumn).map(\.values) == [["CompteNum"]])
    #expect(reading.plan == nil)
  }

  @Test("a column that may be done without is a warning, and its lines are not told of")
  func absentColumn() throws {
    var sample = FECSample.sale
    sample.header.remove(at: 8)
    sample.lines = sample.lines.map { Array($0[..<8] + $0[9...]) }
    let reading = FECReading(sample)
    #expect(reading.preview.anomalies == [FECAnomaly(.columnAbsent, values: ["PieceRef"])])
    #expect(try reading.entries().map(\.voucherReference) == [""])
  }

  @Test("a line with another number of fields blocks: a cut last line does")
  func wrongFieldCount() {
    let reading = FECReading([UInt8](FECSample.sale.bytes.dropLast(30)))
    #expect(reading.anomalies(.wrongFieldCount).map(\.line) == [3])
    #expect(reading.anomalies(.wrongFieldCount).map(\.values) == [["11", "18"]])
    #expect(reading.preview.isBlocked && reading.plan == nil)
  }

  @Test(
    "a value that cannot be read blocks, with its line, column and text",
    arguments: [
      (3, "5/1/2026", FECAnomaly.Code.unreadableDate, "EcritureDate"),
      (3, "20260230", .dateNotInCalendar, "EcritureDate"), (11, "1.23,45", .unreadableAmount, "Debit"),
      (12, "99999999999", .amountTooLarge, "Credit"),
    ])
  func unreadable(place: Int, text: String, code: FECAnomaly.Code, column: String) {
    let anomaly = FECReading(change(place, text)).anomalies(code)
    #expect(anomaly.map(\.values) == [[column, text]])
    #expect(anomaly.map(\.line) == [2])
    #expect(anomaly.map(\.entryNumber) == ["1"])
    #expect(FECReading(change(place, text)).plan == nil)
  }

  @Test(
    "a date that is none is dropped and told, where the line can do without",
    arguments: [(9, "20260230", "PieceDate"), (14, "x", "DateLet"), (15, "20261301", "ValidDate")])
  func dropped(place: Int, text: String, column: String) throws {
    let reading = FECReading(change(place, text))
    #expect(reading.anomalies(.dateDropped).map(\.values) == [[column, text]])
    #expect(reading.plan != nil && !reading.preview.isBlocked)
    let entry = try #require(try reading.entries().first)
    switch place {
    case 9: #expect(entry.voucherDate == nil)
    case 14: #expect(entry.lines[0].matchingDate == nil)
    default: #expect(entry.validationDate == FECReading.importDay)
    }
  }

  @Test(
    "a blank where the law wants a value",
    arguments: [
      (0, FECAnomaly.Code.missingJournal), (3, .missingEntryDate), (4, .missingAccount), (2, .missingEntryNumber),
      (1, .missingValue), (5, .missingValue), (8, .missingValue), (9, .missingValue), (10, .missingValue),
      (15, .validationDateAbsent),
    ])
  func blank(place: Int, code: FECAnomaly.Code) {
    let reading = FECReading(change(place, ""))
    #expect(reading.anomalies(code).map(\.line) == [2])
    #expect((reading.plan == nil) == (code.severity == .blocking))
  }

  @Test("a point for the comma is let in and told")
  func irregularAmount() throws {
    let reading = FECReading(change(11, "12.00"))
    #expect(reading.anomalies(.amountIrregular).map(\.values) == [["Debit", "12.00"]])
    #expect(try reading.entries().first?.lines.first?.debit == Money(minor: 1_200))
  }

  @Test("a field past its bound blocks, a line past its bound ends the reading")
  func tooLong() {
    let long = FECReading(change(10, String(repeating: "x", count: 4_097)))
    #expect(long.anomalies(.fieldTooLong).map(\.values) == [["EcritureLib", "4097", "4096"]])
    #expect(FECReading(change(10, String(repeating: "x", count: 4_096))).preview.anomalies == [])
    let endless = FECReading(FECSample.sale.bytes + [UInt8](repeating: 0x41, count: 1_000_000))
    #expect(endless.anomalies(.lineTooLong).map(\.line) == [4])
    #expect(endless.plan == nil)
  }

  @Test("an account that does not begin with three digits is told once")
  func accountNotNumeric() {
    var sample = FECSample.sale
    sample.lines[0][4] = "C41"
    sample.lines[1][4] = "C41"
    sample.lines[1][5] = "Clients"
    #expect(FECReading(sample).anomalies(.accountNotNumeric).map(\.values) == [["C41"]])
  }

  @Test("both sides filled, and both empty")
  func sides() {
    var sample = FECSample.sale
    sample.lines[0][12] = "1,00"
    sample.lines[1][11] = "1,00"
    sample.lines.append(FECSample.line())
    let reading = FECReading(sample)
    #expect(reading.anomalies(.bothSidesFilled).map(\.values) == [["1200", "100"], ["100", "1200"]])
    #expect(reading.anomalies(.bothSidesZero).map(\.line) == [4])
  }

  @Test("an entry validated before its date is told once")
  func validatedBefore() {
    var sample = FECSample.sale
    for place in 0...1 { sample.lines[place][15] = "20260104" }
    #expect(FECReading(sample).anomalies(.validatedBeforeEntry).map(\.values) == [["2026-01-04", "2026-01-05"]])
  }

  @Test("labels that change are told once each, and the first is kept")
  func labels() {
    var sample = FECSample.sale
    sample.lines += FECSample.entry("VE", "2", "20260105")
    sample.lines[2][1] = "Ventes"
    sample.lines[3][1] = "Ventes"
    sample.lines += sample.lines.map { $0.enumerated().map { $0.offset == 2 ? "3" : $0.element } }
    for place in [2, 3, 4] { sample.lines[place][5] = "Autre" }
    let reading = FECReading(sample)
    let told = [["411000", "Clients", "Autre"], ["707000", "Ventes", "Autre"]]
    #expect(reading.anomalies(.labelVaries).map(\.values) == told)
    #expect(reading.plan?.masters.accounts.map(\.label) == ["Clients", "Ventes"])
  }

  @Test("a hole in the numbering is told where it ends, and a repeated number too")
  func numbering() {
    let numbers = [1, 2, 4, 5, 5 + 1, 7, 8, 9, 10, 11, 12, 13]
    let lines = numbers.flatMap { FECSample.entry("VE", "FA-\(100 + $0)", "20260105") }
    let reading = FECReading(FECSample(lines: lines))
    #expect(reading.preview.numbering == .oneSequence)
    #expect(reading.anomalies(.numberingHole).map(\.values) == [["102", "104"]])
    #expect(reading.anomalies(.numberingHole).map(\.line) == [6])
    let twice = FECSample.entry("AC", "12", "20260105") + FECSample.entry("AC", "012", "20260105")
    #expect(FECReading(FECSample(lines: twice)).anomalies(.numberRepeated).map(\.entryNumber) == ["012"])
  }

  @Test("matched lines that do not add up to zero are told by account, party and code")
  func matching() {
    var sample = FECSample.sale
    for (place, party) in ["C1", "C2"].enumerated() {
      sample.lines[place][4] = "411000"
      sample.lines[place][5] = "Clients"
      sample.lines[place][6] = party
      sample.lines[place][13] = "AA"
    }
    let reading = FECReading(sample)
    #expect(reading.preview.matchingGroupCount == 2)
    #expect(
      reading.anomalies(.matchingUnbalanced).map(\.values)
        == [["411000", "C1", "AA", "1200"], ["411000", "C2", "AA", "-1200"]])
    sample.lines[1][6] = "C1"
    #expect(FECReading(sample).count(.matchingUnbalanced) == 0)
  }

  @Test("a third party is named by its code and the nature of its account")
  func parties() {
    var sample = FECSample.sale
    sample.lines[0][6...7] = ["X", "Dupont"]
    sample.lines[1][4...7] = ["401000", "Fournisseurs", "X", "Durand"]
    let reading = FECReading(sample)
    #expect(reading.preview.partyCount == 2)
    #expect(
      reading.plan?.masters.parties == [
        PartyCreated(key: PartyKey(nature: .customer, code: "X"), label: "Dupont"),
        PartyCreated(key: PartyKey(nature: .supplier, code: "X"), label: "Durand"),
      ])
  }

  @Test("two hundred of a code are listed and all are counted, the gravest first")
  func bounds() {
    var sample = FECSample()
    for number in 1...300 {
      sample.lines += FECSample.entry("VE", String(number), "20260105").map { line in
        line.enumerated().map { $0.offset == 8 ? "" : $0.element }
      }
    }
    sample.lines[599][4] = ""
    let reading = FECReading(sample)
    #expect(reading.count(.missingValue) == 599)
    #expect(reading.anomalies(.missingValue).count == FECPreview.listedPerCode)
    #expect(reading.preview.anomalies.prefix(2).map(\.code) == [.missingAccount, .entryUnbalanced])
    let order = reading.preview.anomalies.map(\.code.severity)
    #expect(order == order.sorted())
    #expect(reading.anomalies(.missingValue).map(\.line) == (2...201).map { $0 })
  }

  @Test("progress is told in bytes, after each chunk")
  func progress() {
    let told = Mutex<[Int]>([])
    var previewer = FECPreviewer(fileName: FECSample.name) { bytes in told.withLock { $0.append(bytes) } }
    for piece in FECSample.sale.bytes.pieces(of: 100) { previewer.feed(piece) }
    _ = previewer.finish(hash: [])
    let size = FECSample.sale.bytes.count
    #expect(told.withLock { $0 } == Array(stride(from: 100, to: size, by: 100)) + [size])
  }

  private func change(_ place: Int, _ text: String) -> FECSample {
    var sample = FECSample.sale
    sample.lines[0][place] = text
    return sample
  }
}
