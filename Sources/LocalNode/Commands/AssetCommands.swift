import Application
import ArgumentParser
import Model
import Web

struct AssetGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assets", abstract: "Les immobilisations.", subcommands: [List.self, Plan.self])

  /// See ``AssetReport`` for the keys of its JSON.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Le registre à la fin d’un exercice : valeur d’origine, amortissements, valeur nette.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.assets(year: year)) }
  }

  /// See ``DepreciationText`` for the keys of its JSON.
  struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Les dotations d’un exercice, immobilisation par immobilisation, et ce qui en est passé.")

    @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
    @OptionGroup var common: CommonOptions

    func run() async throws { try await common.run(.depreciation(year: year)) }
  }
}

extension CommandRunner {
  func assets(year: String, books: Books, format: OutputFormat) async throws -> ExitStatus {
    let register = try await books.assetRegister(yearEnd: DateArgument.yearEnd(year, in: books))
    output.raw(try AssetReport(register).text(format))
    return .done
  }

  func depreciation(year: String, books: Books, format: OutputFormat) async throws -> ExitStatus {
    let report = try await books.depreciationReport(yearEnd: DateArgument.yearEnd(year, in: books))
    output.raw(try DepreciationText(report).text(format))
    return .done
  }
}
