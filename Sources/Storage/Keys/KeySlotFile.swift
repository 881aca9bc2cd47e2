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
    let before = access(current, F_OK) == 0 ? try? read(current) : nil
    if before != nil {
      let second = previous + ".tmp"
      unlink(second)
      guard link(current, second) == 0 else { throw FileFault.last("link", second) }
      // A saving that failed has left two names of one file: renaming one to the other would leave both.
      defer { unlink(second) }
      try DurableFolder.rename(second, to: previous)
    }
    do {
      try DurableFolder.replace(current, with: KeySlotCodec.encode(slots))
    } catch {
      if let before { putBack(before, current) }
      throw error
    }
  }

  /// New slots may have their name although the disk did not confirm it. Their owner is told that nothing was done: a
  /// password or a code that he never saw must not stand in the place of his.
  private static func putBack(_ before: KeySlots, _ current: String) {
    do {
      if try read(current) != before { try DurableFolder.replace(current, with: KeySlotCodec.encode(before)) }
    } catch {
      // The disk refuses this too: whoever asked finds out by reading what is there.
    }
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
