import Foundation
import Model
import Storage
import Synchronization

/// The folder of the backups of a node.
struct BackupPlace: Sendable {
  /// Absolute.
  let folder: String
  /// It lies in the data folder, and is made when it is not there. Another one must be there: where a disk is missing,
  /// its place must not be filled.
  let isOurs: Bool
}

/// Makes and verifies the backups of one open company, one at a time, whoever asks; remembers what became of them.
final class BackupDesk: Sendable {
  private struct State {
    var work: BackupShelf.Work?
    var failure: BackupFailure?
    var isClosed = false
    var running: Task<Void, Never>?
    /// As the books keep them; nil until they were read.
    var records: [BackupRecord]?
  }

  let vault: CompanyVault
  let siren: SIREN
  /// Where backups go unless somebody names another folder.
  let place: BackupPlace
  let policy: BackupPolicy
  private let environment: Environment
  private let state = Mutex(State())

  init(
    _ vault: CompanyVault, siren: SIREN, place: BackupPlace, policy: BackupPolicy = .standard, environment: Environment
  ) {
    self.vault = vault
    self.siren = siren
    self.place = place
    self.policy = policy
    self.environment = environment
  }

  var folder: String { place.folder }
  var now: Instant { environment.now() }
  var today: CalendarDate { environment.today() }

  func day(_ moment: Instant) -> CalendarDate { environment.day(moment) }

  /// Whether an automatic backup failed too short a time ago to be tried again.
  var isResting: Bool {
    guard let failure, failure.isAutomatic else { return false }
    return !policy.mayRetry(at: environment.now(), after: failure.at)
  }

  /// The company closes: what runs stops at its next step.
  var isClosed: Bool { state.withLock { $0.isClosed } }
  var work: BackupShelf.Work? { state.withLock { $0.work } }
  var failure: BackupFailure? { state.withLock { $0.failure } }

  /// Begins a work, one at a time: on return it is the one that is being done. What it fails for is remembered.
  private func begin<Result: Sendable>(
    _ work: BackupShelf.Work, isAutomatic: Bool, _ body: @escaping @Sendable () async throws -> Result
  ) throws -> Task<Result, any Error> {
    try state.withLock { state in
      guard !state.isClosed else { throw BackupRefusal.stopped }
      guard state.work == nil else { throw BackupRefusal.underWay }
      state.work = work
      let task = Task {
        do {
          let result = try await body()
          end(failure: nil)
          return result
        } catch {
          if case BackupRefusal.stopped = error {
            end(failure: failure)
          } else {
            end(failure: BackupFailure(error: error, at: environment.now(), isAutomatic: isAutomatic))
          }
          throw error
        }
      }
      state.running = Task { _ = await task.result }
      return task
    }
  }

  private func end(failure: BackupFailure?) {
    state.withLock { state in
      state.work = nil
      state.failure = failure
    }
  }

  /// - Throws: ``BackupRefusal`` `.stopped` when the company closes meanwhile.
  private func tell(_ work: BackupShelf.Work) throws {
    try state.withLock { state in
      guard !state.isClosed else { throw BackupRefusal.stopped }
      state.work = work
    }
  }

  /// Stops what runs at its next step, and waits for it: nothing of it is left.
  func close() async {
    let running = state.withLock { state in
      state.isClosed = true
      return state.running
    }
    await running?.value
  }

  /// Makes a backup, checks it, and remembers it.
  ///
  /// - Parameter named: absolute path of another folder than the usual one; it must be there.
  /// - Throws: ``BackupRefusal``; ``Model/Fault``.
  func make(
    isAutomatic: Bool, in named: String? = nil, progress: @escaping @Sendable (Int) -> Void
  ) async throws -> BackupRecord {
    try await beginMaking(isAutomatic: isAutomatic, in: named, progress: progress).value
  }

  /// The same, begun and not waited for: what became of it is remembered.
  func beginMaking(
    isAutomatic: Bool, in named: String? = nil, progress: @escaping @Sendable (Int) -> Void
  ) throws -> Task<BackupRecord, any Error> {
    try begin(.making(permille: 0), isAutomatic: isAutomatic) { [self] in
      let target = try await BlockingWork.run { try self.target(in: named) }
      let tell: @Sendable (Int) throws -> Void = { permille in
        try self.tell(.making(permille: permille))
        progress(permille)
      }
      let making = BackupMaking(
        vault, siren: siren, origin: isAutomatic ? .schedule : .person, madeAt: environment.now(), to: target)
      let made: BackupMaking.Made<Verification>
      do {
        made = try await making.run(progress: tell) { transaction in
          try Verification(reading: transaction, alteredLog: nil) { try tell(100 + $0 * 6 / 10) }
        }
      } catch { throw BackupRefusal.translated(error, path: target) }
      let record = record(made, target, isAutomatic: isAutomatic)
      try await keep { [record] + $0 }
      if isAutomatic { try await prune() }
      progress(1_000)
      return record
    }
  }

  private func record(
    _ made: BackupMaking.Made<Verification>, _ target: String, isAutomatic: Bool
  ) -> BackupRecord {
    BackupRecord(
      id: made.file.head.backupID.hexadecimal, path: target, madeAtMilliseconds: made.file.head.madeAt.milliseconds,
      size: made.file.head.length, changeSetCount: made.facts.changeSetCount, head: made.facts.head.hexadecimal,
      entryCount: made.finding.entryCount, isAutomatic: isAutomatic,
      verifiedAtMilliseconds: environment.now().milliseconds, problemCount: made.finding.problems.count,
      missingOriginals: made.missingOriginals + made.missingDocuments)
  }

  private func target(in named: String?) throws -> String {
    let folder = named ?? place.folder
    do {
      if named == nil, place.isOurs { try DurableFolder.create(folder) }
      try BackupMaking.tidy(folder, siren: siren)
    } catch { throw BackupRefusal.folderUnwritable(path: folder) }
    guard access(folder, W_OK | X_OK) == 0 else { throw BackupRefusal.folderUnwritable(path: folder) }
    return BackupName.free(in: folder, siren: siren, at: environment.now())
  }

  /// Changes what is remembered. A disk that refuses the note spoils no backup.
  private func keep(_ change: @escaping @Sendable ([BackupRecord]) -> [BackupRecord]) async throws {
    do {
      let records = try await vault.store.write { transaction in
        try BackupNotes.keep(change(BackupNotes.read(transaction)), transaction)
        return try BackupNotes.read(transaction)
      }
      state.withLock { $0.records = records }
    } catch let fault as Fault where [.diskFull, .inputOutput].contains(fault.code) {}
  }

  /// Removes the automatic backups that the policy does not keep, among those remembered as made by these books.
  private func prune() async throws {
    let mine = try await records().filter { $0.isAutomatic && $0.path.hasPrefix(folder + "/") }
      .sorted { $0.madeAtMilliseconds < $1.madeAtMilliseconds }
    let good = mine.filter(\.isGood)
    let kept = policy.kept(good.map { environment.day($0.madeAt) })
    let stay = Set(good.indices.filter(kept.contains).map { good[$0].id })
    // One with anomalies goes once a good one follows it.
    let newestGood = good.last?.madeAtMilliseconds ?? .min
    let gone = mine.filter { $0.isGood ? !stay.contains($0.id) : $0.madeAtMilliseconds < newestGood }
    for record in gone {
      // The file of that name must still be that very backup.
      guard try await head(of: record.path)?.backupID.hexadecimal == record.id else { continue }
      guard unlink(record.path) == 0 || errno == ENOENT else {
        throw Fault(.inputOutput, "\(record.path) cannot be removed: error \(errno)")
      }
    }
    let names = Set(gone.map(\.id))
    if !names.isEmpty { try await keep { $0.filter { !names.contains($0.id) } } }
  }

  private func head(of path: String) async throws -> BackupHead? {
    try await BlockingWork.run {
      do { return try BackupFile.head(of: path) } catch is BackupDefect { return nil }
    }
  }

  /// The newest first.
  func records() async throws -> [BackupRecord] {
    if let known = state.withLock({ $0.records }) { return known }
    let records = try await vault.store.read { try BackupNotes.read($0) }
    state.withLock { $0.records = $0.records ?? records }
    return records
  }

  /// Begins to open a backup of the folder with the key of the open books, to read all of it, and to remember what it
  /// came to.
  func beginVerifying(_ name: String) throws -> Task<BackupVerification, any Error> {
    try begin(.verifying(name: name, permille: 0), isAutomatic: false) { [self] in
      let path = folder + "/" + name
      let file = try await BlockingWork.run { try BackupRefusal.translating(path) { try BackupFile(path: path) } }
      guard try file.head.keys().databaseID == vault.anchorage?.databaseID else { throw BackupRefusal.otherKey }
      do {
        _ = try file.facts(rootKey: vault.rootKey)
      } catch KeyRefusal.slotFileAltered { throw BackupRefusal.otherKey }
      let id = file.head.backupID.hexadecimal
      do {
        let found = try await BackupVerification.run(file, rootKey: vault.rootKey, below: vault.folder.path) {
          try self.tell(.verifying(name: name, permille: $0))
        }
        let now = environment.now().milliseconds
        try await note(id, verifiedAt: now, problems: found.verification.problems.count)
        return found
      } catch let refusal as BackupRefusal {
        // It was good once; it is not any more.
        if case .defect = refusal { try await note(id, verifiedAt: nil, problems: 1) }
        throw refusal
      }
    }
  }

  private func note(_ id: String, verifiedAt: Int64?, problems: Int) async throws {
    try await keep { records in
      records.map { record in
        guard record.id == id else { return record }
        var record = record
        record.verifiedAtMilliseconds = verifiedAt
        record.problemCount = problems
        return record
      }
    }
  }
}
