import Application
import Model

/// The backups of a company: those there are, what is being done, and what went wrong.
struct BackupModel: Sendable {
  let action = Address.backups
  let mayBackUp: Bool
  let folder: String
  /// Said when the disk of the books would take its backups with it.
  let isOnSameDisk: Bool
  let work: BackupWorkModel?
  let failure: Failure?
  let lateness: String?
  let hasItems: Bool
  let items: [Item]

  struct Item: Sendable {
    let name: String
    let madeAt: String
    let size: String
    let changeSets: String
    let origin: String
    let state: String
    /// Of the pill: `ok`, `warn`, `bad` or nothing.
    let pill: String
    /// Nil where there is no file, or no right to it.
    let download: Link?
    let check: Link?
  }

  struct Link: Sendable {
    let href: String
    /// For a reader who hears it away from its row.
    let words: String
  }

  struct Failure: Sendable {
    let title: String
    let sentence: String
    let at: String
  }

  init(_ shelf: BackupShelf, mayBackUp: Bool) {
    self.mayBackUp = mayBackUp
    folder = shelf.folder
    isOnSameDisk = shelf.isOnSameDisk
    work = BackupWorkModel(shelf.work)
    failure = shelf.failure.map { failure in
      Failure(
        title: failure.isAutomatic ? "La sauvegarde automatique a échoué." : "Cela n’a pas abouti.",
        sentence: Words.of(error: failure.error).text, at: French.moment(failure.at))
    }
    lateness = shelf.lateness.map { Words.of($0) }
    let isBusy = shelf.work != nil
    items = shelf.items.map { Item($0, mayBackUp: mayBackUp, isBusy: isBusy) }
    hasItems = !items.isEmpty
  }
}

extension BackupModel.Item {
  init(_ item: BackupShelf.Item, mayBackUp: Bool, isBusy: Bool) {
    name = item.name
    let moment = item.madeAt.map { French.moment($0) }
    madeAt = moment ?? "–"
    size = item.size.map { French.size(bytes: Int(clamping: $0)) } ?? "–"
    changeSets = item.record.map { French.integer(Int($0.changeSetCount)) } ?? "–"
    origin = item.record.map { $0.isAutomatic ? "automatique" : "demandée" } ?? "–"
    (state, pill) = Self.state(item)
    // A file that was made elsewhere is named by its path, and cannot be reached from here.
    let isHere = mayBackUp && item.size != nil && !item.name.contains("/")
    download = isHere ? .init(href: Address.backup(name), words: "Télécharger la sauvegarde du \(madeAt)") : nil
    check =
      isHere && !isBusy && !item.isUnreadable
      ? .init(href: Address.backupCheck(name), words: "Vérifier la sauvegarde du \(madeAt)") : nil
  }

  private static func state(_ item: BackupShelf.Item) -> (words: String, pill: String) {
    if item.isUnreadable { return ("illisible", "bad") }
    if item.size == nil { return ("fichier absent", "warn") }
    guard let record = item.record else { return ("pas vérifiée ici", "warn") }
    guard let at = record.verifiedAt else { return ("altérée", "bad") }
    if record.problemCount > 0 {
      return ("\(French.count(record.problemCount, "anomalie", "anomalies")) le \(French.moment(at))", "bad")
    }
    if record.missingOriginals > 0 {
      let count = French.count(
        record.missingOriginals, "fichier d’origine ou pièce manque", "fichiers d’origine ou pièces manquent")
      return (count, "warn")
    }
    return ("vérifiée le \(French.moment(at))", "ok")
  }
}

struct BackupWorkModel: Sendable {
  let title: String
  let permille: Int
  let words: String
  let liveHref = Address.backupProgress

  /// Nil when nothing runs.
  init?(_ work: BackupShelf.Work?) {
    switch work {
    case .making(let permille)?: (title, self.permille) = ("Sauvegarde en cours", permille)
    case .verifying(_, let permille)?: (title, self.permille) = ("Vérification d’une sauvegarde", permille)
    case nil: return nil
    }
    words = French.percent(permille: permille)
  }
}
