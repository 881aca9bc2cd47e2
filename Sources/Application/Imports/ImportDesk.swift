import Formats
import Model
import Storage
import Sync

/// Where the imports of one company are staged, controlled, decided and carried out.
actor ImportDesk {
  private let siren: SIREN
  private let storage: any CompanyStorage
  private let writer: LogWriter
  private let environment: Environment
  private let control: ImportControl
  private let reports: ReportShelf
  private var jobs: [Identifier<Import>: ImportJob] = [:]
  private var holding: Task<Void, Never>?
  private var rolls: [Identifier<Import>: Task<Void, Never>] = [:]
  /// The last import to be carried out: the next one begins when it ends, since each joins its masters to the books.
  private var lastRoll: Task<Void, Never>?

  init(siren: SIREN, storage: any CompanyStorage, writer: LogWriter, environment: Environment, chart: [ChartAccount]) {
    self.siren = siren
    self.storage = storage
    self.writer = writer
    self.environment = environment
    control = ImportControl(storage: storage, chart: chart)
    reports = ReportShelf(originals: storage.originals)
  }

  /// Called once when the company opens: what was accepted goes on, what was not is gone.
  func resume() async throws {
    let (summaries, documents) = try await storage.books.read { (try $0.imports(), try $0.sealedDocuments()) }
    let originals = storage.originals
    let accepted = Set(summaries.map(\.id) + documents.map(\.asFile))
    try await BlockingWork.run { try originals.dropAll(except: accepted) }
    // The oldest decision first: that is the order in which they were to enter.
    for summary in summaries.reversed() where summary.state == .rolling {
      guard let hash = Hash256(bytes: summary.fileHash) else { continue }
      let job = ImportJob(
        id: summary.id, fileName: summary.fileName, fileHash: hash,
        stage: .importing(entriesDone: Int(summary.entriesDone), entryCount: Int(summary.entryCount)))
      jobs[job.id] = job
      startRoll(job, by: nil)
    }
  }

  /// Waits for the transaction under way and stops there: what is left goes on at the next opening.
  func close() async {
    for roll in rolls.values { roll.cancel() }
    for job in jobs.values { if case .controlling = job.stage { job.cancel() } }
    for roll in rolls.values { await roll.value }
  }

  // MARK: Staging and control

  /// Opens a sealed file for what is coming.
  func begin(fileName: String) throws -> ImportStaging {
    let id: Identifier<Import> = environment.identifier()
    return ImportStaging(id: id, fileName: fileName, writer: try storage.originals.writer(of: id))
  }

  /// The file is whole: it is looked at in the background. Refused, it is dropped.
  func finish(_ staging: ImportStaging) async throws -> Identifier<Import> {
    do {
      guard await staging.byteCount > 0 else { throw ImportRefusal.emptyFile }
      let job = ImportJob(
        id: staging.id, fileName: staging.fileName, fileHash: try await staging.finish(),
        byteCount: await staging.byteCount)
      try await refuseKnownFile(job)
      jobs[job.id] = job
      startControl(job)
      return job.id
    } catch {
      try storage.originals.drop(staging.id)
      throw error
    }
  }

  /// The same bytes twice are a mistake. Under another name they may be the way out of what the name said.
  private func refuseKnownFile(_ job: ImportJob) async throws {
    let hash = job.fileHash.bytes
    let known = try await storage.books.read { try $0.imports() }
      .first { $0.fileHash == hash && $0.state != .withdrawn }
    if let known { throw ImportRefusal.alreadyImported(fileName: known.fileName) }
    let waits = jobs.values.contains {
      $0.isUndecided && $0.fileName == job.fileName && $0.fileHash.bytes == hash
    }
    if waits { throw ImportRefusal.alreadyWaiting(fileName: job.fileName) }
  }

  private func startControl(_ job: ImportJob) {
    let control = control
    Task {
      do {
        let expectation = try await expectation()
        let (preview, plan) = try await control.run(
          job.id, fileName: job.fileName, fileHash: job.fileHash.bytes, expectation: expectation,
          isCancelled: { job.isCancelled }, progress: { job.noteControlled(bytes: $0) })
        job.noteControlled(preview, plan)
        await holdWaiting()
        job.becomeReady()
      } catch is CancellationError {
        job.cancel()
      } catch {
        job.move(to: .failed(Self.fault(error)))
      }
    }
  }

  /// Holds each file that waits against the years of the books and of the other files that wait. One round at a time,
  /// so that an older one never comes last.
  private func holdWaiting() async {
    let before = holding
    let round = Task {
      await before?.value
      for job in jobs.values {
        guard let preview = job.waiting else { continue }
        job.hold(await held(preview, job.id))
      }
    }
    holding = round
    await round.value
  }

  private func held(_ preview: FECPreview, _ id: Identifier<Import>) async -> FECPreview {
    let others = jobs.values.filter { $0.id != id }.compactMap(\.neighbour)
    do {
      return try await storage.books.read { transaction in
        try NeighbourYears(of: preview, files: others, in: transaction).held(against: preview)
      }
    } catch {
      // A year that cannot be read says so where it is asked for; this file is still what it is by itself.
      return preview
    }
  }

  /// What the books expect of a file: their SIREN, and their years.
  private func expectation() async throws -> FECExpectation {
    let siren = siren
    return try await storage.books.read { FECExpectation(siren: siren, years: try $0.knownYears()) }
  }

  // MARK: Decisions

  func accept(_ ids: [Identifier<Import>], consents: Bool, by person: Identifier<Person>) async throws {
    if ids.count == 1, let job = jobs[ids[0]], case .failed = job.stage, let summary = try await rolling(job.id) {
      // A second asking may have come while the books were asked.
      guard case .failed = job.stage else { throw ImportRefusal.alreadyAccepted }
      job.move(to: .importing(entriesDone: Int(summary.entriesDone), entryCount: Int(summary.entryCount)))
      return startRoll(job, by: person)
    }
    let set = try decidable(ids, consents: consents)
    // From here no second decision can slip in: the stage says so before anything is awaited.
    for (job, preview) in set { job.move(to: .importing(entriesDone: 0, entryCount: preview.facts.entryCount)) }
    do {
      // What the person saw is safe before the decision is: a report without a decision goes at the next opening.
      for (job, preview) in set { try await reports.save(preview, of: job.id) }
      try await writeAcceptance(set, consents: consents, by: person)
    } catch {
      for (job, _) in set { job.move(to: .ready) }
      throw error
    }
    for (job, _) in set { startRoll(job, by: person) }
  }

  /// The files in the order of their years, each with what the person saw of it.
  private func decidable(
    _ ids: [Identifier<Import>], consents: Bool
  ) throws -> [(job: ImportJob, preview: FECPreview)] {
    let asked = try Set(ids).map { id in
      guard let job = jobs[id] else { throw ImportRefusal.unknown }
      return job.status
    }
    guard !asked.isEmpty else { throw ImportRefusal.unknown }
    let set = ImportSet(asked)
    let reasons = set.refusals(consents: consents)
    guard reasons.isEmpty else { throw ImportSetRefusal(reasons) }
    return try set.files.map { file in
      guard let job = jobs[file.id], job.plan != nil, let preview = file.preview else { throw ImportRefusal.notReady }
      return (job, preview)
    }
  }

  /// One change-set for all of them: the books know of the whole set, or of none of it.
  private func writeAcceptance(
    _ set: [(job: ImportJob, preview: FECPreview)], consents: Bool, by person: Identifier<Person>
  ) async throws {
    let decided = try set.map { job, preview in
      guard let plan = job.plan else { throw ImportRefusal.notReady }
      return ImportAccepted(
        id: job.id, fileName: job.fileName, fileHash: job.fileHash.bytes, year: plan.year,
        numbering: preview.numbering, entryCount: UInt64(preview.facts.entryCount),
        lineCount: UInt64(preview.facts.lineCount), journals: preview.journals,
        consentsToUnbalancedEntries: preview.needsConsent && consents)
    }
    try await writer.append(by: person) { transaction in
      // The books may have changed since the control.
      let standing = try transaction.imports().filter { $0.state != .withdrawn }
      let expectation = try FECExpectation(years: transaction.knownYears())
      let reasons = try decided.compactMap { accepted -> ImportSetRefusal.Reason? in
        let same = standing.first { $0.fileHash == accepted.fileHash }
        let posted = try transaction.postedCount(in: accepted.year)
        let isClosed = try transaction.closedYears().contains { $0.overlaps(accepted.year) }
        let refusal: ImportRefusal? =
          if isClosed {
            .yearClosed(accepted.year)
          } else if let same {
            .alreadyImported(fileName: same.fileName)
          } else if posted > 0 {
            .yearHasEntries(count: posted)
          } else {
            expectation.clash(with: accepted.year) == nil ? nil : .blocked([.yearClash])
          }
        return refusal.map { ImportSetRefusal.Reason(id: accepted.id, fileName: accepted.fileName, refusal: $0) }
      }
      guard reasons.isEmpty else { throw ImportSetRefusal(reasons) }
      return decided.map { .importAccepted($0) }
    }
  }

  func cancel(_ id: Identifier<Import>) async throws {
    guard let job = jobs[id] else { throw ImportRefusal.unknown }
    switch job.stage {
    case .importing, .completed, .withdrawn: throw ImportRefusal.alreadyAccepted
    case .failed where try await rolling(id) != nil: throw ImportRefusal.alreadyAccepted
    case .controlling, .ready, .failed, .cancelled: break
    }
    job.cancel()
    try storage.originals.drop(id)
    await holdWaiting()
  }

  func withdraw(_ id: Identifier<Import>, reason: String, by person: Identifier<Person>) async throws {
    // An accepted import that a fault stopped for good may be withdrawn too: there must be a way out.
    let isStuck = if case .failed = jobs[id]?.stage { true } else { false }
    try await writer.append(by: person) { transaction in
      guard let summary = try transaction.importSummary(id) else { throw ImportRefusal.unknown }
      guard summary.state == .completed || (isStuck && summary.state == .rolling) else {
        throw ImportRefusal.notCompleted
      }
      guard try !transaction.closedYears().contains(summary.year) else { throw ImportRefusal.yearClosed(summary.year) }
      let standing = try transaction.workOnImport(id)
      guard standing == 0 else { throw ImportRefusal.workStandsOnIt(count: standing) }
      return [.importWithdrawn(ImportWithdrawn(id: id, reason: reason))]
    }
    jobs[id]?.move(to: .withdrawn)
    await holdWaiting()
  }

  /// The import as the books have it, where it was accepted and is not at its end.
  private func rolling(_ id: Identifier<Import>) async throws -> ImportSummary? {
    let summary = try await storage.books.read { try $0.importSummary(id) }
    return summary?.state == .rolling ? summary : nil
  }

  private func startRoll(_ job: ImportJob, by person: Identifier<Person>?) {
    let roll = ImportRoll(
      job: job, storage: storage, writer: writer, control: control, environment: environment)
    let before = lastRoll
    let task = Task {
      await before?.value
      do {
        try await roll.run(by: person)
        await holdWaiting()
      } catch is CancellationError {
        // The company is closing: the books say how far the import is, and it goes on at the next opening.
      } catch {
        job.move(to: .failed(Self.fault(error)))
      }
    }
    rolls[job.id] = task
    lastRoll = task
  }

  // MARK: Reading

  /// The preview with a longer list of anomalies; the file is read again where the preview does not list them all.
  func fullPreview(of id: Identifier<Import>) async throws -> FECPreview {
    let status = try await status(id)
    guard let preview = status.preview else { throw ImportRefusal.notReady }
    guard !preview.cutCodes.isEmpty else { return preview }
    // An accepted file is read as its year was decided, one that waits as the books stand.
    let isWaiting = jobs[id]?.waiting != nil
    let decided = preview.year.map { FECExpectation(years: [.init(year: $0, holdsEntries: false)]) }
    let waitsFor = isWaiting ? try await expectation() : nil
    let (longer, _) = try await control.run(
      id, fileName: status.fileName, fileHash: preview.facts.hash,
      expectation: waitsFor ?? decided ?? FECExpectation(), listLimit: FECPreview.listedOnDemand)
    return preview.lengthened(by: await held(longer, id))
  }

  func status(_ id: Identifier<Import>) async throws -> ImportStatus {
    if let job = jobs[id], job.preview != nil { return job.status }
    let stage = jobs[id]?.stage
    let report = try await reports.preview(of: id)
    let accepted = try await storage.books.read { transaction in
      try transaction.importSummary(id).map { try ImportStatus($0, stage: stage, report: report, transaction) }
    }
    guard let status = accepted ?? jobs[id]?.status else { throw ImportRefusal.unknown }
    return status
  }

  /// Those under way first, then those of the books, newest first.
  func list() async throws -> [ImportStatus] {
    let known = jobs.mapValues(\.status)
    let accepted = try await storage.books.read { transaction in
      try transaction.imports().map { summary in
        if let status = known[summary.id], status.preview != nil { return status }
        return try ImportStatus(summary, stage: known[summary.id]?.stage, transaction)
      }
    }
    let inBooks = Set(accepted.map(\.id))
    let staged = jobs.values.filter { !inBooks.contains($0.id) && $0.stage != .cancelled }
      .sorted { $0.id > $1.id }.map(\.status)
    return staged + accepted
  }

  private static func fault(_ error: any Error) -> Fault {
    (error as? Fault) ?? Fault(.database, "the import stopped", cause: error)
  }
}

extension ImportStatus {
  /// What the books say of an import; `stage` is what the desk knows beyond, while it is at work on it.
  ///
  /// - Parameter report: what its control said, where that was asked for.
  fileprivate init(
    _ summary: ImportSummary, stage known: Stage?, report: FECPreview? = nil, _ transaction: any ReadTransaction
  ) throws {
    let stage: Stage =
      switch summary.state {
      case .rolling:
        known ?? .importing(entriesDone: Int(summary.entriesDone), entryCount: Int(summary.entryCount))
      case .completed: .completed
      case .withdrawn: .withdrawn
      }
    self.init(
      id: summary.id, fileName: summary.fileName, stage: stage, preview: report,
      summary: Summary(
        year: summary.year, entryCount: Int(summary.entryCount), lineCount: Int(summary.lineCount),
        journals: try transaction.journalSums(ofImport: summary.id)))
  }
}

extension ReadTransaction {
  /// The years of the books, and whether each holds entries.
  func knownYears() throws -> [FECExpectation.KnownYear] {
    let touched = Set(try imports().map(\.yearNumber))
    return try bookYears().map { year in
      let standing = try standingImport(yearEnding: year.year.end)
      return FECExpectation.KnownYear(
        year: year.year, holdsEntries: standing != nil, isReplaceable: !touched.contains(year.number))
    }
  }
}
