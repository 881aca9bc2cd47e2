import Foundation
import Model
import Storage

/// What opens a backup: what opened the books when it was made.
public enum BackupKey: Sendable {
  case password(String)
  /// Absolute path.
  case keyFile(path: String)
  /// Absolute path of a key file that systemd gave to the service.
  case serviceKey(path: String)
  /// The printed code, alone.
  case recoveryCode(String)
}

/// What can be said of a backup without any key.
public struct SealedBackup: Sendable {
  public let siren: SIREN
  public let madeAt: Instant
  /// Bytes.
  public let size: UInt64
  public let originalCount: Int
}

/// What the scheduled backups of one round came to.
public struct ScheduledBackup: Sendable {
  public let siren: SIREN
  public let outcome: Result<BackupRecord, any Error>
}

extension NodeHome {
  /// Makes the backup of the day of each open company where something was written since the last one.
  public func makeDueBackups() async -> [ScheduledBackup] {
    var made: [ScheduledBackup] = []
    // A company that a command opened closes with it: that is no time for a backup.
    for (siren, company) in open where !onLoanOnly.contains(siren) {
      guard let desk = company.backups else { continue }
      do {
        if let record = try await desk.makeIfDue() { made.append(.init(siren: siren, outcome: .success(record))) }
      } catch BackupRefusal.stopped, BackupRefusal.underWay {
        continue
      } catch { made.append(.init(siren: siren, outcome: .failure(error))) }
    }
    return made
  }

  /// Structure and hashes: what a file shows of itself. That nobody forged it only a key can tell.
  public nonisolated func checkBackup(
    _ path: String, progress: @escaping @Sendable (Int) -> Void
  ) async throws -> SealedBackup {
    try await BlockingWork.run {
      try BackupRefusal.translating(path) {
        let file = try BackupFile(path: path)
        let size = max(1, file.contentSize)
        var done: UInt64 = 0
        try file.checkHashes { count in
          done += count
          progress(Int(done * 1000 / size))
        }
        return SealedBackup(
          siren: file.head.siren, madeAt: file.head.madeAt, size: file.head.length, originalCount: file.originalCount)
      }
    }
  }

  /// The same, and everything inside: pages, originals, signed log, tables.
  ///
  /// - Parameter company: the one it must be of; nil for any.
  /// - Throws: ``BackupRefusal``, ``KeysRefusal``.
  public func verifyBackup(
    _ path: String, _ key: BackupKey, company: SIREN?, progress: @escaping @Sendable (Int) -> Void
  ) async throws -> BackupVerification {
    let file = try await backupFile(path, company: company)
    let unlocked = try await BlockingWork.run { try key.unlock(file) }
    return try await BackupVerification.run(file, rootKey: unlocked.rootKey, below: folder + "/companies") {
      progress($0)
    }
  }

  func backupFile(_ path: String, company: SIREN?) async throws -> BackupFile {
    let file = try await BlockingWork.run { try BackupRefusal.translating(path) { try BackupFile(path: path) } }
    if let company, company != file.head.siren {
      throw BackupRefusal.otherCompany(wanted: company, found: file.head.siren)
    }
    return file
  }
}

extension BackupKey {
  struct Unlocked: Sendable {
    let slots: KeySlots
    let rootKey: SecretBytes
    /// Whose key it is; nil for the recovery kit.
    let person: Identifier<Person>?
  }

  /// Blocking, for as long as the cost of a password says.
  func unlock(_ file: BackupFile) throws -> Unlocked {
    let slots: KeySlots
    do {
      slots = try file.head.keys()
    } catch KeyRefusal.slotFileTooNew {
      throw BackupRefusal.defect(.newerBooks, path: file.path)
    } catch is KeyRefusal { throw BackupRefusal.keysAltered }
    do {
      switch self {
      case .password(let text): return try Self.unlock(slots, password: text)
      case .keyFile(let path): return try Self.unlock(slots, keyFile: path, keptBy: .account)
      case .serviceKey(let path): return try Self.unlock(slots, keyFile: path, keptBy: .serviceManager)
      case .recoveryCode(let text):
        return Unlocked(slots: slots, rootKey: try slots.unlock(recoveryCode: RecoveryCode(text)), person: nil)
      }
    } catch KeyRefusal.mistypedRecoveryCode, KeyRefusal.wrongRecoveryCode, KeyRefusal.noRecoveryKit {
      throw BackupRefusal.wrongRecoveryCode
    } catch KeyRefusal.slotFileAltered { throw BackupRefusal.keysAltered }
  }

  private static func unlock(
    _ slots: KeySlots, keyFile path: String, keptBy keeper: KeyFile.Keeper
  ) throws -> Unlocked {
    let opened = try slots.unlock(keyFileAt: path, keptBy: keeper)
    return Unlocked(slots: slots, rootKey: opened.rootKey, person: opened.owner)
  }

  private static func unlock(_ slots: KeySlots, password text: String) throws -> Unlocked {
    let password: SecretBytes
    do {
      password = try SecretBytes.password(text)
    } catch KeyRefusal.wrongPassword { throw BackupRefusal.wrongPassword }
    for user in slots.users {
      do {
        return Unlocked(slots: slots, rootKey: try slots.unlock(user: user.id, password: password), person: user.id)
      } catch KeyRefusal.wrongPassword { continue }
    }
    throw BackupRefusal.wrongPassword
  }
}
