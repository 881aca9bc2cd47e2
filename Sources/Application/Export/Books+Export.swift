import Formats
import Foundation
import Model
import Storage
import Sync

extension Books {
  /// Writes the FEC of a year under its legal name, its description beside it, and records it in the log: who, when,
  /// which bytes.
  ///
  /// The order is that of validation, opening entries first. The file has its name only once it is whole, and only its
  /// owner may read it. Another file of that name, or another notice, is a refusal unless it is to be replaced: it may
  /// be the one that was given to the administration.
  public func exportFEC(
    yearEnd: CalendarDate, toFolder folder: String, replacing: Bool = false
  ) async throws -> ExportedFile {
    try authorise(.exportBooks)
    let name = FECFileName.legal(siren: company.siren, closing: yearEnd)
    let noticeName = FECNotice.fileName(siren: company.siren, closing: yearEnd)
    let path = folder + "/" + name
    let (written, notice, completion, isSame, made) = try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let columns: FECWriter.Columns = try transaction.holdsSettlements(year: year.number) ? .cash : .accrual
      let file = try FECFile(path: path, columns)
      let labels = try MasterLabels(transaction)
      try transaction.entries(year: year.number, withMatchings: true) { try file.append($0, labels) }
      let numbering = try transaction.standingImport(yearEnding: yearEnd)?.numbering ?? .perJournal
      let notice = file.tally.notice(
        of: company, year.year, fileName: name, columns: columns, numbering: numbering, labels: labels.journals,
        completion: file.completion
      ).bytes
      let beside = try NewFile(path: folder + "/" + noticeName)
      try notice.withUnsafeBytes(beside.write)
      let standing = [(name, try file.standing()), (noticeName, try beside.standing())]
      let others = standing.filter { $0.1 == .otherBytes }.map(\.0)
      guard replacing || others.isEmpty else { throw ExportRefusal.fileExists(names: others) }
      let written = try file.finish()
      do { try beside.finish() } catch {
        file.takeBack()
        throw error
      }
      let made = [(path, file.isNew), (folder + "/" + noticeName, beside.isNew)].filter(\.1).map(\.0)
      return (written, notice, file.completion, standing.allSatisfy { $0.1 == .sameBytes }, made)
    }
    let exported = BooksExported(
      yearEnd: yearEnd, fileName: name, hash: written.hash.bytes, lineCount: UInt64(written.lineCount))
    do {
      try await open.current().writer.append(by: personID) { _ in [.booksExported(exported)] }
    } catch {
      // A file that the log does not know must not pass for an export.
      for path in made { unlink(path) }
      throw error
    }
    return ExportedFile(
      path: path, fileName: name, lineCount: written.lineCount, sizeBytes: written.sizeBytes,
      hash: written.hash.bytes, noticeName: noticeName, notice: notice, completion: completion,
      wasThere: isSame)
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
  private let columns: FECWriter.Columns
  private let handle: NewFile
  private let hash = RunningHash()
  private var buffer: [UInt8] = []
  private(set) var tally = ExportTally()
  private(set) var completion = FECCompletion()
  private var sizeBytes = 0

  init(path: String, _ columns: FECWriter.Columns) throws {
    self.path = path
    self.columns = columns
    handle = try NewFile(path: path)
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

  /// What has the name already, held against all that was appended.
  func standing() throws -> NewFile.Standing {
    try flush()
    return try handle.standing()
  }

  var isNew: Bool { handle.isNew }

  func takeBack() { handle.takeBack() }

  func finish() throws -> (hash: Hash256, lineCount: Int, sizeBytes: Int) {
    try flush()
    try handle.finish()
    return (hash.finish(), tally.lineCount, sizeBytes)
  }

  private func flush() throws {
    hash.update(buffer)
    try buffer.withUnsafeBytes(handle.write)
    sizeBytes += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
