import Foundation
import Model
import Storage
import Sync

/// A company that was restored; it is closed.
public struct RestoredCompany: Sendable {
  public let card: CompanyCard
  public let madeAt: Instant
  public let changeSetCount: Int64
  /// How many change-sets this machine had seen beyond the backup; nil when it had seen none of these books.
  public let missing: Int64?
  /// Absolute path of its folder.
  public let path: String
}

extension NodeHome {
  /// Makes a company of this node out of a backup, whatever machine it was made on. Nothing that is there is replaced.
  ///
  /// The company goes on under a device of its own, which the device of the backup vouches for, and under keys of its
  /// own; it says that it was restored until a gérant has settled it.
  ///
  /// - Parameters:
  ///   - company: the one it must be of; nil for any.
  ///   - newPassword: given to the gérant in the place of the one before; needs the recovery kit or a key.
  ///   - progress: told how far it is, from 0 to 1000.
  /// - Throws: ``BackupRefusal``, ``KeysRefusal``, ``CompanyRefusal`` `.passwordTooShort`, ``NotAllowed``.
  public func restoreBackup(
    _ path: String, _ key: BackupKey, company: SIREN? = nil, newPassword: String? = nil,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws -> RestoredCompany {
    if let newPassword { try Self.checkPassword(newPassword) }
    let file = try await backupFile(path, company: company)
    let siren = file.head.siren
    let place = try companyFolder(siren)
    // Looked at before a password is asked for, and held to at the end by the name itself.
    guard access(place.path, F_OK) != 0 else { throw BackupRefusal.companyExists(siren, path: place.path) }
    let unlocked = try await BlockingWork.run { try key.unlock(file) }
    let opening = try await BlockingWork.run { [folder] in
      try BackupRefusal.translating(path) {
        let size = max(1, file.contentSize)
        var done: UInt64 = 0
        return try BackupOpening(file, rootKey: unlocked.rootKey, below: folder + "/companies", booksOnly: false) {
          done += $0
          progress(Int(done * 200 / size))
        }
      }
    }
    let result: Result<RestoredCompany, any Error>
    do {
      let work = Restoring(
        file: file, opening: opening, unlocked: unlocked, home: folder, place: place, stateFolder: stateFolder,
        environment: environment, newPassword: newPassword, passwordCost: passwordCost, progress: progress)
      result = .success(try await work.run())
    } catch { result = .failure(BackupRefusal.translated(error, path: path)) }
    do {
      try await BlockingWork.run { try opening.close() }
    } catch {
      // What was taken out is removed by the next restoration; the company stands, or its own failure is told.
    }
    return try result.get()
  }
}

/// One restoration, from the books taken out of a backup to the company's folder.
private struct Restoring: Sendable {
  let file: BackupFile
  let opening: BackupOpening
  let unlocked: BackupKey.Unlocked
  let home: String
  let place: CompanyFolder
  let stateFolder: String?
  let environment: Environment
  let newPassword: String?
  let passwordCost: PasswordCost
  let progress: @Sendable (Int) -> Void

  func run() async throws -> RestoredCompany {
    // Refuses books of a newer program; tables of an older one are built again before anything is asked of them.
    let isOutdated = try await opening.isOutdated()
    let missing = try await BlockingWork.run { try self.missing() }
    let known = isOutdated ? nil : try await BlockingWork.run { try self.gerant(opening.read { try $0.people() }) }
    try await verifyLog()
    let aside = try CompanyFolder(path: home + "/companies/.restored-" + file.head.siren.digits)
    let made = try await BackupRestoration(opening, slots: unlocked.slots, rootKey: unlocked.rootKey).run(into: aside) {
      progress(500 + $0 * 4 / 10)
    }
    let vault = isOutdated ? try await renewed(made.vault) : made.vault
    do {
      let gerant: Identifier<Person>
      if let known { gerant = known } else { gerant = try self.gerant(await vault.store.read { try $0.people() }) }
      try await finish(vault, made.slots, gerant, missing)
      try await vault.close()
    } catch {
      try? await vault.close()
      throw error
    }
    progress(950)
    do {
      try DurableFolder.rename(aside.path, to: place.path)
      try DurableFolder.confirm(home)
    } catch {
      if access(aside.path, F_OK) == 0, access(place.path, F_OK) == 0 {
        throw BackupRefusal.companyExists(file.head.siren, path: place.path)
      }
      NodeHome.takeBack(place, aside)
      throw error
    }
    progress(1_000)
    return RestoredCompany(
      card: CompanyCard(siren: file.head.siren, name: opening.facts.name), madeAt: file.head.madeAt,
      changeSetCount: opening.facts.changeSetCount, missing: missing, path: place.path)
  }

  /// Who restores: a gérant by a key of theirs, or whoever holds the recovery kit, in the name of the first of them.
  private func gerant(_ people: [PersonCard]) throws -> Identifier<Person> {
    if let id = unlocked.person, let person = people.first(where: { $0.id == id }) {
      guard person.role.may(.restoreBooks) else { throw NotAllowed(action: .restoreBooks, role: person.role) }
      return id
    }
    let users = Set(unlocked.slots.users.map(\.id))
    guard let first = people.first(where: { $0.role.may(.restoreBooks) && users.contains($0.id) }) else {
      throw BackupRefusal.keysAltered
    }
    return first.id
  }

  /// The same books, with tables that this program made.
  private func renewed(_ vault: CompanyVault) async throws -> CompanyVault {
    guard let renewed = try await TableRebuild.upToDate(vault) as? CompanyVault else {
      throw Fault(.configuration, "restored books are kept in a folder of their own")
    }
    return renewed
  }

  /// What this machine remembers of the books the backup was made of, wherever they lay.
  private func missing() throws -> Int64? {
    guard let stateFolder, let secret = try opening.read({ try $0.deviceSecret() }) else { return nil }
    let anchors = try AnchorFile.all(of: opening.facts.sourceID, in: stateFolder, secret: secret)
    return anchors.map(\.changeSetCount).max().map { max(0, $0 - opening.facts.changeSetCount) }
  }

  private func verifyLog() async throws {
    let found = try await BlockingWork.run {
      try opening.read { transaction in
        try Verification(readingLogOf: transaction) { progress(200 + $0 * 3 / 10) }
      }
    }
    guard found.isSound else {
      throw Fault(.alteredData, "the signed log of the backup does not verify: \(found.problems)")
    }
  }

  private func finish(
    _ vault: CompanyVault, _ slots: KeySlots, _ gerant: Identifier<Person>, _ missing: Int64?
  ) async throws {
    let note = RestoredNote(
      madeAt: file.head.madeAt.milliseconds, changeSetCount: opening.facts.changeSetCount, missing: missing)
    try await RestoredDevice(
      facts: opening.facts, backupID: file.head.backupID, madeAt: file.head.madeAt, environment: environment
    ).enrol(in: vault.store, by: gerant) { transaction in
      try BackupNotes.forget(transaction)
      try note.keep(transaction)
    }
    let (path, name) = (vault.folder.path, opening.facts.name)
    let (newPassword, passwordCost, holdsKit) = (newPassword, passwordCost, unlocked.person == nil)
    try await BlockingWork.run {
      if let newPassword {
        var slots = slots
        try slots.resetPassword(
          of: gerant, to: SecretBytes.password(newPassword), rootKey: vault.rootKey, cost: passwordCost)
        try KeySlotFile.save(slots, to: path)
      }
      try DurableFolder.replace(path + "/name", with: Array(name.utf8))
      // Whoever came in by the printed code has proved to hold it.
      if holdsKit { try DurableFolder.replace(path + "/" + Books.kitConfirmationName, with: []) }
    }
  }
}
