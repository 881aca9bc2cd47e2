import Foundation
import Model
import Storage

extension Books {
  /// Whether somebody proved to hold the printed recovery code. The answer lies beside the books, not in them: lost
  /// with a folder that was moved, it only makes the program give a new code.
  public var isRecoveryKitConfirmed: Bool {
    get throws { FileManager.default.fileExists(atPath: try confirmationPath) }
  }

  /// Called once the code was asked back.
  public func confirmRecoveryKit() throws {
    try authorise(.manageKeys)
    try DurableFolder.replace(confirmationPath, with: [])
  }

  /// A new recovery code in the place of the one before, which opens nothing any more. Shown once, kept nowhere.
  public func renewRecoveryKit() async throws -> String {
    try authorise(.manageKeys)
    let vault = try vault
    let confirmation = try confirmationPath
    return try await BlockingWork.run {
      var slots = try KeySlotFile.load(from: vault.folder.path).slots
      let code = try slots.renewRecoveryKit(rootKey: vault.rootKey)
      try KeySlotFile.save(slots, to: vault.folder.path)
      // The new code is not confirmed, even where the old one was.
      guard unlink(confirmation) == 0 || errno == ENOENT else {
        throw Fault(.inputOutput, "the confirmation of the recovery kit cannot be removed")
      }
      return code.printed
    }
  }

  /// The folder of the company, with its keys.
  var vault: CompanyVault {
    get throws {
      guard let vault = try open.current().storage as? CompanyVault else {
        throw Fault(.configuration, "only a company in a folder of its own has keys of its own")
      }
      return vault
    }
  }

  private var confirmationPath: String {
    get throws { try vault.folder.path + "/" + Self.kitConfirmationName }
  }

  /// In the folder of the company.
  static let kitConfirmationName = "recovery-kit.confirmed"
}
