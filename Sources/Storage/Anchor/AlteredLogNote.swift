import Foundation
import Model

/// Remembers, beside the books, that their write-ahead log had been altered: recovery empties the log, and with it what
/// proved the alteration. In clear: whoever can remove it could have removed the log.
public struct AlteredLogNote: Sendable {
  private let path: String

  /// - Parameter folder: of the company, absolute.
  public init(folder: String) { path = folder + "/altered-log" }

  /// Nil when nothing is noted.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` when the note is not one of ours.
  public func read() throws -> RecoveryFinding? {
    guard let bytes = try DurableFolder.content(path, limit: 64) else { return nil }
    let numbers = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map { UInt32($0) }
    guard numbers.count == 3, let frame = numbers[0], let frames = numbers[1], let commits = numbers[2] else {
      throw Fault(.alteredData, "\(path) is no note of an altered log")
    }
    return RecoveryFinding(
      droppedFrame: frame, isHeaderDamaged: frame == 0, laterFrames: frames, laterCommits: commits)
  }

  public func write(_ finding: RecoveryFinding) throws {
    let frame = finding.isHeaderDamaged ? 0 : finding.droppedFrame
    try DurableFolder.replace(path, with: Array("\(frame) \(finding.laterFrames) \(finding.laterCommits)\n".utf8))
  }

  /// Somebody was told, and goes on with these books.
  public func remove() throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileFault.last("unlink", path) }
  }
}
