import Model

/// Why a backup was not made, read or restored.
public enum BackupRefusal: Refusal, Equatable {
  /// What is wrong with the file itself.
  case defect(BackupDefect, path: String)
  /// Bytes. Nothing was written.
  case notEnoughSpace(needed: UInt64, available: UInt64, folder: String)
  /// The folder of the backups is not there, or nothing can be written in it.
  case folderUnwritable(path: String)
  /// It is of another company than the one that was named.
  case otherCompany(wanted: SIREN, found: SIREN)
  case wrongPassword
  case wrongRecoveryCode
  /// The ways to the key inside are damaged, though the file is whole.
  case keysAltered
  /// The key of the books was changed since: only a password or the recovery kit of that time opens it.
  case otherKey
  /// A company of that number is there already. The path is that of its folder.
  case companyExists(SIREN, path: String)
  /// Another backup is being made.
  case underWay
  /// The books are being closed.
  case stopped
  /// No backup of that name is in the folder.
  case unknown

  public var code: String {
    switch self {
    case .defect(let defect, _): defect.code
    case .notEnoughSpace: "backup.not_enough_space"
    case .folderUnwritable: "backup.folder_unwritable"
    case .otherCompany: "backup.other_company"
    case .wrongPassword: "backup.wrong_password"
    case .wrongRecoveryCode: "backup.wrong_recovery_code"
    case .keysAltered: "backup.keys_altered"
    case .otherKey: "backup.other_key"
    case .companyExists: "backup.company_exists"
    case .underWay: "backup.under_way"
    case .stopped: "backup.stopped"
    case .unknown: "backup.unknown"
    }
  }
}
