import Model

/// Why the books stay closed.
public enum KeyRefusal: String, Refusal {
  case wrongPassword = "keys.wrong_password"
  case wrongRecoveryCode = "keys.wrong_recovery_code"
  /// The check characters of the recovery code do not fit: it was mistyped.
  case mistypedRecoveryCode = "keys.mistyped_recovery_code"
  case unknownUser = "keys.unknown_user"
  case noRecoveryKit = "keys.no_recovery_kit"
  case userExists = "keys.user_exists"
  case slotFileMissing = "keys.slot_file_missing"
  case slotFileAltered = "keys.slot_file_altered"
  /// A key file is created, never written over.
  case keyFileExists = "keys.key_file_exists"
  case keyFileMissing = "keys.key_file_missing"
  /// Others than the account of the service may read it, or it is no plain file.
  case keyFileUnsafe = "keys.key_file_unsafe"
  case keyFileDamaged = "keys.key_file_damaged"
  /// The file opens nothing here, or no longer.
  case wrongKeyFile = "keys.wrong_key_file"
  /// The books would be left without any way in that a person has.
  case lastUser = "keys.last_user"
  /// Written by a newer version of the program.
  case slotFileTooNew = "keys.slot_file_too_new"

  public var code: String { rawValue }
}
