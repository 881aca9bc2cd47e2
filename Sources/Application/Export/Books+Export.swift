import Formats
import Foundation
import Model
import Storage
import Sync

extension Books {
  /// Writes the FEC of a year under its legal name, and records it in the log: who, when, which bytes.
  ///
  /// The order is that of validation, opening entries first. The file has its name only once it is whole, and only its
  /// owner may read it.
  public func exportFEC(yearEnd: CalendarDate, toFolder folder: String) async throws -> ExportedFile {
    try authorise(.exportBooks)
    let name = FECFileName.legal(siren: company.siren, closing: yearEnd)
    let path = folder + "/" + name
    let written = try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let file = try FECFile(path: path)
      let labels = try MasterLabels(transaction)
      try transaction.entries(year: year.number) { try file.append($0, labels) }
      return try file.finish()
    }
    let exported = BooksExported(
      yearEnd: yearEnd, fileName: name, hash: written.hash.bytes, lineCount: UInt64(written.lineCount))
    try await open.current().writer.append(by: personID) { _ in [.booksExported(exported)] }
    return ExportedFile(
      path: path, fileName: name, lineCount: written.lineCount, sizeBytes: written.sizeBytes,
      hash: written.hash.bytes)
  }
}

/// The labels that every line repeats, read once.
private struct MasterLabels {
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

/// A FEC being written beside its final name.
private final class FECFile {
  private static let flushAt = 1 << 20

  private let path: String
  private let handle: NewFile
  private let hash = RunningHash()
  private var buffer: [UInt8] = []
  private var lineCount = 0
  private var sizeBytes = 0

  init(path: String) throws {
    self.path = path
    handle = try NewFile(path: path)
    buffer.reserveCapacity(Self.flushAt + 65_536)
    FECWriter.appendHeader(to: &buffer)
  }

  func append(_ entry: JournalEntry.Validated, _ labels: MasterLabels) throws {
    for line in entry.lines {
      let row = FECRow(
        line, of: entry, journalLabel: labels.journals[entry.journal] ?? "",
        accountLabel: labels.accounts[line.account] ?? "",
        partyLabel: line.party.flatMap { labels.parties[$0] } ?? "")
      FECWriter.append(row, to: &buffer)
      lineCount += 1
    }
    if buffer.count >= Self.flushAt { try flush() }
  }

  func finish() throws -> (hash: Hash256, lineCount: Int, sizeBytes: Int) {
    try flush()
    try handle.finish()
    return (hash.finish(), lineCount, sizeBytes)
  }

  private func flush() throws {
    hash.update(buffer)
    try buffer.withUnsafeBytes(handle.write)
    sizeBytes += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
