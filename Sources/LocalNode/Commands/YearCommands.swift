import ArgumentParser
import Foundation

struct YearGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "year", abstract: "La fin d’un exercice.",
    subcommands: [Check.self, Close.self, Reopen.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Montre ce qui est contrôlé avant la clôture ; rien n’est écrit.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.checkYear(year: year)) }
  }

  struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Clôture un exercice : à-nouveaux, documents scellés, plus rien n’y entre.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @Flag(help: "Accepte tels quels les points à regarder ; leur liste est signée avec la clôture.") var accept = false
    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.closeYear(year: year, accepts: accept)) }
  }

  struct Reopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Rouvre le dernier exercice clôturé.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @Option(help: "Motif, gardé au journal signé.") var reason: String
    @Option(help: "Code à six chiffres, quand un second facteur garde vos accès.") var code: String?
    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.reopenYear(year: year, reason: reason, code: code)) }
  }
}
