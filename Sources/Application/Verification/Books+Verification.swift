import Model
import Storage
import Sync

extension Books {
  /// Authenticates every page of the file, then reads the whole log again: signatures, sequence, balanced entries, sums
  /// of imports; then holds every entry, label and balance of the tables against it, field by field, and every document
  /// against its hash. About two seconds for 300,000 lines. What it found is kept: see ``lastVerification()``.
  ///
  /// - Parameter progress: told how far it is, from 0 to 1000.
  public func verify(progress: @escaping @Sendable (Int) -> Void) async throws -> Verification {
    try authorise(.verifyBooks)
    let storage = try open.current().storage
    let alteredLog = try await storage.checkFiles().flatMap(Verification.Problem.init)
    let tables = try await read(alteredLog) { progress($0 * 8 / 10) }
    let documents = storage.originals.documents
    let cards = try await storage.books.read { try DocumentCheck.cards($0) }
    let files = try await BlockingWork.run {
      try DocumentCheck.problems(cards, in: documents) { progress(800 + $0 / 5) }
    }
    progress(1000)
    let found = tables.adding(files)
    _ = try await keep(found)
    return found
  }

  private func read(
    _ alteredLog: Verification.Problem?, _ progress: @escaping @Sendable (Int) -> Void
  ) async throws -> Verification {
    try await store.read { try Verification(reading: $0, alteredLog: alteredLog, progress: progress) }
  }

  /// Builds every table again from the signed log, verifies them, and puts them in the place of the old ones. The books
  /// are closed to everybody meanwhile.
  public func rebuild(progress: @escaping @Sendable (Int) -> Void) async throws {
    try authorise(.rebuildBooks)
    guard let storage = await open.leave() else { throw CompanyRefusal.notOpen }
    let rebuilt: RebuiltStorage
    do {
      rebuilt = try await TableRebuild.run(storage, progress: progress)
      // Whatever happened, the books open again: with the new tables, or with the old ones.
      try await open.take(rebuilt.storage)
    } catch {
      open.giveUp()
      throw error
    }
    if let failure = rebuilt.failure { throw failure }
    progress(1000)
  }
}

extension Verification {
  /// Reads the whole log, and holds the tables against it.
  ///
  /// - Parameter progress: told how far it is, from 0 to 1000; throwing stops.
  init(reading transaction: any ReadTransaction, alteredLog: Problem?, progress: (Int) throws -> Void) throws {
    self = try Self.read(transaction, progress) {
      try [alteredLog].compactMap(\.self) + ProjectionCheck($0).problems(transaction)
    }
  }

  /// The log alone: the tables are of another program.
  init(readingLogOf transaction: any ReadTransaction, progress: (Int) throws -> Void) throws {
    self = try Self.read(transaction, progress) { _ in [] }
  }

  private static func read(
    _ transaction: any ReadTransaction, _ progress: (Int) throws -> Void, _ tables: (LogReader) throws -> [Problem]
  ) throws -> Verification {
    var reader = LogReader()
    do {
      let chain = try reader.read(transaction) { done, length in
        try progress(length == 0 ? 900 : Int(done * 900 / length))
      }
      let problems = try tables(reader)
      try progress(1000)
      return Verification(
        changeSetCount: chain.changeSetCount, headHash: chain.headHash.bytes,
        entryCount: reader.fold.visibleEntryCount, lineCount: reader.fold.visibleLineCount, problems: problems)
    } catch let fault as ChainFault {
      return Verification(
        changeSetCount: fault.sequence, headHash: [], entryCount: reader.fold.visibleEntryCount,
        lineCount: reader.fold.visibleLineCount, problems: [.chain(ChainBreak(fault))])
    }
  }
}

extension Verification.Problem {
  /// Nil when a power cut explains what the recovery of the write-ahead log left out.
  fileprivate init?(_ finding: RecoveryFinding) {
    guard finding.provesAlteration else { return nil }
    self = .writeAheadLog(frame: finding.droppedFrame, laterCommits: finding.laterCommits)
  }
}
