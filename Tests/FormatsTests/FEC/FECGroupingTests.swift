import Formats
import Model
import Testing

@Suite("Lines put together into entries")
struct FECGroupingTests {
  @Test("an entry is what shares journal and number")
  func journalAndNumber() throws {
    let lines = FECSample.entry("VE", "1", "20260105") + FECSample.entry("AC", "1", "20260105")
    let reading = FECReading(FECSample(lines: lines + FECSample.entry("VE", "2", "20260105")))
    #expect(reading.plan?.entryKey == .journalAndNumber)
    #expect(try reading.entries().map { "\($0.journal)\($0.number)" } == ["VE1", "AC1", "VE2"])
    #expect(reading.preview.journals.map(\.entryCount) == [1, 2])
  }

  @Test("scattered lines are gathered, and entries come in the order of their first lines")
  func scattered() throws {
    let (one, two) = (FECSample.entry("VE", "1", "20260105"), FECSample.entry("VE", "2", "20260106"))
    let three = FECSample.entry("VE", "3", "20260107")
    let reading = FECReading(FECSample(lines: [one[0], two[0], three[0], three[1], two[1], one[1]]))
    #expect(reading.plan?.hasScatteredEntries == true)
    #expect(reading.anomalies(.entryScattered).map(\.line) == [2, 3])
    let entries = try reading.entries()
    #expect(entries.map(\.number) == ["1", "2", "3"])
    #expect(entries.map { $0.lines.map(\.sourceRank) } == [[1, 6], [2, 5], [3, 4]])
    #expect(entries.allSatisfy { $0.imbalance.isZero })
  }

  @Test("a file in the order of accounts gives the same entries as one in the order of entries")
  func sortedByAccount() throws {
    var sample = GeneratedBooks(seed: 21, entries: 200).sample
    let entries = try FECReading(sample).entries()
    sample.lines.sort { $0[4] < $1[4] }
    let gathered = try FECReading(sample).entries()
    #expect(gathered.count == entries.count)
    let key = { (entry: JournalEntry.Validated) in "\(entry.journal) \(entry.number) \(entry.imbalance)" }
    #expect(gathered.map(key).sorted() == entries.map(key).sorted())
  }

  @Test("numbers that start again are told apart by their dates")
  func restartingNumbers() throws {
    let months = ["20260105", "20260205", "20260305"]
    let lines = months.flatMap { FECSample.entry("VE", "1", $0) + FECSample.entry("VE", "2", $0) }
    let reading = FECReading(FECSample(lines: lines))
    #expect(reading.plan?.entryKey == .journalNumberAndDate)
    #expect(reading.preview.facts.entryCount == 6)
    #expect(reading.preview.numbering == .foreign)
    #expect(reading.anomalies(.numberRepeated).map(\.line) == [6, 8, 10, 12])
    #expect(try reading.entries().map(\.date.month) == [1, 1, 2, 2, 3, 3])
  }

  @Test("an entry that balances over several days only stays whole, even where other numbers start again")
  func entryOverSeveralDays() throws {
    var long = FECSample.entry("OD", "7", "20260105")
    long[1][3] = "20260106"
    let alone = FECReading(FECSample(lines: long))
    #expect(alone.plan?.entryKey == .journalAndNumber)
    let entry = try #require(try alone.entries().first)
    #expect(entry.date.day == 5)
    #expect(entry.lines.map(\.overrides?.date?.day) == [nil, 6])

    let again = FECSample.entry("VE", "1", "20260105") + long + FECSample.entry("VE", "1", "20260205")
    let mixed = FECReading(FECSample(lines: again))
    #expect(mixed.plan?.entryKey == .journalNumberAndDate)
    #expect(try mixed.entries().map(\.lines.count) == [2, 2, 2])
    #expect(mixed.count(.entryUnbalanced) == 0)
  }

  @Test("of a number whose whole does not balance, the day that does is kept apart")
  func unbalancedPart() throws {
    var lines = FECSample.entry("VE", "1", "20260105") + FECSample.entry("VE", "1", "20260205")
    lines[3][12] = "9,00"
    let reading = FECReading(FECSample(lines: lines))
    #expect(reading.anomalies(.entryUnbalanced).map(\.line) == [4])
    #expect(reading.anomalies(.entryUnbalanced).map(\.values) == [["1000", "900"]])
    #expect(try reading.entries().map { $0.flags.contains(.unbalancedAtSource) } == [false, true])
  }

  @Test("lines without number go together by journal, date and piece, until they balance")
  func withoutNumber() throws {
    var lines = FECSample.entry("VE", "", "20260105") + FECSample.entry("VE", "", "20260105")
    let other = FECSample.entry("VE", "", "20260105").map { $0.replacing(8, with: "FA2") }
    lines += [other[0], FECSample.entry("AC", "", "20260105")[0], other[1], FECSample.entry("AC", "", "20260105")[1]]
    let reading = FECReading(FECSample(lines: lines))
    #expect(reading.count(.missingEntryNumber) == 4)
    #expect(reading.count(.entryUnbalanced) == 0)
    let entries = try reading.entries()
    #expect(entries.map { $0.lines.map(\.sourceRank) } == [[1, 2], [3, 4], [5, 7], [6, 8]])
    #expect(entries.allSatisfy { $0.number.isEmpty })
  }

  @Test("numbers of zeros are no numbers", arguments: ["0", "00000000", ""])
  func zeroNumbers(number: String) throws {
    let lines = (1...3).flatMap { piece in
      FECSample.entry("VE", number, "20260105").map { $0.replacing(8, with: "FA\(piece)") }
    }
    let reading = FECReading(FECSample(lines: lines))
    #expect(reading.count(.missingEntryNumber) == 3 && reading.count(.numberRepeated) == 0)
    #expect(try reading.entries().map { $0.lines.map(\.sourceRank) } == [[1, 2], [3, 4], [5, 6]])
    #expect(try reading.entries().allSatisfy { $0.number == number })
    #expect(try reading.export() == FECSample(lines: lines).bytes)
  }

  @Test("lines without number whose pieces do not balance go with their neighbours of the day, as far as they do")
  func neighbours() throws {
    func line(_ piece: String, debit: String = "0,00", credit: String = "0,00", day: String = "20260105") -> [String] {
      FECSample.line(journal: "BQ", number: "0", date: day, piece: piece, debit: debit, credit: credit)
    }
    let lines = [
      line("ERR", debit: "7,00"), line("REL", debit: "30,00"), line("FA1", credit: "10,00"),
      line("FA2", credit: "20,00"), line("REL", debit: "5,00", day: "20260106"),
      line("FA3", credit: "5,00", day: "20260106"), line("FA4", credit: "7,00", day: "20260107"),
    ]
    let reading = FECReading(FECSample(lines: lines))
    #expect(try reading.entries().map { $0.lines.map(\.sourceRank) } == [[1], [2, 3, 4], [5, 6], [7]])
    #expect(reading.anomalies(.entryUnbalanced).map(\.line) == [2, 8])
  }

  @Test("detailed openings are one entry, whatever their days and pieces, and stay openings")
  func detailedOpenings() throws {
    func line(
      _ piece: String, _ day: String, _ account: String, debit: String = "0,00", credit: String = "0,00"
    )
      -> [String]
    {
      FECSample.line(
        journal: "AD", journalLabel: "À nouveaux détaillés", number: "0", date: day, account: account, piece: piece,
        debit: debit, credit: credit)
    }
    let lines = [
      line("F1", "20240310", "411000", debit: "30,00"), line("F2", "20250412", "401000", credit: "10,00"),
      line("AN", "20260101", "101000", credit: "20,00"),
    ]
    let reading = FECReading(FECSample(lines: lines + FECSample.entry("VE", "1", "20260105")))
    let entries = try reading.entries()
    #expect(entries.map(\.lines.count) == [3, 2])
    #expect(entries.map { $0.flags.contains(.opening) } == [true, false])
    #expect(reading.preview.year?.start == CalendarDate(number: 20_260_101))
    #expect(
      reading.preview.links.opening.map { "\($0.account) \($0.balance.minor)" }
        == ["411000 3000", "401000 -1000", "101000 -2000"])
  }

  @Test("a reader that begins at any entry gives the same ones as from the first", arguments: [true, false])
  func resume(isScattered: Bool) throws {
    var sample = GeneratedBooks(seed: 31, entries: 40).sample
    if isScattered { sample.lines.sort { $0[4] < $1[4] } }
    let reading = FECReading(sample)
    let all = try reading.entries()
    #expect(all.count == 40)
    #expect(reading.plan == FECReading(sample).plan)
    for ordinal in [0, 1, 13, 39, 40, 41] {
      #expect(try reading.entries(from: ordinal) == Array(all.dropFirst(ordinal)))
    }
  }

  @Test("a plan is refused on another file")
  func otherFile() throws {
    let reading = FECReading(FECSample.sale)
    let plan = try #require(reading.plan)
    var longer = FECSample.sale
    longer.lines += FECSample.entry("VE", "2", "20260105")
    var broken = FECSample.sale
    broken.lines[0][3] = "hier"
    var shorter = FECSample.sale
    shorter.lines.removeLast()
    for other in [longer, broken, shorter] {
      #expect(throws: Fault.self) { try FECReading(other).entries(plan) }
    }
  }
}

extension [String] {
  fileprivate func replacing(_ place: Int, with text: String) -> [String] {
    var copy = self
    copy[place] = text
    return copy
  }
}
