import Formats
import Foundation
import Model

/// Both passes over a file held in memory, in chunks of a given size.
struct FECReading {
  static let importDay = CalendarDate(number: 20_270_110)!
  static let firstID = Identifier<JournalEntry.Validated>(high: 7, low: .max)

  var preview: FECPreview
  var plan: FECReadingPlan?
  private let bytes: [UInt8]
  private let chunk: Int

  init(
    _ bytes: [UInt8], name: String = FECSample.name, expectation: FECExpectation = FECExpectation(),
    chunk: Int = 65_536
  ) {
    var previewer = FECPreviewer(fileName: name, expectation: expectation)
    for piece in bytes.pieces(of: chunk) { previewer.feed(piece) }
    (preview, plan) = previewer.finish(hash: [1, 2, 3])
    self.bytes = bytes
    self.chunk = chunk
  }

  init(_ sample: FECSample, expectation: FECExpectation = FECExpectation()) {
    self.init(sample.bytes, expectation: expectation)
  }

  /// The entries, from one of them on.
  func entries(from ordinal: Int = 0) throws -> [JournalEntry.Validated] {
    guard let plan else { return [] }
    return try entries(plan, from: ordinal)
  }

  func entries(_ plan: FECReadingPlan, from ordinal: Int = 0) throws -> [JournalEntry.Validated] {
    var reader = FECEntryReader(plan: plan, importDay: Self.importDay, firstID: Self.firstID, from: ordinal)
    if plan.hasScatteredEntries {
      for piece in bytes.pieces(of: chunk) { reader.gather(piece) }
      reader.finishGathering()
    }
    var entries: [JournalEntry.Validated] = []
    for piece in bytes.pieces(of: chunk) { try reader.feed(piece) { entries.append($0) } }
    try reader.finish { entries.append($0) }
    return entries
  }

  /// The books as a FEC, entries in the order of the source.
  func export(_ columns: FECWriter.Columns? = nil) throws -> [UInt8] {
    guard let masters = plan?.masters else { return [] }
    let entries = try entries()
    let hasCash = entries.contains { $0.lines.contains { $0.settlement != nil } }
    let columns = columns ?? (hasCash ? .cash : .accrual)
    let journals = Dictionary(uniqueKeysWithValues: masters.journals.map { ($0.code, $0.label) })
    let accounts = Dictionary(uniqueKeysWithValues: masters.accounts.map { ($0.number, $0.label) })
    let parties = Dictionary(uniqueKeysWithValues: masters.parties.map { ($0.key, $0.label) })
    var completion = FECCompletion()
    var buffer: [UInt8] = []
    FECWriter.appendHeader(columns, to: &buffer)
    for entry in entries {
      for line in entry.lines {
        let journal = journals[entry.journal] ?? ""
        let account = accounts[line.account] ?? ""
        let party = line.party.flatMap { parties[$0] } ?? ""
        var row = FECRow(line, of: entry, journalLabel: journal, accountLabel: account, partyLabel: party)
        row.complete(journalLabel: journal, accountLabel: account, partyLabel: party, &completion)
        FECWriter.append(row, columns, to: &buffer)
      }
    }
    return buffer
  }

  func count(_ code: FECAnomaly.Code) -> Int { preview.anomalyCounts[code] ?? 0 }

  func anomalies(_ code: FECAnomaly.Code) -> [FECAnomaly] { preview.anomalies.filter { $0.code == code } }
}

extension [UInt8] {
  func pieces(of size: Int) -> [[UInt8]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }

  /// A file of `Tests/Fixtures/FEC`.
  static func fixture(_ name: String) throws -> [UInt8] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try [UInt8](Data(contentsOf: tests.appending(path: "Fixtures/FEC/\(name)")))
  }
}
