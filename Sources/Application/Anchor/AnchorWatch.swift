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
  private let databaseID: [UInt8]
  private let keyEpoch: UInt32
  private let environment: Environment
  private let state = Mutex(State())

  /// Between two notings while the books are written to.
  private static let interval: Int64 = 2_000

  init(_ anchorage: Anchorage, stateFolder: String?, secret: DeviceSecret, environment: Environment) throws {
    databaseID = anchorage.databaseID
    keyEpoch = anchorage.keyEpoch
    self.environment = environment
    var places = [anchorage.path]
    if let stateFolder {
      try FileManager.default.createDirectory(
        atPath: stateFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      // By the place of the books too: a copy kept elsewhere on purpose goes its own way.
      let place = Hash256(of: Array(anchorage.path.utf8)).bytes.prefix(8)
      places.append(stateFolder + "/\(anchorage.databaseID.hexadecimal)-\(Array(place).hexadecimal).anchor")
    }
    files = try places.map { try AnchorFile(path: $0, secret: secret, databaseID: anchorage.databaseID) }
  }

  /// What the places outside remember against these books; nil when all is as it should be.
  var finding: RolledBack? { state.withLock { $0.finding } }

  /// Holds the books against what was noted, then notes them where all is well.
  func compare(_ store: any Store) async throws {
    var found: RolledBack?
    for file in files {
      let anchor: Anchor
      do {
        guard let noted = try file.read() else { continue }
        anchor = noted
      } catch let fault as Fault where fault.code == .alteredData {
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
    state.withLock { $0.finding = found }
    if found == nil { try await note(store) }
  }

  private func kind(of anchor: Anchor, end: Int64, hash: [UInt8]?) -> RolledBack.Kind? {
    if end < anchor.changeSetCount { return .behind(missing: anchor.changeSetCount - end) }
    if anchor.changeSetCount > 0, hash != anchor.head { return .diverged }
    return anchor.keyEpoch > keyEpoch ? .olderKeys : nil
  }

  /// Notes how far the books have come, unless that was done a moment ago and they stay open.
  func noteSoon(_ store: any Store, isLast: Bool = false) async {
    let now = environment.now()
    let isDue = state.withLock { state in
      let isQuiet = state.noted.map { now.milliseconds - $0.milliseconds >= Self.interval } ?? true
      guard state.finding == nil, isQuiet || isLast else { return false }
      state.noted = now
      return true
    }
    guard isDue else { return }
    do {
      try await note(store)
    } catch {
      // The anchor lags behind until the next time: what was acknowledged is in the books all the same.
    }
  }

  /// Says that the books are where they should be: an older copy was put back on purpose.
  func accept(_ store: any Store) async throws {
    state.withLock { $0.finding = nil }
    try await note(store)
  }

  /// Nothing is noted over a finding.
  func note(_ store: any Store) async throws {
    guard finding == nil, let end = try await store.read({ try $0.logEnd() }) else { return }
    let anchor = Anchor(databaseID: databaseID, keyEpoch: keyEpoch, changeSetCount: end.count, head: end.hash)
    let files = files
    try await BlockingWork.run { for file in files { try file.write(anchor) } }
  }
}
