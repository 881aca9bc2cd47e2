import Model
import Storage
import Sync
import Synchronization

/// A company whose key is at hand, shared by all who sit at it. Closing it takes the books away from every session at
/// once: what they hold then answers ``CompanyRefusal/notOpen``.
final class OpenCompany: Sendable {
  /// What an open company works with. Replaced as a whole when the books are built again.
  struct Workplace: Sendable {
    let storage: any CompanyStorage
    let writer: LogWriter
    let imports: ImportDesk
    /// Nil where the books are not this node's own.
    let anchors: AnchorWatch?
    /// Nil too there.
    let backups: BackupDesk?
    let reports = ReportMemory()
  }

  let card: CompanyCard
  let environment: Environment
  let liasse: Liasse
  /// The dated list of the plan comptable général.
  let chart: [ChartAccount]
  /// What one guess of a password given here costs.
  let passwordCost: PasswordCost
  private let workplace: Mutex<Workplace?>
  /// Absolute path of the folder outside of the data where anchors are kept too; nil for none.
  private let stateFolder: String?
  /// Where backups go; nil where none are made.
  private let backupPlace: BackupPlace?
  private let restoredKeys = Mutex(false)
  private let isLost = Mutex(false)
  let refusals = RefusalMemory()
  private let restored = Mutex<RolledBack?>(nil)

  /// Said of these books until a gérant has settled it: an older copy took their place, or a backup was restored.
  var rolledBack: RolledBack? { anchors?.finding ?? restored.withLock { $0 } }

  func settle() { restored.withLock { $0 = nil } }

  /// Whether the keys in use are those before the last, since somebody opened with them.
  var hasRestoredKeys: Bool { restoredKeys.withLock { $0 } }

  func tellRestoredKeys() { restoredKeys.withLock { $0 = true } }

  init(
    card: CompanyCard, storage: any CompanyStorage, environment: Environment, chart: [ChartAccount], liasse: Liasse,
    passwordCost: PasswordCost = .moderate, stateFolder: String? = nil, backupPlace: BackupPlace? = nil
  ) async throws {
    self.card = card
    self.environment = environment
    self.chart = chart
    self.passwordCost = passwordCost
    self.liasse = liasse
    self.stateFolder = stateFolder
    self.backupPlace = backupPlace
    workplace = Mutex(nil)
    try await take(storage)
  }

  /// - Throws: ``CompanyRefusal/notOpen``.
  func current() throws -> Workplace {
    guard let workplace = workplace.withLock({ $0 }) else { throw CompanyRefusal.notOpen }
    return workplace
  }

  /// Works with `storage` from now on, and goes on with the imports it holds.
  func take(_ storage: any CompanyStorage) async throws {
    let (profile, finding) = try await storage.books.read { (try $0.companyProfile(), try RestoredNote.finding($0)) }
    restored.withLock { $0 = finding }
    guard let profile, let secret = try await storage.deviceSecret() else {
      throw Fault(.database, "the books hold no company or no signing key")
    }
    let anchors = try storage.anchorage.map {
      try AnchorWatch($0, stateFolder: stateFolder, secret: secret, environment: environment)
    }
    try await anchors?.compare(storage)
    let writer = LogWriter(
      store: storage.books, company: profile.id, device: secret.device, epoch: UInt32(secret.deviceEpoch),
      key: try secret.signingKey, environment: environment, anchors: anchors)
    let imports = ImportDesk(
      siren: card.siren, storage: storage, writer: writer, environment: environment, chart: chart)
    try await imports.resume()
    let backups = (storage as? CompanyVault).flatMap { vault in
      backupPlace.map { BackupDesk(vault, siren: card.siren, place: $0, environment: environment) }
    }
    workplace.withLock {
      $0 = Workplace(storage: storage, writer: writer, imports: imports, anchors: anchors, backups: backups)
    }
  }

  /// The books could not be opened again after they were written anew: whoever comes next opens them from the disk.
  func giveUp() { isLost.withLock { $0 = true } }

  /// Nobody sits at these books any more, and nothing of them is open.
  var isGivenUp: Bool { isLost.withLock { $0 } }

  /// Nil once the company was closed, and where nobody keeps anchors.
  var anchors: AnchorWatch? { workplace.withLock { $0?.anchors } }

  var backups: BackupDesk? { workplace.withLock { $0?.backups } }

  /// Takes the workplace away from everybody and waits for the work under way to stop at a safe point. Nil when
  /// somebody else closed before.
  func leave() async -> (any CompanyStorage)? {
    let left = workplace.withLock { workplace in
      defer { workplace = nil }
      return workplace
    }
    await left?.backups?.close()
    await left?.imports.close()
    if let left {
      await writeRefusals(left.writer)
      await left.anchors?.noteNow(left.storage.books)
    }
    return left?.storage
  }

  /// Writes the refusals that wait: nobody will count on with them.
  private func writeRefusals(_ writer: LogWriter) async {
    for (person, noted) in refusals.takeWaiting() {
      do {
        try await writer.append(by: person) { _ in [.actsRefused(noted)] }
      } catch {
        // A full disk keeps no company from being closed; the first refusal of each is in the log.
        return
      }
    }
  }
}
