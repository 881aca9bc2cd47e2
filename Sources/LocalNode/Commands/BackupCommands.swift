import ArgumentParser
import Foundation

struct BackupGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Les sauvegardes scellées d’une société.",
    subcommands: [Create.self, Verify.self, Restore.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sauvegarde une société, même pendant qu’on y travaille, puis relit ce qui a été écrit.")

    @Option(help: "Dossier où écrire le fichier, de préférence sur un autre disque.") var out: String?
    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.createBackup(folder: out.map(absolute))) }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Relit toute une sauvegarde sans rien restaurer : octets, pages, journal signé, tables, originaux.")

    @Argument(help: "Le fichier de la sauvegarde.") var file: String
    @Flag(help: "Sans aucune clé : la forme et les empreintes seulement.") var noKey = false
    @OptionGroup var recovery: RecoveryOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.run(
        .verifyBackup(path: absolute(file), hasKey: !noKey), recoveryFile: recovery.recoveryFile, needsNoKey: noKey)
    }
  }

  struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Refait une société depuis une sauvegarde, sur cette machine ; ne remplace rien.")

    @Argument(help: "Le fichier de la sauvegarde.") var file: String
    @Option(
      name: .long,
      help: ArgumentHelp("Fichier dont la première ligne est le nouveau mot de passe du gérant.", valueName: "fichier"))
    var newPasswordFile: String?
    @OptionGroup var recovery: RecoveryOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.run(
        .restoreBackup(path: absolute(file)), recoveryFile: recovery.recoveryFile, newPasswordFile: newPasswordFile)
    }
  }
}

/// Opens with the printed code, alone.
struct RecoveryOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Fichier dont la première ligne est le code de secours imprimé.", valueName: "fichier"))
  var recoveryFile: String?
}

/// A node that serves the folder has another working directory.
private func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
