import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("Several files accepted as one")
struct ImportSetTests {
  /// One sale of one year, and its file name.
  private static func year(_ year: Int, _ amount: String = "120,00") -> (text: String, name: String) {
    let text = SampleFEC.text([
      "VE|Ventes|1|\(year)0215|411000|Clients|C1|Parc|F\(year)|\(year)0215|Un|\(amount)|0,00|||\(year)0301||",
      "VE|Ventes|1|\(year)0215|707000|Ventes|||F\(year)|\(year)0215|Un|0,00|\(amount)|||\(year)0301||",
    ])
    return (text, "732829320FEC\(year)1231.txt")
  }

  private func control(_ books: Books, _ years: [Int]) async throws -> [ImportStatus] {
    var found: [ImportStatus] = []
    for year in years { found.append(try await books.control(Self.year(year).text, name: Self.year(year).name)) }
    return found
  }

  private func wait(_ books: Books) async throws {
    while try await books.imports().contains(where: { if case .importing = $0.stage { true } else { false } }) {
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  @Test("three years enter by one decision, in the order of their years")
  func threeYears() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let files = try await control(books, [2026, 2024, 2025])
    let before = try await changeSets(books)
    try await books.acceptImports(files.map(\.id), consentsToUnbalancedEntries: false)
    try await wait(books)
    #expect(try await books.imports().map(\.stage) == [.completed, .completed, .completed])
    // The list of the books is the newest first: the last to be accepted is the last year.
    #expect(try await books.imports().map(\.fileName) == [2026, 2025, 2024].map { Self.year($0).name })
    #expect(try await books.years().map(\.year.name).sorted() == ["2024", "2025", "2026"])
    // One for the decision; masters, entries and end for each: the second and third bring no new master.
    #expect(try await changeSets(books) - before == 1 + 3 + 2 + 2)
    #expect(try await books.verify { _ in }.isSound)
    await home.closeAll()
  }

  private func changeSets(_ books: Books) async throws -> Int64 {
    try await books.store.read { try $0.integer("SELECT COUNT(*) FROM change_set") ?? 0 }
  }

  @Test("one blocked file refuses the set, by name, and nothing of it enters")
  func blocked() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    var files = try await control(books, [2024, 2025])
    let torn = Self.year(2026).text.replacing("120,00\t0,00", with: "120,01\t0,00")
    files.append(try await books.control(torn, name: Self.year(2026).name))
    let before = try await changeSets(books)
    let refusal = await #expect(throws: ImportSetRefusal.self) {
      try await books.acceptImports(files.map(\.id), consentsToUnbalancedEntries: true)
    }
    #expect(refusal?.reasons.map(\.fileName) == [Self.year(2026).name])
    #expect(refusal?.reasons.map(\.refusal) == [.blocked([.fileUnbalanced])])
    #expect(try await changeSets(books) == before)
    #expect(try await books.imports().allSatisfy { $0.stage == .ready }, "they wait as before")
    // Without it the others enter.
    try await books.acceptImports(files.prefix(2).map(\.id), consentsToUnbalancedEntries: false)
    try await wait(books)
    #expect(try await books.years().filter { $0.lineCount > 0 }.count == 2)
    await home.closeAll()
  }

  @Test("one consent for the set, and its absence names the files that need it")
  func consent() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    var files = try await control(books, [2024, 2025])
    let text = SampleFEC.text([
      "OD|Divers|1|20260105|606000|Achats|||P1|20260105|Un|10,00|0,00|||20260105||",
      "OD|Divers|2|20260106|512000|Banque|||P2|20260106|Deux|0,00|10,00|||20260106||",
    ])
    files.append(try await books.control(text))
    let refusal = await #expect(throws: ImportSetRefusal.self) {
      try await books.acceptImports(files.map(\.id), consentsToUnbalancedEntries: false)
    }
    #expect(refusal?.reasons.map(\.refusal) == [.consentNeeded(entries: 2)])
    try await books.acceptImports(files.map(\.id), consentsToUnbalancedEntries: true)
    try await wait(books)
    #expect(try await books.verify { _ in }.isSound)
    #expect(try await books.years().compactMap(\.unbalancedEntryCount).filter { $0 > 0 } == [2])
    await home.closeAll()
  }

  @Test("two files of one year cannot be accepted together; the same file waits once")
  func sameYear() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let first = try await books.control(Self.year(2026).text, name: Self.year(2026).name)
    let name = Self.year(2026).name
    await #expect(throws: ImportRefusal.alreadyWaiting(fileName: name)) {
      try await books.control(Self.year(2026).text, name: name)
    }
    let other = try await books.control(Self.year(2026, "130,00").text, name: name)
    let refusal = await #expect(throws: ImportSetRefusal.self) {
      try await books.acceptImports([first.id, other.id], consentsToUnbalancedEntries: false)
    }
    #expect(refusal?.reasons.map(\.refusal) == [.sharesYear(fileName: name)])
    await home.closeAll()
  }

  @Test("a year already filled refuses the set as a whole")
  func clash() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let waiting = try await books.control(Self.year(2025, "99,00").text, name: Self.year(2025).name)
    let files = try await control(books, [2024, 2025])
    try await books.take(files[1])
    let refusal = await #expect(throws: ImportSetRefusal.self) {
      try await books.acceptImports([files[0].id, waiting.id], consentsToUnbalancedEntries: false)
    }
    #expect(refusal?.reasons.map(\.refusal) == [.blocked([.yearClash])])
    #expect(try await books.importStatus(files[0].id).stage == .ready)
    await home.closeAll()
  }

  @Test("a set stopped by a closing is finished at the next opening, each year whole")
  func resumes() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    var files = try await control(books, [2024, 2025])
    files.append(try await books.control(SampleFEC.sales(30_000)))
    let waiting = try await books.control(Self.year(2023).text, name: Self.year(2023).name)
    try await books.acceptImports(files.map(\.id), consentsToUnbalancedEntries: false)
    await home.close(Workbench.siren)
    let again = try await home.open(Workbench.siren, password: Workbench.password)
    try await wait(again)
    #expect(try await again.imports().map(\.stage) == [.completed, .completed, .completed])
    await #expect(throws: ImportRefusal.unknown, "what was not accepted is gone") {
      try await again.importStatus(waiting.id)
    }
    #expect(try await again.verify { _ in }.entryCount == 30_002)
    #expect(try await again.verify { _ in }.isSound)
    await home.closeAll()
  }

  @Test("the list of anomalies goes far beyond what the preview keeps, waiting or imported")
  func fullList() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let text = SampleFEC.sales(450).replacing("12,34", with: "12.34")
    let status = try await books.control(text)
    #expect(status.preview?.anomalies.count(where: { $0.code == .amountIrregular }) == FECPreview.listedPerCode)
    #expect(status.preview?.cutCodes == [.amountIrregular])
    for _ in 1...2 {
      let whole = try await books.fullPreview(of: status.id)
      let found = whole.anomalies.filter { $0.code == .amountIrregular }
      #expect(found.count == 900, "one amount of each of 900 lines")
      #expect(found.map { $0.line ?? 0 } == found.map { $0.line ?? 0 }.sorted())
      #expect(found.last?.line == 901)
      #expect(whole.cutCodes.isEmpty)
      #expect(whole.anomalyCounts == status.preview?.anomalyCounts)
      if try await books.importStatus(status.id).stage == .ready { try await books.take(status) }
    }
    await home.closeAll()
  }
}
