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

/// A FEC being written beside its final name.
private final class FECFile {
  private let path: String
  private let columns: FECWriter.Columns
  private let handle: NewFile
  private let text: FECText

  init(path: String, _ columns: FECWriter.Columns) throws {
    self.path = path
    self.columns = columns
    let handle = try NewFile(path: path)
    self.handle = handle
    text = FECText(columns) { try $0.withUnsafeBytes(handle.write) }
  }

  var tally: ExportTally { text.tally }
  var completion: FECCompletion { text.completion }

  func append(_ entry: JournalEntry.Validated, _ labels: MasterLabels) throws { try text.append(entry, labels) }

  /// What has the name already, held against all that was appended.
  func standing() throws -> NewFile.Standing {
    try text.flush()
    return try handle.standing()
  }

  var isNew: Bool { handle.isNew }

  func takeBack() { handle.takeBack() }

  func finish() throws -> (hash: Hash256, lineCount: Int, sizeBytes: Int) {
    let written = try text.finish()
    try handle.finish()
    return (written.hash, text.tally.lineCount, written.sizeBytes)
  }
}
