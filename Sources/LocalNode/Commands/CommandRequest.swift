import Application
import Model

/// One command as it was typed, ready to run here or in the node that already serves the folder.
struct CommandRequest: Codable, Sendable {
  var task: Task
  /// Digits of the SIREN; nil when the folder holds one company only.
  var company: String?
  var password: String
  /// Absolute path of a key file that opens in the place of the password.
  var keyFile: String?
  /// It is the one that systemd gave to the service.
  var isServiceKey = false
  /// The printed code, which opens a backup in the place of both.
  var recoveryCode: String?
  /// What the gérant of restored books opens them with from then on; nil leaves the one of the backup.
  var newPassword: String?
  /// The moment that reports are read as known at, as it was typed; nil for the present.
  var knownAt: String?
  var format: OutputFormat
  /// The words of the options that a date or a year could not be read from are checked before: these are texts
  /// because a request crosses a socket.
  enum Task: Codable, Sendable {
    case createCompany(name: String, yearStart: String, yearEnd: String, person: String)
    case importFEC(paths: [String], previewOnly: Bool, acceptsUnbalanced: Bool)
    case withdrawImport(year: String, reason: String)
    case exportFEC(year: String, folder: String, replacing: Bool)
    case balance(year: String, at: String?, isAuxiliary: Bool, hasPrevious: Bool)
    case statement(StatementKind, year: String, at: String?, system: String)
    case ledger(year: String, at: String?, account: String?)
    case journal(year: String, at: String?, code: String?)
    case assets(year: String)
    case depreciation(year: String)
    case verify
    case rebuild
    case acceptRestored
    case listKeys
    case addKeyFile(path: String)
    case removeKeyFile
    case rotateKeys
    case createBackup(folder: String?)
    case verifyBackup(path: String, hasKey: Bool)
    case restoreBackup(path: String)
    case listDocuments(missing: Bool, year: String?)
    case attachDocument(path: String, year: String, journal: String, number: String, knowingly: Bool)
    case exportDocuments(year: String, folder: String)
    case checkYear(year: String)
    case writeProof(year: String, path: String)
    case closeYear(year: String, accepts: Bool)
    case reopenYear(year: String, reason: String, code: String?)
  }
}

extension CommandRequest {
  var credential: Credential {
    guard let keyFile else { return .password(password) }
    return isServiceKey ? .serviceKey(path: keyFile) : .keyFile(path: keyFile)
  }
}

enum OutputFormat: String, Codable, Sendable, CaseIterable {
  case table
  case json
  case csv
}

/// What a command ends with; the numbers are part of the command line's contract.
enum ExitStatus: Int32, Codable, Sendable {
  case done = 0
  case refused = 1
  case usage = 2
  case fault = 3
}
