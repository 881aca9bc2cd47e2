import Foundation
import Model
import Storage
import Sync
import Synchronization

/// Notes how far the books have come in places outside of their file, and holds them against it when they open.
///
/// Books ahead of what was noted are normal: noting lags behind by a few seconds. Books behind it are told, and nothing
/// is noted over it, until somebody says that an older copy was put back on purpose.
final class AnchorWatch: Sendable {
  private struct State {
    var noted: Instant?
    var finding: RolledBack?
  }

  private let files: [AnchorFile]
  private let alteredLog: AlteredLogNote
  private let databaseID: [UInt8]
  private let keyEpoch: UInt32
  private let environment: Environment
  private let state = Mutex(State())

  /// Between two notings while the books are written to.
  private static let interval: Int64 = 2_000

  init(_ anchorage: Anchorage, stateFolder: String?, secret: DeviceSecret, environment: Environment) throws {
    databaseID = anchorage.databaseID
    keyEpoch = anchorage.keyEpoch
    alteredLog = anchorage.alteredLog
    self.environment = environment
    var places = [anchorage.path]
    if let stateFolder, Self.make(stateFolder) {
      // By the place of the books too: a copy kept elsewhere on purpose goes its own way.
      let place = Hash256(of: Array(anchorage.path.utf8)).bytes.prefix(8)
      places.append(stateFolder + "/\(anchorage.databaseID.hexadecimal)-\(Array(place).hexadecimal).anchor")
    }
    files = try places.map { try AnchorFile(path: $0, secret: secret, databaseID: anchorage.databaseID) }
  }

  /// A service without a home has no second place: the one beside the books is left.
  private static func make(_ folder: String) -> Bool {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      return true
    } catch { return false }
  }

  /// What the places outside remember against these books; nil when all is as it should be.
  var finding: RolledBack? { state.withLock { $0.finding } }

  /// Holds the books against what was noted, then notes them where all is well.
  func compare(_ storage: any CompanyStorage) async throws {
    let store = storage.books
    var found: RolledBack?
    for file in files {
      let anchor: Anchor
      do {
        guard let noted = try file.read() else { continue }
        anchor = noted
      } catch {
        // Damaged, forged, or out of reach: the books open all the same, and it is told.
        found = found ?? RolledBack(kind: .unreadable, noted: 0)
        continue
      }
      let here = try await store.read { transaction in
        (end: try transaction.logEnd()?.count ?? 0, hash: try transaction.changeSetHash(at: anchor.changeSetCount))
      }
      guard let kind = kind(of: anchor, end: here.end, hash: here.hash) else { continue }
      if found.map({ $0.noted < anchor.changeSetCount }) ?? true {
        found = RolledBack(kind: kind, noted: anchor.changeSetCount)
      }
    }
    // A proof, where a count only lets one guess.
    let altered = proof(storage.recoveryFinding)
    state.withLock { $0.finding = altered ?? found }
    // A full disk must not keep the books shut.
    await noteNow(store)
  }

  /// What the recovery of the write-ahead log proves, at this opening or at one before.
  private func proof(_ recovered: RecoveryFinding?) -> RolledBack? {
    if let recovered, recovered.provesAlteration { return RolledBack(recovered) }
    do {
      return try alteredLog.read().map(RolledBack.init)
    } catch { return RolledBack(kind: .unreadable, noted: 0) }
  }

  private func kind(of anchor: Anchor, end: Int64, hash: [UInt8]?) -> RolledBack.Kind? {
    if end < anchor.changeSetCount { return .behind(missing: anchor.changeSetCount - end) }
    if anchor.changeSetCount > 0, hash != anchor.head { return .diverged }
    return anchor.keyEpoch > keyEpoch ? .olderKeys : nil
  }

  /// Notes how far the books have come, unless that was done a moment ago.
  func noteSoon(_ store: any Store) async {
    let now = environment.now()
    let isDue = state.withLock { state in
      guard state.noted.map({ now.milliseconds - $0.milliseconds >= Self.interval }) ?? true else { return false }
      state.noted = now
      return true
    }
    if isDue { await noteNow(store) }
  }

  /// The same at once: when the books open, and when they close.
  func noteNow(_ store: any Store) async {
    do {
      try await note(store)
    } catch {
      // The anchor lags behind until the next time: what was acknowledged is in the books all the same.
    }
  }

  /// Says that the books are where they should be: an older copy was put back on purpose.
  func accept(_ store: any Store) async throws {
    let alteredLog = alteredLog
    try await BlockingWork.run { try alteredLog.remove() }
    state.withLock { $0.finding = nil }
    try await note(store)
  }

  /// Nothing is noted over a finding.
  private func note(_ store: any Store) async throws {
    guard finding == nil, let end = try await store.read({ try $0.logEnd() }) else { return }
    let anchor = Anchor(databaseID: databaseID, keyEpoch: keyEpoch, changeSetCount: end.count, head: end.hash)
    let files = files
    try await BlockingWork.run {
      var failure: (any Error)?
      // A place that refuses must not keep the next one from being written.
      for file in files {
        do { try file.write(anchor) } catch { failure = error }
      }
      if let failure { throw failure }
    }
  }
}

extension RolledBack {
  fileprivate init(_ finding: RecoveryFinding) {
    let frame = finding.isHeaderDamaged ? 0 : finding.droppedFrame
    self.init(kind: .logAltered(frame: frame, commits: finding.laterCommits), noted: 0)
  }
}
