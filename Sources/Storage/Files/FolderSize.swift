import Foundation
import Model

enum FolderSize {
  /// Bytes of all files below.
  static func of(_ folder: String) throws -> UInt64 {
    guard let files = FileManager.default.enumerator(atPath: folder) else {
      throw Fault(.inputOutput, "\(folder) cannot be read through")
    }
    var sum: UInt64 = 0
    for case let name as String in files {
      let facts = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
      if facts[.type] as? FileAttributeType == .typeRegular { sum += facts[.size] as? UInt64 ?? 0 }
    }
    return sum
  }
}
