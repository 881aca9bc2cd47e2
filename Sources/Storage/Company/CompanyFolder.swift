import Foundation
import Model

/// Where things lie in the folder of one company:
///
///     CURRENT                 name of the generation in use
///     g000001/books.db        the sealed books of that generation, with their log
///     keys.slots              ways to the root key, and keys.slots.previous
///     originals/…             sealed originals of imports, what their control said, and documents; originals-000004
///                             once the key was changed with generation 4
///     anchor                  how far the signed log had come, sealed
///     altered-log             that the write-ahead log had been altered, until somebody says that he knows
///     lock                    held by the one process that has the folder open
public struct CompanyFolder: Hashable, Sendable {
  /// Absolute.
  public let path: String

  public init(path: String) throws {
    guard path.hasPrefix("/") else { throw Fault(.configuration, "a company's folder is named absolutely: \(path)") }
    self.path = path
  }

  /// Whether a company was created here to the end.
  public var isComplete: Bool { access(path + "/CURRENT", F_OK) == 0 }

  var lock: String { path + "/lock" }
  /// Of the root key that came with this epoch of pages.
  func originals(of keyEpoch: UInt32) -> String {
    path + "/originals" + (keyEpoch == Generation.first.number ? "" : "-" + Generation(number: keyEpoch).digits)
  }

  /// - Throws: ``Model/Fault`` `.alteredData` when `CURRENT` is missing or names no generation.
  func currentGeneration() throws -> Generation {
    let bytes = try DurableFolder.content(path + "/CURRENT", limit: 64) ?? []
    guard let generation = Generation(name: String(decoding: bytes, as: UTF8.self).split(separator: "\n").first ?? "")
    else { throw Fault(.alteredData, "\(path)/CURRENT names no generation") }
    return generation
  }

  func makeCurrent(_ generation: Generation) throws {
    try DurableFolder.replace(path + "/CURRENT", with: Array((generation.name + "\n").utf8))
  }

  func folder(of generation: Generation) -> String { path + "/" + generation.name }

  /// The ways to the key of a generation that has just taken its place: they move beside `CURRENT` at the next opening.
  func keys(of generation: Generation) -> String { folder(of: generation) + "/" + KeySlotFile.name }

  func books(of generation: Generation) -> String { folder(of: generation) + "/books.db" }

  /// Removes what an interrupted creation left; nothing to do when there is nothing.
  ///
  /// - Throws: ``CompanyInUse`` while another process makes the company there.
  public func removeUnfinished() throws {
    guard access(path, F_OK) == 0 else { return }
    let lock = try CompanyLock(self)
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch { throw Fault(ofFiles: "\(path), left by an interrupted creation, cannot be removed", error) }
    lock.release()
  }

  /// Removes what an interrupted swap left: every generation but the one in use.
  func removeOtherGenerations(than current: Generation?) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      guard let generation = Generation(name: name), generation != current else { continue }
      try FileManager.default.removeItem(atPath: folder(of: generation))
    }
    // Originals sealed for a generation that never took its place. Those of an older key go once the change is over.
    for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasPrefix("originals-") {
      guard let number = UInt32(name.dropFirst("originals-".count)), number > current?.number ?? 0 else { continue }
      try FileManager.default.removeItem(atPath: path + "/" + name)
    }
    try DurableFolder.synchronize(folder: path)
  }
}

extension CompanyFolder {
  /// Removes originals sealed under keys before that of `epoch`: each of them was sealed again under the new one before
  /// that took its place.
  func removeOriginals(olderThan epoch: UInt32) throws {
    let kept = originals(of: epoch)
    guard access(kept, F_OK) == 0 else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasPrefix("originals") {
      let number = name == "originals" ? Generation.first.number : UInt32(name.dropFirst("originals-".count))
      guard let number, number < epoch else { continue }
      try FileManager.default.removeItem(atPath: path + "/" + name)
    }
  }
}

/// One state of the books' file, replaced as a whole when they are built again. Its number is also the epoch of its
/// pages, so that no page of one generation can stand in another.
struct Generation: Hashable, Sendable {
  let number: UInt32

  static let first = Generation(number: 1)

  var next: Generation { Generation(number: number + 1) }

  var name: String { "g" + digits }

  /// At least six.
  var digits: String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  init(number: UInt32) { self.number = number }

  /// Reads `g` and six digits or more, and nothing else.
  init?(name: some StringProtocol) {
    guard name.first == "g", name.utf8.count >= 7, name.utf8.count <= 10,
      name.utf8.dropFirst().allSatisfy({ (48...57).contains($0) }), let number = UInt32(name.dropFirst()),
      number > 0
    else { return nil }
    self.number = number
  }
}
