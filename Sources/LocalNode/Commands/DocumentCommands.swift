import ArgumentParser
import Foundation

struct DocumentGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents", abstract: "Les pièces des écritures.",
    subcommands: [List.self, Attach.self, Export.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Toutes les pièces jointes : écriture, nom, sorte, taille, empreinte.")

    @Flag(help: "Plutôt les écritures d’un exercice qui attendent leur pièce.") var missing = false
    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture ; par défaut le dernier.") var year: String?
    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.listDocuments(missing: missing, year: year)) }
  }

  struct Attach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Joint une pièce à une écriture validée.")

    @Argument(help: "Le fichier : PDF, JPEG, PNG, WebP, TIFF ou facture XML.") var file: String
    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @Option(help: "Journal, par son code.") var journal: String
    @Option(help: "Numéro de l’écriture.") var number: String
    @Flag(help: "Même si cette pièce est déjà jointe ailleurs.") var again = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
      let path = URL(fileURLWithPath: file).standardizedFileURL.path
      try await common.run(
        .attachDocument(path: path, year: year, journal: journal, number: number, knowingly: again))
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Écrit les pièces d’un exercice, en clair, sous le numéro de leur écriture.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @Option(help: "Dossier où écrire les fichiers.") var out: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
      let folder = URL(fileURLWithPath: out).standardizedFileURL.path
      try await common.run(.exportDocuments(year: year, folder: folder))
    }
  }
}
