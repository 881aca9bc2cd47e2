import Foundation
import Model

/// The few moves on files that must survive a power cut: each is done when the call returns.
public enum DurableFolder {
  /// Writes a temporary file beside, then gives it its name: readers see the old content or the new one.
  public static func replace(_ path: String, with bytes: [UInt8]) throws {
    let temporary = path + ".tmp"
    let file = try OpenFile.create(temporary)
    try bytes.withUnsafeBytes(file.write)
    try file.synchronize()
    try rename(temporary, to: path)
  }

  public static func rename(_ path: String, to target: String) throws {
    guard Foundation.rename(path, target) == 0 else { throw FileFault.last("rename", path) }
    try synchronize(folderOf: target)
  }

  static func synchronize(folderOf path: String) throws {
    try synchronize(folder: (path as NSString).deletingLastPathComponent)
  }

  static func synchronize(folder: String) throws { try OpenFile.reading(folder).synchronize() }

  /// Creates a folder only its owner may enter. One that exists is left alone.
  public static func create(_ folder: String) throws {
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw FileFault.last("mkdir", folder) }
    try synchronize(folderOf: folder)
  }

  /// Creates a folder and those above it that are missing, each on the disk when the call returns.
  ///
  /// - Parameter mode: of those that are made.
  public static func createWhole(_ folder: String, mode: mode_t = 0o700) throws {
    var missing: [String] = []
    var next = folder
    while next != "/", access(next, F_OK) != 0 {
      missing.append(next)
      next = (next as NSString).deletingLastPathComponent
    }
    for folder in missing.reversed() {
      guard mkdir(folder, mode) == 0 || errno == EEXIST else { throw FileFault.last("mkdir", folder) }
      try synchronize(folderOf: folder)
    }
    var facts = stat()
    guard stat(folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
      throw Fault(.inputOutput, "\(folder) is no folder")
    }
  }

  /// The folder's own name, and those of what is in it, are on the disk when the call returns.
  public static func confirm(_ folder: String) throws {
    try synchronize(folder: folder)
    try synchronize(folderOf: folder)
  }

  /// Which disk a folder is on.
  static func device(of folder: String) throws -> dev_t {
    var facts = stat()
    guard stat(folder, &facts) == 0 else { throw FileFault.last("stat", folder) }
    return facts.st_dev
  }

  /// All bytes of a small file, or nil when there is none.
  static func content(_ path: String, limit: Int) throws -> [UInt8]? {
    guard access(path, F_OK) == 0 else { return nil }
    let bytes = try OpenFile.reading(path).read(limit + 1)
    guard bytes.count <= limit else { throw Fault(.alteredData, "\(path) is longer than \(limit) bytes") }
    return bytes
  }
}
