import Foundation
import Model
import Storage

/// One way into the books of a company, without any secret.
public struct CompanyKey: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case password, recoveryKit, keyFile
  }

  public let kind: Kind
  /// The person it lets in, or in whose name it does; blank for the recovery kit.
  public let person: String
  /// Eight bytes of the hash of its public half: what does not change shows the same ones on any day.
  public let fingerprint: [UInt8]
}

extension Books {
  /// Every way into the books.
  public func keys() async throws -> [CompanyKey] {
    try authorise(.manageKeys)
    let path = try vault.folder.path
    return try await BlockingWork.run { try KeySlotFile.load(from: path).slots.ways.map(CompanyKey.init) }
  }

  /// Draws a key file for a start with nobody at the keyboard, in the name of this person; the one before opens nothing
  /// any more. Whoever can read the file can read the books.
  ///
  /// - Parameter path: absolute; nothing may be there.
  public func addKeyFile(at path: String) async throws {
    try authorise(.manageKeys)
    let (vault, owner) = (try vault, personID)
    try await BlockingWork.run {
      var slots = try KeySlotFile.load(from: vault.folder.path).slots
      let key: SecretBytes
      do {
        key = try KeyFile.create(path)
      } catch let refusal as KeyRefusal { throw KeysRefusal(refusal, path: path) ?? refusal }
      do {
        try slots.setKeyFile(key, owner: owner, rootKey: vault.rootKey)
        try KeySlotFile.save(slots, to: vault.folder.path)
      } catch {
        // A key that opens nothing must not lie about. One whose slot has its name although the disk did not confirm
        // it opens from now on, and the one before does not.
        if try KeySlotFile.load(from: vault.folder.path).slots != slots { _ = unlink(path) }
        throw error
      }
    }
  }

  /// The key file opens nothing any more: the root key is changed, since whoever read the file may have kept it.
  public func removeKeyFile(progress: @escaping @Sendable (Int) -> Void) async throws {
    guard try await keys().contains(where: { $0.kind == .keyFile }) else { throw KeysRefusal.noKeyFile }
    try await rotateKeys(dropsKeyFile: true, progress: progress)
  }

  /// Gives the books a new root key: they are written anew under it, closed to everybody meanwhile. Passwords, recovery
  /// kit and key file stay what they are; copies made before stay readable with the old key.
  ///
  /// - Parameter progress: told how far it is, from 0 to 1,000.
  public func rotateKeys(progress: @escaping @Sendable (Int) -> Void) async throws {
    try await rotateKeys(dropsKeyFile: false, progress: progress)
  }

  /// - Parameter removed: people whose passwords open nothing any more.
  func rotateKeys(
    without removed: Set<Identifier<Person>> = [], dropsKeyFile: Bool, progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    try authorise(.manageKeys)
    try await renewRootKey(without: removed, dropsKeyFile: dropsKeyFile, progress: progress)
  }

  /// The same, for an act that changes the key whoever does it.
  func renewRootKey(
    without removed: Set<Identifier<Person>> = [], dropsKeyFile: Bool = false,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    _ = try vault
    guard let vault = await open.leave() as? CompanyVault else { throw CompanyRefusal.notOpen }
    let rotated: RotatedVault
    do {
      rotated = try await vault.rotated(
        without: removed, dropsKeyFile: dropsKeyFile, progress: progress)
      // Whatever happened, the books open again: under the new key, or under the old one.
      try await open.take(rotated.vault)
    } catch {
      open.giveUp()
      throw error
    }
    switch rotated.failure {
    case nil:
      let changed = RootKeyChanged(epoch: rotated.vault.anchorage?.keyEpoch ?? 0, dropsKeyFile: dropsKeyFile)
      try await open.current().writer.append(by: personID) { _ in [.rootKeyChanged(changed)] }
      progress(1_000)
    case let refusal as NotEnoughSpace:
      throw KeysRefusal.notEnoughSpace(needed: refusal.needed, available: refusal.available)
    case let failure?: throw failure
    }
  }
}

extension CompanyKey {
  fileprivate init(_ way: KeyWay) {
    let kind: Kind =
      switch way.kind {
      case .user: .password
      case .recoveryKit: .recoveryKit
      case .keyFile: .keyFile
      }
    self.init(kind: kind, person: way.name, fingerprint: way.fingerprint)
  }
}
