import Formats
import Model
import Testing

/// Files made by hand, as a publisher would write them, each with all that a preview says of it.
@Suite("Golden FECs")
struct FECFixtureTests {
  private static let name = "732829320FEC20261231.txt"

  struct Golden: Sendable, CustomTestStringConvertible {
    var file: String
    var counts: [FECAnomaly.Code: Int]
    /// Nil when the file cannot become entries.
    var entries: Int? = 3

    var testDescription: String { file }
  }

  private static let goldens = [
    Golden(file: "good-utf8-crlf", counts: [:]),
    Golden(file: "good-latin9-pipe-lf", counts: [:]),
    Golden(file: "good-bom-cr", counts: [:]),
    Golden(file: "good-no-last-line-end", counts: [:]),
    Golden(file: "good-other-header", counts: [.extraColumns: 1]),
    Golden(file: "good-montant-sens", counts: [:]),
    Golden(file: "scattered", counts: [.entryScattered: 3]),
    Golden(file: "unbalanced-entries", counts: [.entryUnbalanced: 2, .journalUnbalanced: 2, .matchingUnbalanced: 0]),
    Golden(file: "no-validation-date", counts: [.validationDateAbsent: 3]),
    Golden(file: "signs-and-sides", counts: [.bothSidesFilled: 1, .bothSidesZero: 1], entries: 5),
    Golden(file: "line-break-in-value", counts: [.lineBreakInValue: 1]),
    Golden(
      file: "huge-field",
      counts: [.fieldTooLong: 1, .entryUnbalanced: 1], entries: nil),
    Golden(file: "restarting-numbers", counts: [.numberRepeated: 4], entries: 6),
    Golden(file: "no-numbers", counts: [.missingEntryNumber: 3]),
    Golden(file: "foreign-currency", counts: [:], entries: 4),
    Golden(file: "numbering-hole", counts: [.numberingHole: 1], entries: 11),
    Golden(file: "matching-open", counts: [.matchingUnbalanced: 2]),
    Golden(file: "labels-vary", counts: [.labelVaries: 2]),
  ]

  @Test("each file gives its entries and its anomalies, and comes back from an export", arguments: goldens)
  func golden(_ golden: Golden) throws {
    let bytes = try [UInt8].fixture("\(golden.file).txt")
    let reading = FECReading(bytes, name: Self.name)
    #expect(reading.preview.anomalyCounts == golden.counts.filter { $0.value > 0 })
    #expect((reading.plan == nil) == (golden.entries == nil))
    guard let count = golden.entries else { return }
    #expect(try reading.entries().count == count)
    let export = try reading.export()
    #expect(FECComparison(source: bytes, export: export, importDay: FECReading.importDay).isSame)
    if golden.file == "good-utf8-crlf" { #expect(export == bytes) }
  }

  @Test("one set of books in six forms is one set of books")
  func sameBooks() throws {
    let plain = try FECReading(.fixture("good-utf8-crlf.txt"), name: Self.name)
    for form in ["bom-cr", "no-last-line-end", "other-header", "montant-sens"] {
      let other = try FECReading(.fixture("good-\(form).txt"), name: Self.name)
      #expect(try other.entries() == plain.entries())
      #expect(other.preview.journals == plain.preview.journals)
    }
    let latin = try FECReading(.fixture("good-latin9-pipe-lf.txt"), name: Self.name)
    #expect(latin.preview.facts.encoding == .latin9 && latin.preview.facts.separator == .pipe)
    #expect(latin.preview.journals == plain.preview.journals)
    #expect(try latin.entries()[1].label == "Facture n° 1 de 1 200 € - été")
    #expect(try plain.entries().map { $0.flags.contains(.opening) } == [true, false, false])
  }

  @Test("a cut file says where it is cut")
  func truncated() throws {
    let reading = try FECReading(.fixture("truncated.txt"), name: Self.name)
    #expect(reading.anomalies(.wrongFieldCount).map(\.line) == [8])
    #expect(reading.plan == nil)
  }

  @Test("each value that cannot be read is told with its line, in the order of lines")
  func unreadable() throws {
    let reading = try FECReading(.fixture("unreadable-values.txt"), name: Self.name)
    let blocking = reading.preview.anomalies.filter { $0.code.severity == .blocking && $0.line != nil }
    #expect(
      blocking.map(\.code) == [
        .unreadableDate, .dateNotInCalendar, .unreadableAmount, .amountTooLarge, .missingAccount, .missingJournal,
      ])
    #expect(blocking.map(\.line) == [2, 3, 4, 5, 6, 7])
    #expect(
      blocking.prefix(4).map(\.values) == [
        ["EcritureDate", "le 1er"], ["EcritureDate", "20260230"], ["Debit", "1.20,00"],
        ["Credit", "99999999999,00"],
      ])
    #expect(reading.plan == nil)
  }
}
