import Formats
import Model
import Storage

/// Carries an accepted import to its end: masters first, then entries transaction by transaction, then completion.
/// Started again after a stop, it goes on where the books are.
struct ImportRoll: Sendable {
  let job: ImportJob
  let storage: any CompanyStorage
  let writer: LogWriter
  let control: ImportControl
  let environment: Environment

  func run(by person: Identifier<Person>?) async throws {
    try Task.checkCancellation()
    let state = try await storage.books.read { transaction in
      try transaction.importSummary(job.id).map { ($0, try transaction.importFacts(job.id)) }
    }
    guard let (summary, facts) = state, summary.state == .rolling else { return }
    let found = try await plan(for: summary)
    let masters = try await storage.books.read { try MasterMerge(of: found.masters, into: $0) }
    try await writer.append(try masters.batches(), by: person)
    let plan = found.keeping(masters.kept)
    let day = environment.day(facts.acceptedAt ?? environment.now())
    let source = try await BlockingWork.run {
      try EntrySource(job.id, storage: storage, plan: plan, importDay: day, done: Int(summary.entriesDone))
    }
    // The next transaction is read, encoded and cut while the one before is written.
    var batches = try await BlockingWork.run { try source.next() }
    while !batches.isEmpty {
      try Task.checkCancellation()
      async let following = BlockingWork.run { try source.next() }
      try await writer.append(batches, by: person)
      job.noteImported(entries: batches.reduce(0) { $0 + $1.events.count })
      batches = try await following
    }
    let id = job.id
    try await writer.append(by: person) { _ in [.importCompleted(ImportCompleted(id: id))] }
    job.move(to: .completed)
  }

  /// The plan of the acceptance; after a restart it is made again from the same bytes.
  private func plan(for summary: ImportSummary) async throws -> FECReadingPlan {
    if var plan = job.plan {
      plan.year = summary.year
      return plan
    }
    let (_, found) = try await control.run(
      job.id, fileName: summary.fileName, fileHash: summary.fileHash, expectation: FECExpectation())
    guard var plan = found else {
      throw Fault(.alteredData, "the original of import \(job.id) does not read as it did when it was accepted")
    }
    plan.year = summary.year
    job.keep(plan)
    return plan
  }
}
