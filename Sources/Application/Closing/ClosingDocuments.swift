import Formats
import Model
import Storage
import Sync

/// Seals what the books of a year say on the day it is closed: the legal file and its description, the statements, the
/// balance.
struct ClosingDocuments {
  let books: Books
  let originals: SealedOriginals
  let transaction: any ReadTransaction

  /// All four, whole and durable on the disk. They belong to the books once the closing that names them is written.
  ///
  /// - Parameter progress: told how far it is, from 0 to 1000, entry after entry of the legal file.
  func seal(_ year: BookYear, progress: @escaping @Sendable (Int) -> Void) throws -> [ClosingDocument] {
    var made: [ClosingDocument] = []
    do {
      let (siren, end) = (books.company.siren, year.year.end)
      made += try legalFile(year, progress)
      let filled = try books.filled(year, through: nil, .base, transaction).statements
      made.append(
        try seal(
          .statements, StatementSheet.statementsName(siren: siren, closing: end),
          StatementSheet.statements(
            filled, companyName: books.company.name, siren: siren, year: year.year)))
      made.append(
        try seal(
          .trialBalance, StatementSheet.balanceName(siren: siren, closing: end),
          StatementSheet.balance(try transaction.trialBalance(year: year.number, through: .latest))))
      return made
    } catch {
      Self.drop(made, originals)
      throw error
    }
  }

  /// What a closing that was not written leaves behind; the next opening of the company takes away what stays.
  static func drop(_ documents: [ClosingDocument], _ originals: SealedOriginals) {
    for document in documents {
      do { try originals.drop(document.id) } catch { continue }
    }
  }

  private func legalFile(
    _ year: BookYear, _ progress: @escaping @Sendable (Int) -> Void
  ) throws -> [ClosingDocument] {
    let (siren, end) = (books.company.siren, year.year.end)
    let columns: FECWriter.Columns = try transaction.holdsSettlements(year: year.number) ? .cash : .accrual
    let id: Identifier<ClosingDocument> = books.open.environment.identifier()
    let name = FECFileName.legal(siren: siren, closing: end)
    let file = try originals.writer(of: id)
    let text = FECText(columns) { try file.write($0) }
    let labels = try MasterLabels(transaction)
    let counter = ProgressCounter(
      length: Int64(try transaction.entryCounts(year: year.number, year.year).all), report: progress)
    try transaction.entries(year: year.number, withMatchings: true) { entry in
      try text.append(entry, labels)
      counter.step()
    }
    let written = try text.finish()
    try file.finish()
    let made = ClosingDocument(
      id: id, kind: .legalFile, fileName: name, hash: written.hash.bytes, byteCount: UInt64(written.sizeBytes))
    do {
      let numbering = try transaction.standingImport(yearEnding: end)?.numbering ?? .perJournal
      let notice = text.tally.notice(
        of: books.company, year.year, fileName: name, columns: columns, numbering: numbering,
        labels: labels.journals, completion: text.completion)
      return [made, try seal(.notice, FECNotice.fileName(siren: siren, closing: end), notice.bytes)]
    } catch {
      Self.drop([made], originals)
      throw error
    }
  }

  private func seal(_ kind: ClosingDocument.Kind, _ name: String, _ bytes: [UInt8]) throws -> ClosingDocument {
    let id: Identifier<ClosingDocument> = books.open.environment.identifier()
    let file = try originals.writer(of: id)
    try file.write(bytes)
    try file.finish()
    let hash = RunningHash()
    hash.update(bytes)
    return ClosingDocument(
      id: id, kind: kind, fileName: name, hash: hash.finish().bytes, byteCount: UInt64(bytes.count))
  }
}
