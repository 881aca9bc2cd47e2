import Formats
import Foundation
import Model
import Testing

/// The sample that the measurements are made on: made by `gen_fec.py` of the shared folder beside the checkout.
@Suite("The generated sample of ten thousand lines")
struct FECGeneratedSampleTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "../shared/measure/gen_fec.py")

  @Test(
    "its sums are the generator's, and it comes back byte for byte",
    .enabled(if: FileManager.default.fileExists(atPath: script.path), "skipped: no shared folder beside the checkout"))
  func sample() throws {
    let own = "fec-sample-\(ProcessInfo.processInfo.processIdentifier)"
    let folder = FileManager.default.temporaryDirectory.appending(path: own)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", Self.script.path, "10000", folder.path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let name = "732829320FEC20261231.txt"
    let bytes = try [UInt8](Data(contentsOf: folder.appending(path: name)))

    let reading = FECReading(bytes, name: name)
    #expect(reading.preview.anomalies == [])
    #expect(reading.preview.facts.lineCount == 10_003 && reading.preview.facts.entryCount == 3_825)
    #expect(reading.preview.numbering == .perJournal)
    #expect(reading.preview.debit.minor == 1_455_799_232 && reading.preview.credit.minor == 1_455_799_232)
    let debits = Dictionary(uniqueKeysWithValues: reading.preview.journals.map { ($0.code, $0.debit.minor) })
    #expect(
      debits == ["AC": 353_598_210, "AN": 5_000_000, "BQ": 445_816_779, "OD": 57_372_840, "VE": 594_011_403])
    #expect(try reading.entries().filter { $0.flags.contains(.opening) }.count == 1)
    #expect(try reading.export() == bytes)
  }
}
