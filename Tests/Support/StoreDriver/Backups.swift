import Foundation
import Model
import Storage

/// Backups of a driver's company, and companies made out of them.
enum DriverBackups {
  static let moment = Instant(milliseconds: 1_795_000_000_000)

  static var siren: SIREN {
    get throws {
      guard let siren = SIREN("552100554") else { throw Fault(.configuration, "no SIREN") }
      return siren
    }
  }

  /// One backup in a folder, under a name that is free.
  static func make(
    _ vault: CompanyVault, in folder: String,
    after: @escaping @Sendable (BackupMaking.Step) throws -> Void = { _ in }
  ) async throws -> BackupMaking.Made<Int64> {
    let target = BackupName.free(in: folder, siren: try siren, at: moment)
    let making = BackupMaking(vault, siren: try siren, origin: .person, madeAt: moment, to: target, after: after)
    return try await making.run { _ in
    } check: {
      try $0.logLength()
    }
  }

  /// A company at `path`, which lies in a folder of its own; it is left open.
  static func restore(
    _ file: String, to path: String, after: @escaping @Sendable (BackupRestoration.Step) throws -> Void = { _ in }
  ) async throws -> CompanyVault {
    let backup = try BackupFile(path: file)
    let slots = try backup.head.keys()
    let rootKey = try slots.unlock(user: DriverBooks.user, password: try .password(DriverBooks.password))
    let parent = (path as NSString).deletingLastPathComponent
    let opening = try BackupOpening(backup, rootKey: rootKey, below: parent, booksOnly: false) { _ in }
    let result: Result<CompanyVault, any Error>
    do {
      let restoration = BackupRestoration(opening, slots: slots, rootKey: rootKey, after: after)
      result = .success(try await restoration.run(into: try CompanyFolder(path: path)) { _ in }.vault)
    } catch { result = .failure(error) }
    try opening.close()
    return try result.get()
  }

  /// Again and again, until it is killed.
  static func run(_ company: String, _ folder: String) async throws {
    let vault = try await DriverBooks.open(company)
    for round in 1...100 {
      _ = try await make(vault, in: folder)
      say("made \(round)")
    }
    try await vault.close()
  }

  static func runRestoring(_ file: String, _ path: String) async throws {
    for round in 1...100 {
      try await restore(file, to: path).close()
      say("restored \(round)")
      try FileManager.default.removeItem(atPath: path)
    }
  }
}
