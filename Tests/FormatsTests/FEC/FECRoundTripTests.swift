import Formats
import Model
import Testing

@Suite("A FEC read and written again")
struct FECRoundTripTests {
  @Test("what is read and written says the same, whatever the form of the source", arguments: 1...12)
  func identity(seed: Int) throws {
    var books = GeneratedBooks(seed: UInt64(seed), entries: 80).sample
    var dice = Dice(seed: UInt64(seed) &+ 1_000)
    if dice.chance(50) { books.separator = "|" }
    books.ending = dice.pick(["\r\n", "\n", "\r"])
    if dice.chance(40) { books.lines.shuffle(using: &dice) }
    let isLatin = dice.chance(40)
    if isLatin {
      books.lines = books.lines.map { $0.map { $0.replacing("Œ", with: "O").replacing("—", with: "-") } }
    }
    let source = isLatin ? books.latin9 : books.bytes
    let reading = FECReading(source)
    #expect(reading.plan != nil)
    let export = try reading.export()
    let comparison = FECComparison(source: source, export: export, importDay: FECReading.importDay)
    #expect(comparison.isSame, "\(comparison)")

    let again = FECReading(export)
    #expect(again.preview.journals == reading.preview.journals)
    #expect(try again.export() == export)
  }

  @Test("a file that is already as we write it comes back byte for byte")
  func bytes() throws {
    var sample = GeneratedBooks(seed: 77, entries: 150).sample
    // What an export completes: the name of a third party, the piece, its day, the day of validation.
    sample.lines = sample.lines.map { line in
      var line = line
      if !line[6].isEmpty, line[7].isEmpty { line[7] = "Dupont" }
      for (place, value) in [(8, "P"), (9, line[3]), (15, "20261231")] where line[place].isEmpty { line[place] = value }
      return line
    }
    #expect(try FECReading(sample).export() == sample.bytes)
  }

  @Test("the sums of a preview are those of a simple reading", arguments: 1...8)
  func sums(seed: Int) throws {
    let bytes = GeneratedBooks(seed: UInt64(seed), entries: 120).sample.bytes
    let naive = NaiveFEC(bytes)
    let reading = FECReading(bytes)
    let journals = reading.preview.journals
    let sums = Dictionary(uniqueKeysWithValues: journals.map { ($0.code, [$0.debit.minor, $0.credit.minor]) })
    #expect(sums == naive.sums(by: 0))
    #expect(reading.preview.facts.lineCount == naive.rows.count)
    #expect(reading.preview.facts.entryCount == naive.entryCount)
    #expect(reading.preview.accountCount == naive.sums(by: 4).count)
    let entries = try reading.entries()
    #expect(entries.allSatisfy { $0.imbalance.isZero })
    var perAccount: [String: [Int128]] = [:]
    for line in entries.flatMap(\.lines) {
      let sum = perAccount[line.account, default: [0, 0]]
      perAccount[line.account] = [sum[0] + Int128(line.debit.minor), sum[1] + Int128(line.credit.minor)]
    }
    #expect(perAccount == naive.sums(by: 4))
  }

  @Test("the comparison sees a cent, a label, a line too many and a line twice")
  func comparisonSees() {
    let source = FECSample.sale
    #expect(compare(source, source).isSame)
    for (place, text) in [(11, "12,01"), (10, "Facture 2"), (13, "AA"), (17, "EUR"), (3, "20260106"), (15, "")] {
      var other = source
      other.lines[0][place] = text
      #expect(compare(source, other).sourceOnly == [1])
      #expect(compare(source, other).exportOnly == [1])
    }
    var longer = source
    longer.lines.append(source.lines[0])
    #expect(compare(source, longer).exportOnly.count == 1)
    #expect(compare(longer, source).sourceOnly.count == 1)
    var same = source
    same.lines = [source.lines[1], source.lines[0]]
    same.lines[1][11] = "+12"
    same.separator = "|"
    #expect(compare(source, same).isSame)
    #expect(!FECComparison(source: [], export: source.bytes, importDay: nil).isSame)
  }

  private func compare(_ source: FECSample, _ export: FECSample) -> FECComparison {
    FECComparison(source: source.bytes, export: export.bytes, importDay: nil)
  }
}
