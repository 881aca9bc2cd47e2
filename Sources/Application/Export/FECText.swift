import Formats
import Model
import Storage
import Sync

/// The labels that every line repeats, read once.
struct MasterLabels {
  let journals: [String: String]
  let accounts: [String: String]
  let parties: [PartyKey: String]

  init(_ transaction: any ReadTransaction) throws {
    journals = Dictionary(
      try transaction.journals().map { ($0.code, $0.label) }, uniquingKeysWith: { first, _ in first })
    accounts = Dictionary(
      try transaction.accounts().map { ($0.account, $0.label) }, uniquingKeysWith: { first, _ in first })
    parties = Dictionary(
      try transaction.parties().map { ($0.key, $0.label) }, uniquingKeysWith: { first, _ in first })
  }
}

/// The bytes of a FEC, piece by piece, to wherever they go; counted and hashed on the way.
final class FECText {
  private static let flushAt = 1 << 20

  private let columns: FECWriter.Columns
  private let write: ([UInt8]) throws -> Void
  private let hash = RunningHash()
  private var buffer: [UInt8] = []
  private(set) var tally = ExportTally()
  private(set) var completion = FECCompletion()
  private var sizeBytes = 0

  init(_ columns: FECWriter.Columns, write: @escaping ([UInt8]) throws -> Void) {
    self.columns = columns
    self.write = write
    buffer.reserveCapacity(Self.flushAt + 65_536)
    FECWriter.appendHeader(columns, to: &buffer)
  }

  func append(_ entry: JournalEntry.Validated, _ labels: MasterLabels) throws {
    tally.add(entry)
    for line in entry.lines {
      let start = buffer.count
      let journalLabel = labels.journals[entry.journal] ?? ""
      let accountLabel = labels.accounts[line.account] ?? ""
      let partyLabel = line.party.flatMap { labels.parties[$0] } ?? ""
      var row = FECRow(
        line, of: entry, journalLabel: journalLabel, accountLabel: accountLabel, partyLabel: partyLabel)
      row.complete(
        journalLabel: journalLabel, accountLabel: accountLabel, partyLabel: partyLabel, &completion)
      FECWriter.append(row, columns, to: &buffer)
      tally.noteLine(bytes: buffer.count - start)
    }
    if buffer.count >= Self.flushAt { try flush() }
  }

  func flush() throws {
    hash.update(buffer)
    try write(buffer)
    sizeBytes += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  func finish() throws -> (hash: Hash256, sizeBytes: Int) {
    try flush()
    return (hash.finish(), sizeBytes)
  }
}
