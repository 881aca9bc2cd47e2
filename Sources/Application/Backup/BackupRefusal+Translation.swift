import Foundation
import Model
import Storage

extension BackupRefusal {
  /// What a person can act upon, of what the layers below threw; other errors pass unchanged.
  static func translated(_ error: any Error, path: String) -> any Error {
    switch error {
    case let defect as BackupDefect: BackupRefusal.defect(defect, path: path)
    case let refusal as NotEnoughSpace:
      BackupRefusal.notEnoughSpace(needed: refusal.needed, available: refusal.available, folder: path.parentFolder)
    case KeyRefusal.slotFileAltered, KeyRefusal.slotFileMissing: BackupRefusal.keysAltered
    default: error
    }
  }

  static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch { throw translated(error, path: path) }
  }
}

extension String {
  var parentFolder: String { (self as NSString).deletingLastPathComponent }
}
