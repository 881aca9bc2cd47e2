import Foundation
import Model
import Storage

extension Books {
  /// Nil where these books are not in a folder of their own.
  private var desk: BackupDesk? { get throws { try open.current().backups } }

  private func requireDesk() throws -> BackupDesk {
    guard let desk = try desk else { throw Fault(.configuration, "only a company in a folder of its own is backed up") }
    return desk
  }

  /// The backups of these books: those of the folder, and those made elsewhere that are remembered.
  public func backups() async throws -> BackupShelf {
    try authorise(.readBooks)
    let desk = try requireDesk()
    // First: what a work has found is noted before it ends, so the list is never older than what is said of it.
    let (work, failure) = (desk.work, desk.failure)
    let (records, lateness) = (try await desk.records(), try await backupLateness())
    let (folder, siren, books) = (desk.folder, desk.siren, desk.vault.folder.path)
    let (files, isOnSameDisk, gone) = try await BlockingWork.run {
      (
        try BackupListing.of(siren, in: folder), try BackupListing.areOnOneDisk(folder, books),
        Set(records.map(\.path).filter { access($0, F_OK) != 0 })
      )
    }
    var byID = Dictionary(records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var items = files.map { file in
      BackupShelf.Item(
        name: (file.path as NSString).lastPathComponent, madeAt: file.head?.madeAt, size: file.size,
        record: file.head.flatMap { byID.removeValue(forKey: $0.backupID.hexadecimal) },
        isUnreadable: file.head == nil)
    }
    items += byID.values.map { record in
      BackupShelf.Item(
        name: record.path.hasPrefix(folder + "/") ? (record.path as NSString).lastPathComponent : record.path,
        madeAt: record.madeAt, size: gone.contains(record.path) ? nil : record.size, record: record,
        isUnreadable: false)
    }
    return BackupShelf(
      folder: folder, isOnSameDisk: isOnSameDisk,
      items: items.sorted { $0.rank > $1.rank },
      work: work, failure: failure, lateness: lateness)
  }

  /// What is being done to the backups of these books; nil when nothing is.
  public var backupWork: BackupShelf.Work? { get throws { try desk?.work } }

  /// Makes a backup while others go on working, and opens and checks it before it gets its name.
  ///
  /// - Parameters:
  ///   - folder: absolute, and there; nil for the usual one.
  ///   - progress: told how far it is, from 0 to 1000.
  /// - Throws: ``BackupRefusal``.
  public func makeBackup(
    in folder: String? = nil, progress: @escaping @Sendable (Int) -> Void
  ) async throws -> BackupRecord {
    try authorise(.backUpBooks)
    return try await requireDesk().make(isAutomatic: false, in: folder, progress: progress)
  }

  /// The same, for a page that does not wait: what became of it is on the shelf.
  public func startBackup() async throws {
    try authorise(.backUpBooks)
    _ = try requireDesk().beginMaking(isAutomatic: false) { _ in }
  }

  /// Reads a backup of the folder whole, with the key of the open books; what it came to is on the shelf.
  public func startBackupVerification(_ name: String) async throws {
    let desk = try requireDesk()
    _ = try await backupPath(name)
    _ = try desk.beginVerifying(name)
  }

  /// Where a backup of the folder lies, to be copied: it is sealed as it is.
  public func backupPath(_ name: String) async throws -> String {
    try authorise(.backUpBooks)
    let desk = try requireDesk()
    let files = try await BlockingWork.run { [folder = desk.folder, siren = desk.siren] in
      try BackupListing.of(siren, in: folder)
    }
    guard let file = files.first(where: { ($0.path as NSString).lastPathComponent == name }) else {
      throw BackupRefusal.unknown
    }
    return file.path
  }

  /// Whether what was written for days has no good backup; nil for whom that is none of the business.
  public func backupLateness() async throws -> BackupLateness? {
    guard role.may(.backUpBooks), let desk = try desk else { return nil }
    return try await desk.lateness()
  }
}

extension BackupDesk {
  /// What the policy has to know of these books.
  struct Standing: Sendable {
    let last: CalendarDate?
    let lastGood: CalendarDate?
    let firstChange: CalendarDate
    let lastChange: Instant
    let isChanged: Bool
  }

  func standing() async throws -> Standing? {
    let records = try await records()
    let (end, changes) = try await vault.store.read { (try $0.logEnd(), try $0.changeMoments()) }
    guard let end, let changes else { return nil }
    let good = records.first(where: \.isGood)
    return Standing(
      last: records.first.map { day($0.madeAt) }, lastGood: good.map { day($0.madeAt) },
      firstChange: day(changes.first), lastChange: changes.last,
      isChanged: good.map { $0.changeSetCount != end.count || $0.head != end.hash.hexadecimal } ?? true)
  }

  func lateness() async throws -> BackupLateness? {
    guard let standing = try await standing() else { return nil }
    let (today, since) = (self.today, standing.lastGood ?? standing.firstChange)
    guard policy.isLate(on: today, since: since, isChanged: standing.isChanged) else { return nil }
    let days = today.dayCount - since.dayCount
    return standing.lastGood == nil ? .never(days: days) : .old(days: days)
  }

  /// Makes the backup of the day when there is one to make.
  ///
  /// - Returns: nil when there was none.
  func makeIfDue() async throws -> BackupRecord? {
    guard work == nil, !isResting, let standing = try await standing(),
      policy.isDue(on: today, last: standing.last, isChanged: standing.isChanged),
      policy.isQuiet(at: now, since: standing.lastChange)
    else { return nil }
    return try await make(isAutomatic: true) { _ in }
  }
}
