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
  /// Written by a newer version of the program.
  case slotFileTooNew = "keys.slot_file_too_new"

  public var code: String { rawValue }
}
