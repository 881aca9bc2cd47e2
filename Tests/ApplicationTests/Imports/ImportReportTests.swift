import Foundation
import Model
import Testing

@testable import Application

@Suite("What a control said is kept with its import")
struct ImportReportTests {
  private static let text = SampleFEC.year2026.replacing("FA1\t20260215\tFacture 1", with: "\t20260215\tFacture 1")

  @Test("the anomalies of an accepted import are there after a restart, as they were")
  func restart() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let taken = try await books.take(books.control(Self.text))
    let before = try #require(taken.preview)
    #expect(before.anomalyCounts[.missingValue] == 3)
    await home.closeAll()
    let again = try bench.home()
    let reopened = try await again.open(Workbench.siren, password: Workbench.password)
    let status = try await reopened.importStatus(taken.id)
    #expect(status.stage == .completed)
    let after = try #require(status.preview)
    #expect(after.anomalies == before.anomalies && after.anomalyCounts == before.anomalyCounts)
    #expect(after.facts == before.facts && after.journals == before.journals && after.year == before.year)
    #expect(status.summary == taken.summary)
    await again.closeAll()
  }

  @Test("an import that was not accepted leaves no report, accepted it has one")
  func files() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let dropped = try await books.control(SampleFEC.sales(3))
    try await books.cancelImport(dropped.id)
    #expect(try originals(bench) == [])
    let taken = try await books.take(books.control(Self.text))
    #expect(try originals(bench) == ["\(taken.id).report", "\(taken.id).sealed"])
    await home.closeAll()
    let again = try bench.home()
    _ = try await again.open(Workbench.siren, password: Workbench.password)
    #expect(try originals(bench) == ["\(taken.id).report", "\(taken.id).sealed"])
    await again.closeAll()
  }

  @Test("a report that was altered is refused, and one that is not there leaves the sums")
  func altered() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let taken = try await books.take(books.control(Self.text))
    await home.closeAll()
    let path = bench.folder + "/companies/\(Workbench.siren.digits)/originals/\(taken.id).report"
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: URL(filePath: path))
    let again = try bench.home()
    let reopened = try await again.open(Workbench.siren, password: Workbench.password)
    await #expect(throws: Fault.self) { try await reopened.importStatus(taken.id) }
    #expect(try await reopened.imports().map(\.id) == [taken.id])
    try FileManager.default.removeItem(atPath: path)
    let status = try await reopened.importStatus(taken.id)
    #expect(status.preview == nil && status.summary == taken.summary)
    await again.closeAll()
  }

  @Test("any preview comes back from its report, sums past 64 bits included")
  func codec() throws {
    let facts = FECFacts(
      fileName: "x.txt", sizeBytes: 12, hash: [1, 2], encoding: .latin9, separator: .pipe, lineEnding: .crcrlf,
      columnCount: 22, lineCount: 3, entryCount: 1, siren: nil, closingDate: nil,
      firstEntryDate: Workbench.date("2026-01-05"), lastEntryDate: nil)
    let sum = JournalSum(
      code: "VE", label: "Ventes", entryCount: 1, lineCount: 3, debit: MoneyTotal(minor: Int128(1) << 70),
      credit: MoneyTotal(minor: -5))
    let preview = FECPreview(
      facts: facts, year: nil, numbering: .foreign, journals: [sum], accountCount: 1, partyCount: 2,
      matchingGroupCount: 3,
      anomalies: FECAnomaly.Code.allCases.map { FECAnomaly($0, line: 4, journal: "é", values: ["1", "« a »"]) },
      anomalyCounts: Dictionary(uniqueKeysWithValues: FECAnomaly.Code.allCases.map { ($0, 7) }))
    let bytes = try JSONEncoder().encode(ImportReport(preview))
    #expect(try JSONDecoder().decode(ImportReport.self, from: bytes).preview == preview)
    var unknown = ImportReport(preview)
    unknown.counts["fec.of_tomorrow"] = 1
    unknown.anomalies[0].code = "fec.of_tomorrow"
    #expect(unknown.preview?.anomalyCounts == preview.anomalyCounts)
    #expect(unknown.preview?.anomalies.count == FECAnomaly.Code.allCases.count - 1)
    unknown.version = 2
    #expect(unknown.preview == nil)
  }

  private func originals(_ bench: Workbench) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: bench.folder + "/companies/\(Workbench.siren.digits)/originals"
    ).sorted()
  }
}
