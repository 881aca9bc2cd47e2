import Foundation
import Model
import Storage
import Sync

extension NodeHome {
  /// Creates a company with its first fiscal year and its gérant, and opens it.
  ///
  /// Everything is made in a folder aside, which takes its name once it is complete: a stop on the way leaves nothing.
  /// Refusals: ``CompanyRefusal``, ``PasswordRefusal``, ``CompanySettingsRefusal``.
  public func create(_ creation: CompanyCreation, password: String) async throws -> CreatedCompany {
    var creation = creation
    creation.name = creation.name.trimmed
    guard !creation.name.isEmpty else { throw CompanyRefusal.nameMissing }
    try creation.settings.checked()
    try Self.checkPassword(password)
    let place = try companyFolder(creation.siren)
    guard !FileManager.default.fileExists(atPath: place.path) else {
      throw CompanyRefusal.alreadyExists(creation.siren)
    }
    let person: Identifier<Person> = environment.identifier()
    let made: Made
    do {
      made = try await make(creation, person: person, password: password)
    } catch let busy as CompanyInUse { throw CompanyRefusal.inUse(processID: busy.processID) }
    do {
      try DurableFolder.rename(made.folder.path, to: place.path)
      // Those above may have been made by a program that was killed before the disk had them.
      try DurableFolder.confirm(self.folder)
      let vault = try await CompanyVault.open(place, slots: made.slots, rootKey: made.rootKey)
      let company = try await seat(creation.siren, storage: vault, name: creation.name)
      return CreatedCompany(books: try await Books(company, person), recoveryCode: made.recoveryCode)
    } catch {
      // A folder that still stands aside never had the name: what has it is somebody else's.
      if access(made.folder.path, F_OK) != 0 {
        await close(creation.siren)
        Self.takeBack(place, made.folder)
      }
      throw error
    }
  }

  /// Takes the name from a company that nobody was told of: its recovery code was never shown. The next attempt removes
  /// what stands aside.
  static func takeBack(_ place: CompanyFolder, _ aside: CompanyFolder) {
    guard access(aside.path, F_OK) != 0, rename(place.path, aside.path) == 0 else { return }
  }

  private struct Made {
    let folder: CompanyFolder
    let slots: KeySlots
    let rootKey: SecretBytes
    let recoveryCode: String
  }

  private func make(
    _ creation: CompanyCreation, person: Identifier<Person>, password: String
  ) async throws -> Made {
    let folder = try CompanyFolder(path: self.folder + "/companies/.new-" + creation.siren.digits)
    try folder.removeUnfinished()
    let (cost, name) = (passwordCost, creation.personName)
    let keys = try await BlockingWork.run {
      var (slots, rootKey) = try KeySlots.create()
      let secret = try SecretBytes.password(password)
      try slots.addUser(person, name: name, password: secret, rootKey: rootKey, cost: cost)
      let code = try slots.renewRecoveryKit(rootKey: rootKey, cost: cost)
      return (slots: slots, rootKey: rootKey, code: code.printed)
    }
    let vault = try await CompanyVault.create(at: folder, slots: keys.slots, rootKey: keys.rootKey)
    let founding = CompanyFounding(creation: creation, person: person, environment: environment)
    try await founding.write(into: vault, secret: DeviceSecret.draw(environment))
    try DurableFolder.replace(folder.path + "/name", with: Array(creation.name.utf8))
    try await vault.close()
    return Made(folder: folder, slots: keys.slots, rootKey: keys.rootKey, recoveryCode: keys.code)
  }
}
