import Foundation
import Model

/// The disk has not the room that a work needs from its start; nothing was written.
public struct NotEnoughSpace: Refusal, Equatable {
  /// Bytes.
  public let needed: UInt64
  public let available: UInt64
  public let code = "files.not_enough_space"

  static func check(_ folder: String, needed: UInt64) throws {
    var facts = statvfs()
    guard statvfs(folder, &facts) == 0 else { throw FileFault.last("statvfs", folder) }
    let available = UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
    guard available >= needed else { throw NotEnoughSpace(needed: needed, available: available) }
  }
}
