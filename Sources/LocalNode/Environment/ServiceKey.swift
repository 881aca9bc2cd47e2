import Foundation

/// The key file that systemd gives to a service, for a start with nobody at the keyboard: `LoadCredential=` or
/// `LoadCredentialEncrypted=` in its unit, under the name `fmpro.key`.
enum ServiceKey {
  static let name = "fmpro.key"

  /// Absolute path; nil where systemd gave none.
  static var path: String? {
    guard let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"], folder.hasPrefix("/") else {
      return nil
    }
    let path = folder + "/" + name
    return access(path, F_OK) == 0 ? path : nil
  }
}
