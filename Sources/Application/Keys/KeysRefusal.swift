import Model
import Storage

/// Why a key was not taken, made or changed.
public enum KeysRefusal: Refusal, Equatable {
  case keyFileExists(path: String)
  case keyFileMissing(path: String)
  /// Others than the account that reads it may read it too, or it is no plain file.
  case keyFileUnsafe(path: String)
  case keyFileDamaged(path: String)
  /// The same as unsafe, of a key that systemd was to give to the service alone.
  case serviceKeyUnsafe(path: String)
  /// It opens nothing in this company, or no longer.
  case wrongKeyFile(path: String)
  case noKeyFile
  /// Bytes. The books are written anew beside the old ones: both need room.
  case notEnoughSpace(needed: UInt64, available: UInt64)

  public var code: String {
    switch self {
    case .keyFileExists: "keys.key_file_exists"
    case .keyFileMissing: "keys.key_file_missing"
    case .keyFileUnsafe: "keys.key_file_unsafe"
    case .keyFileDamaged: "keys.key_file_damaged"
    case .serviceKeyUnsafe: "keys.service_key_unsafe"
    case .wrongKeyFile: "keys.wrong_key_file"
    case .noKeyFile: "keys.no_key_file"
    case .notEnoughSpace: "keys.not_enough_space"
    }
  }

  /// What a key file at `path` was refused for; nil for what is not about it.
  init?(_ refusal: KeyRefusal, path: String) {
    switch refusal {
    case .keyFileExists: self = .keyFileExists(path: path)
    case .keyFileMissing: self = .keyFileMissing(path: path)
    case .keyFileUnsafe: self = .keyFileUnsafe(path: path)
    case .keyFileDamaged: self = .keyFileDamaged(path: path)
    case .wrongKeyFile: self = .wrongKeyFile(path: path)
    default: return nil
    }
  }
}
