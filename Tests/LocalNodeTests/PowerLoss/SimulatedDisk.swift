import Foundation

/// A disk as a power cut may leave it: what was synchronised is there; what was not may be there or not, whole or in
/// part, in any order.
struct SimulatedDisk {
  /// What stands in a folder, by path: the bytes of a file, or nil for a folder.
  typealias Image = [String: [UInt8]?]

  private enum Node {
    case file(Int)
    case folder
  }

  private enum Change {
    case write(file: Int, offset: Int, bytes: ArraySlice<UInt8>)
    case resize(file: Int, size: Int)
    case add(path: String, Node)
    case rename(from: String, to: String)
    case remove(path: String)
  }

  /// On the disk, by numbers of ours: the system gives a removed file's number to another.
  private var files: [Int: [UInt8]] = [:]
  private var names: [String: Node] = [:]
  /// Not yet on the disk, in order.
  private var waiting: [Change] = []
  private var numbers: [UInt64: Int] = [:]
  private let isLying: Bool

  /// Everything that stands in a folder counts as synchronised.
  ///
  /// - Parameter isLying: it says that it synchronised, and did not: what a test must find.
  init(folder: String, isLying: Bool = false) throws {
    self.isLying = isLying
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    for name in FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? [] {
      let path = root + "/" + name
      var facts = stat()
      guard lstat(path, &facts) == 0 else { throw CocoaError(.fileReadUnknown) }
      if facts.st_mode & S_IFMT == S_IFDIR {
        names[path] = .folder
      } else if facts.st_mode & S_IFMT == S_IFREG {
        names[path] = .file(number(of: UInt64(facts.st_ino), isNew: true))
        files[number(of: UInt64(facts.st_ino))] = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      }
    }
  }

  private mutating func number(of inode: UInt64, isNew: Bool = false) -> Int {
    if !isNew, let known = numbers[inode] { return known }
    let number = files.count
    files[number] = []
    numbers[inode] = number
    return number
  }

  mutating func apply(_ operation: DiskOperation) {
    switch operation {
    case .created(let inode, let path):
      waiting.append(.add(path: path, .file(number(of: inode, isNew: true))))
    case .linked(let inode, let path): waiting.append(.add(path: path, .file(number(of: inode))))
    case .written(let inode, let offset, let bytes):
      waiting.append(.write(file: number(of: inode), offset: offset, bytes: bytes))
    case .resized(let inode, let size): waiting.append(.resize(file: number(of: inode), size: size))
    case .fileSynchronized(let inode):
      let number = number(of: inode)
      settle { if case .write(number, _, _) = $0 { true } else if case .resize(number, _) = $0 { true } else { false } }
    case .folderSynchronized(let folder): settle { Self.folder(of: $0) == folder }
    case .folderMade(let path): waiting.append(.add(path: path, .folder))
    case .renamed(let from, let to): waiting.append(.rename(from: from, to: to))
    case .removed(let path): waiting.append(.remove(path: path))
    case .acknowledged: break
    }
  }

  private mutating func settle(_ isOnDisk: (Change) -> Bool) {
    guard !isLying else { return }
    var left: [Change] = []
    for change in waiting {
      if isOnDisk(change) { Self.apply(change, &files, &names) } else { left.append(change) }
    }
    waiting = left
  }

  /// The folder whose names a change is about; nil for what a file holds.
  private static func folder(of change: Change) -> String? {
    switch change {
    case .write, .resize: nil
    case .add(let path, _), .remove(let path), .rename(_, let path): (path as NSString).deletingLastPathComponent
    }
  }

  private static func apply(_ change: Change, _ files: inout [Int: [UInt8]], _ names: inout [String: Node]) {
    switch change {
    case .write(let file, let offset, let bytes):
      let missing = offset + bytes.count - (files[file]?.count ?? 0)
      if missing > 0 { files[file, default: []] += Array(repeating: 0, count: missing) }
      files[file]?.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    case .resize(let file, let size):
      let count = files[file]?.count ?? 0
      if size < count { files[file]?.removeLast(count - size) }
      if size > count { files[file, default: []] += Array(repeating: 0, count: size - count) }
    case .add(let path, let node): names[path] = node
    case .remove(let path): names[path] = nil
    case .rename(let from, let to):
      // A folder takes what it holds along.
      for (path, node) in names where path == from || path.hasPrefix(from + "/") {
        names[path] = nil
        names[to + path.dropFirst(from.count)] = node
      }
    }
  }

  // MARK: Images

  /// How many parts of what waits may come to the disk or not, each for itself, in sectors of that size.
  func partCount(sector: Int) -> Int {
    waiting.reduce(0) { sum, change in
      if case .write(_, let offset, let bytes) = change {
        return sum + (offset + bytes.count + sector - 1) / sector - offset / sector
      }
      return sum + 1
    }
  }

  /// The disk after a cut.
  ///
  /// - Parameter isKept: asked for each part of what waits, in order.
  func image(sector: Int, isKept: (_ part: Int) -> Bool) -> Image {
    var (files, names) = (files, names)
    var part = 0
    func kept() -> Bool {
      defer { part += 1 }
      return isKept(part)
    }
    for change in waiting {
      guard case .write(let file, let offset, let bytes) = change else {
        if kept() { Self.apply(change, &files, &names) }
        continue
      }
      var start = offset
      while start < offset + bytes.count {
        let end = min((start / sector + 1) * sector, offset + bytes.count)
        if kept() {
          let piece = bytes[bytes.startIndex + start - offset..<bytes.startIndex + end - offset]
          Self.apply(.write(file: file, offset: start, bytes: piece), &files, &names)
        }
        start = end
      }
    }
    return names.mapValues { node in
      if case .file(let number) = node { return files[number] ?? [] }
      return nil
    }
  }
}

extension SimulatedDisk.Image {
  /// Puts it where `folder` is in the place of `root`. A name whose folder is not there is lost.
  func write(to folder: String, inPlaceOf root: String) throws {
    let files = FileManager.default
    if files.fileExists(atPath: folder) { try files.removeItem(atPath: folder) }
    try files.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for (path, content) in sorted(by: { $0.key < $1.key }) where path.hasPrefix(root + "/") {
      let place = folder + path.dropFirst(root.count)
      guard files.fileExists(atPath: (place as NSString).deletingLastPathComponent) else { continue }
      if let content {
        try Data(content).write(to: URL(fileURLWithPath: place))
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place)
      } else {
        try files.createDirectory(
          atPath: place, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      }
    }
  }

  /// The same for the same content.
  var fingerprint: Int {
    var hasher = Hasher()
    for (path, content) in sorted(by: { $0.key < $1.key }) {
      hasher.combine(path)
      hasher.combine(content)
    }
    return hasher.finalize()
  }
}
