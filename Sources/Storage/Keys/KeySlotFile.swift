import Foundation
import Model

/// Where the slots are kept: `keys.slots`, and the generation before it. After a change of the root key the slots of
/// the new one come with the new books, in their folder, and move here when the company is next opened: `CURRENT`
/// decides for both at once.
public enum KeySlotFile {
  static let name = "keys.slots"
  static let previousName = "keys.slots.previous"

  public struct Loaded: Sendable {
    public var slots: KeySlots
    /// The current file was missing or damaged: the one before it stands in, and a changed password is the old one
    /// again. To be told to the user.
    public let isPrevious: Bool
  }

  /// - Throws: ``KeyRefusal`` `.slotFileMissing` when neither generation is there, `.slotFileAltered` or
  ///   `.slotFileTooNew` when none can be read.
  public static func load(from folder: String) throws -> Loaded {
    if let pending = pending(in: folder) {
      do {
        return Loaded(slots: try read(pending), isPrevious: false)
      } catch KeyRefusal.slotFileMissing {
        // Moved to its place meanwhile.
      }
    }
    do {
      return Loaded(slots: try read(folder + "/" + name), isPrevious: false)
    } catch let refusal as KeyRefusal where refusal != .slotFileTooNew {
      do {
        return Loaded(slots: try read(folder + "/" + previousName), isPrevious: true)
      } catch KeyRefusal.slotFileMissing { throw refusal }
    }
  }

  /// The current file is never absent: the one before it gets a second name, then the new one takes its place.
  public static func save(_ slots: KeySlots, to folder: String) throws {
    try adopt(in: folder)
    let (current, previous) = (folder + "/" + name, folder + "/" + previousName)
    if access(current, F_OK) == 0, (try? read(current)) != nil {
      let second = previous + ".tmp"
      unlink(second)
      guard link(current, second) == 0 else { throw FileFault.last("link", second) }
      try DurableFolder.rename(second, to: previous)
    }
    try DurableFolder.replace(current, with: KeySlotCodec.encode(slots))
  }

  /// Puts the generation that stood in back in the place of the current one. Only for who has just opened with it: no
  /// key vouched for it before. A current file that can be read by now is left alone.
  public static func restore(_ loaded: Loaded, in folder: String) throws {
    let current = folder + "/" + name
    guard loaded.isPrevious, (try? read(current)) == nil else { return }
    try DurableFolder.replace(current, with: KeySlotCodec.encode(loaded.slots))
  }

  /// Moves slots that came with new books to their place, both generations: those before open nothing any more. Killed
  /// on the way, it is done again.
  static func adopt(in folder: String) throws {
    guard let pending = pending(in: folder) else { return }
    let bytes = KeySlotCodec.encode(try read(pending))
    try DurableFolder.replace(folder + "/" + previousName, with: bytes)
    try DurableFolder.replace(folder + "/" + name, with: bytes)
    guard unlink(pending) == 0 || errno == ENOENT else { throw FileFault.last("unlink", pending) }
    try DurableFolder.synchronize(folderOf: pending)
  }

  /// Nil when the generation in use brought none, or when there is no generation yet.
  private static func pending(in folder: String) -> String? {
    guard let folder = try? CompanyFolder(path: folder), let current = try? folder.currentGeneration() else {
      return nil
    }
    let path = folder.keys(of: current)
    return access(path, F_OK) == 0 ? path : nil
  }

  private static func read(_ path: String) throws -> KeySlots {
    guard access(path, F_OK) == 0 else { throw KeyRefusal.slotFileMissing }
    let bytes = try OpenFile.reading(path).read(KeySlotCodec.largestFile + 1)
    return try KeySlotCodec.decode(bytes)
  }
}
