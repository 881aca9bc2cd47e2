import ArgumentParser
import Foundation

struct KeyGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Les clés qui ouvrent les livres.",
    subcommands: [List.self, Add.self, Remove.self, Rotate.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Montre ce qui ouvre les livres, sans aucun secret.")

    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.listKeys) }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Crée un fichier de clé, pour un démarrage sans personne au clavier.")

    @Argument(help: "Fichier à créer, que seul ce compte pourra lire.") var file: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.run(.addKeyFile(path: URL(fileURLWithPath: file).standardizedFileURL.path))
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Retire le fichier de clé et change la clé des livres.")

    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.removeKeyFile) }
  }

  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change la clé des livres : tout est réécrit sous la nouvelle.")

    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.rotateKeys) }
  }
}
