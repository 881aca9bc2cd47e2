import Model
import Storage
import Sync

extension Books {
  /// Authenticates every page of the file, then reads the whole log again: signatures, sequence, balanced entries, sums
  /// of imports; then holds every entry, label and balance of the tables against it, field by field. About two seconds
  /// for 300,000 lines. What it found is kept: see ``lastVerification()``.
  ///
  /// - Parameter progress: told how far it is, from 0 to 1000.
  public func verify(progress: @escaping @Sendable (Int) -> Void) async throws -> Verification {
    try authorise(.verifyBooks)
    let vault = try open.current().vault
    try await vault.store.checkPages()
    let alteredLog = vault.store.recoveryFinding.flatMap(Verification.Problem.init)
    let found = try await read(alteredLog, vault, progress)
    _ = try await keep(found)
    return found
  }

  private func read(
    _ alteredLog: Verification.Problem?, _ vault: CompanyVault, _ progress: @escaping @Sendable (Int) -> Void
  ) async throws -> Verification {
    try await vault.store.read { transaction in
      var reader = LogReader()
      do {
        let chain = try reader.read(transaction) { done, length in
          progress(length == 0 ? 900 : Int(done * 900 / length))
        }
        let problems = try [alteredLog].compactMap(\.self) + ProjectionCheck(reader).problems(transaction)
        progress(1000)
        return Verification(
          changeSetCount: chain.changeSetCount, headHash: chain.headHash.bytes,
          entryCount: reader.fold.visibleEntryCount, lineCount: reader.fold.visibleLineCount, problems: problems)
      } catch let fault as ChainFault {
        return Verification(
          changeSetCount: fault.sequence, headHash: [], entryCount: reader.fold.visibleEntryCount,
          lineCount: reader.fold.visibleLineCount,
          problems: [.chain(Verification.ChainBreak(fault))])
      }
    }
  }

  /// Builds every table again from the signed log in a new generation of the file, verifies it, and puts it in the
  /// place of the old one. The books are closed to everybody meanwhile.
  public func rebuild(progress: @escaping @Sendable (Int) -> Void) async throws {
    try authorise(.rebuildBooks)
    guard let vault = await open.leave() else { throw CompanyRefusal.notOpen }
    let (folder, rootKey) = (vault.folder, vault.rootKey)
    let slots = try KeySlotFile.load(from: folder.path).slots
    let length = try await vault.store.read { try $0.logLength() }
    try await vault.close()
    let outcome: Result<Void, any Error>
    do {
      let counter = ProgressCounter(length: length, report: progress)
      try await GenerationSwap(folder: folder, slots: slots, rootKey: rootKey).run(
        decode: { stored in
          counter.step()
          return try ChangeSet(reading: stored.body).decodedEvents().compactMap {
            if case .known(let event) = $0 { event } else { nil }
          }
        },
        check: { _, new in
          var reader = LogReader()
          _ = try reader.read(new) { _, _ in }
          let problems = try ProjectionCheck(reader).problems(new)
          guard problems.isEmpty else {
            throw Fault(.database, "the tables built again differ from the log: \(problems[0])")
          }
        })
      outcome = .success(())
    } catch { outcome = .failure(error) }
    // Whatever happened, the books open again: on the new generation, or on the old one.
    try await open.take(CompanyVault.open(folder, slots: slots, rootKey: rootKey))
    try outcome.get()
    progress(1000)
  }
}

extension Verification.Problem {
  /// Nil when a power cut explains what the recovery of the write-ahead log left out.
  fileprivate init?(_ finding: RecoveryFinding) {
    guard finding.provesAlteration else { return nil }
    self = .writeAheadLog(frame: finding.droppedFrame, laterCommits: finding.laterCommits)
  }
}
