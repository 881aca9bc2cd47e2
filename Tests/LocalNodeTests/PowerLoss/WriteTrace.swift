import Foundation

/// What a program did to the files of a folder, in order, as `Tests/Support/WriteRecorder` noted it.
enum DiskOperation {
  /// A name that did not exist leads to a new file.
  case created(inode: UInt64, path: String)
  /// A file has one more name.
  case linked(inode: UInt64, path: String)
  case written(inode: UInt64, offset: Int, bytes: ArraySlice<UInt8>)
  case resized(inode: UInt64, size: Int)
  case fileSynchronized(inode: UInt64)
  case folderSynchronized(path: String)
  case folderMade(path: String)
  case renamed(from: String, to: String)
  case removed(path: String)
  /// The program of a step ended, and had said that all went well. Noted by the test itself.
  case acknowledged(step: Int)
}

/// A recording of some programs, one after the other.
struct WriteTrace {
  struct Damaged: Error {}

  let path: String

  /// The recorder, loaded before the program, and what it needs to know.
  ///
  /// - Parameter failure: see `Tests/Support/WriteRecorder/include/recorder.h`; nothing fails without it.
  static func environment(
    root: String, trace: String? = nil, failure: String? = nil, count: String? = nil
  )
    -> [String: String]
  {
    var variables = ["LD_PRELOAD": library, "WRITE_ROOT": root]
    variables["WRITE_TRACE"] = trace
    variables["WRITE_FAIL"] = failure
    variables["WRITE_COUNT"] = count
    return variables
  }

  private static let library = (NodeFolder.program as NSString).deletingLastPathComponent + "/libWriteRecorder.so"

  func acknowledge(_ step: Int) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data([UInt8(ascii: "A")] + withUnsafeBytes(of: UInt64(step).littleEndian) { Array($0) }))
    try file.close()
  }

  func operations() throws -> [DiskOperation] {
    var reader = Reader(bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
    var operations: [DiskOperation] = []
    while let operation = try reader.next() { operations.append(operation) }
    return operations
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    mutating func next() throws -> DiskOperation? {
      guard place < bytes.count else { return nil }
      place += 1
      switch bytes[place - 1] {
      case UInt8(ascii: "C"): return .created(inode: try number(), path: try path())
      case UInt8(ascii: "L"): return .linked(inode: try number(), path: try path())
      case UInt8(ascii: "W"):
        return .written(inode: try number(), offset: try size(), bytes: try slice())
      case UInt8(ascii: "T"): return .resized(inode: try number(), size: try size())
      case UInt8(ascii: "S"): return .fileSynchronized(inode: try number())
      case UInt8(ascii: "D"): return .folderSynchronized(path: try path())
      case UInt8(ascii: "M"): return .folderMade(path: try path())
      case UInt8(ascii: "R"): return .renamed(from: try path(), to: try path())
      case UInt8(ascii: "U"): return .removed(path: try path())
      case UInt8(ascii: "A"): return .acknowledged(step: try size())
      default: throw Damaged()
      }
    }

    private mutating func number() throws -> UInt64 {
      guard place + 8 <= bytes.count else { throw Damaged() }
      defer { place += 8 }
      return bytes[place..<place + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func size() throws -> Int { Int(try number()) }

    private mutating func slice() throws -> ArraySlice<UInt8> {
      let count = try size()
      guard place + count <= bytes.count else { throw Damaged() }
      defer { place += count }
      return bytes[place..<place + count]
    }

    private mutating func path() throws -> String { String(decoding: try slice(), as: UTF8.self) }
  }
}
