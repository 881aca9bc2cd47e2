import ArgumentParser
import Model

/// Which presentation a statement takes, as the command line writes it.
extension LiasseSystem: ExpressibleByArgument {}

/// The two statements that the command line knows.
enum StatementKind: String, Codable, Sendable {
  case balanceSheet
  case incomeStatement
}

extension ReportGroup {
  struct BalanceSheetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "balance-sheet", abstract: "Le bilan, case par case (2050 et 2051, ou 2033-A).")

    @OptionGroup var statement: StatementOptions
    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(statement.task(.balanceSheet), knownAt: history.knownAt) }
  }

  struct IncomeStatementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "income-statement", abstract: "Le compte de résultat, case par case (2052 et 2053, ou 2033-B).")

    @OptionGroup var statement: StatementOptions
    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(statement.task(.incomeStatement), knownAt: history.knownAt) }
  }
}

/// Any report as it was known at a moment.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Tel que connu à ce moment : ce qui fut enregistré plus tard n’est pas compté ; AAAA-MM-JJ ou AAAA-MM-JJTHH:MM.",
      valueName: "moment"))
  var knownAt: String?
}

struct StatementOptions: ParsableArguments {
  @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
  @Option(help: "Arrête l’état à ce jour compris, AAAA-MM-JJ.") var at: String?
  @Option(help: "base (2050 à 2053) ou simplified (2033-A et 2033-B).") var system: LiasseSystem = .base

  func task(_ kind: StatementKind) -> CommandRequest.Task {
    .statement(kind, year: year, at: at, system: system.rawValue)
  }
}
