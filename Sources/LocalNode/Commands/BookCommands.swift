import ArgumentParser
import Foundation

struct CompanyGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "company", abstract: "Les sociétés de ce nœud.", subcommands: [Create.self, AcceptRestored.self])

  struct AcceptRestored: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept-restored", abstract: "Dit qu’une copie plus ancienne a été remise exprès.")

    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.acceptRestored) }
  }

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Crée une société et son premier exercice.")

    @Option(help: "SIREN, neuf chiffres.") var siren: String
    @Option(help: "Raison sociale.") var name: String
    @Option(help: "Premier jour de l’exercice, AAAA-MM-JJ.") var yearStart: String
    @Option(help: "Dernier jour de l’exercice, AAAA-MM-JJ.") var yearEnd: String
    @Option(help: "Nom du gérant.") var person: String = ""
    @OptionGroup var common: CommonOptions

    func run() async throws {
      var common = common
      common.company = siren
      try await common.run(.createCompany(name: name, yearStart: yearStart, yearEnd: yearEnd, person: person))
    }
  }
}

struct FECGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fec", abstract: "Le fichier des écritures comptables.",
    subcommands: [Import.self, Withdraw.self, Export.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Contrôle puis importe des FEC ; les anomalies vont sur la sortie d’erreur.")

    @Argument(help: "Un ou plusieurs fichiers.") var files: [String]
    @Flag(help: "Contrôle seulement : rien n’est écrit.") var preview = false
    @Flag(help: "Consent, pour ces exercices, à des écritures déséquilibrées à la source.") var acceptUnbalanced = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
      // A node that serves the folder has another working directory.
      let paths = files.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
      try await common.run(.importFEC(paths: paths, previewOnly: preview, acceptsUnbalanced: acceptUnbalanced))
    }
  }

  struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Retire l’import d’un exercice.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @Option(help: "Motif, gardé dans le journal d’audit.") var reason: String
    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.withdrawImport(year: year, reason: reason)) }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Écrit le FEC d’un exercice.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @Option(help: "Dossier où écrire le fichier.") var out: String
    @Flag(help: "Remplace un fichier du même nom dont le contenu diffère.") var force = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
      let folder = URL(fileURLWithPath: out).standardizedFileURL.path
      try await common.run(.exportFEC(year: year, folder: folder, replacing: force))
    }
  }
}

struct ReportGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Les états.",
    subcommands: [
      BalanceCommand.self, BalanceSheetCommand.self, IncomeStatementCommand.self, LedgerCommand.self,
      JournalCommand.self,
    ])

  struct BalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "balance", abstract: "La balance générale ou auxiliaire ; solde = débit − crédit.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @Option(help: "Arrête la balance à ce jour compris, AAAA-MM-JJ.") var at: String?
    @Flag(help: "Balance auxiliaire : une ligne par compte et par tiers.") var auxiliary = false
    @Flag(help: "Ajoute le solde de l’exercice précédent, au jour correspondant.") var previous = false
    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.run(
        .balance(year: year, at: at, isAuxiliary: auxiliary, hasPrevious: previous), knownAt: history.knownAt)
    }
  }

  /// See ``LedgerReport`` for the keys of its JSON.
  struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ledger", abstract: "Le grand livre : chaque ligne de chaque compte, avec son solde progressif.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @Option(help: "Arrête le grand livre à ce jour compris, AAAA-MM-JJ.") var at: String?
    @Option(help: "Un seul compte.") var account: String?
    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.run(.ledger(year: year, at: at, account: account), knownAt: history.knownAt)
    }
  }

  /// See ``LedgerReport`` for the keys of its JSON.
  struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "journal", abstract: "Les journaux : chaque ligne de chaque écriture.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @Option(help: "Arrête les journaux à ce jour compris, AAAA-MM-JJ.") var at: String?
    @Option(help: "Un seul journal, par son code.") var journal: String?
    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await common.run(.journal(year: year, at: at, code: journal), knownAt: history.knownAt)
    }
  }
}

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Relit tout le journal signé : signatures, suite, équilibre, tables ; ou contrôle une preuve.")

  @Option(help: "Contrôle cette preuve d’intangibilité, sans livres ni clé.") var proof: String?
  @OptionGroup var common: CommonOptions

  func run() async throws {
    guard let proof else { return try await common.run(.verify) }
    try common.check(proof: URL(fileURLWithPath: proof).standardizedFileURL.path)
  }
}

struct Rebuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Reconstruit les tables depuis le journal signé.")

  @OptionGroup var common: CommonOptions

  func run() async throws { try await common.run(.rebuild) }
}
