import ArgumentParser
import Foundation

/// The local node of one PME: its pages, and every act of the books from a terminal.
@main
struct FMProNode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmpro-node",
    abstract: "Le nœud local de FinanceManager Pro : vos livres, chiffrés sur cet ordinateur.",
    subcommands: [
      Serve.self, CompanyGroup.self, FECGroup.self, ReportGroup.self, AssetGroup.self, Verify.self, Rebuild.self,
      KeyGroup.self, BackupGroup.self, DocumentGroup.self, YearGroup.self, ProofCommand.self,
    ]
  )

  /// ArgumentParser answers a bad word with 64, in English; the contract of this command line is 2, in French.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let status as ExitStatus {
      Foundation.exit(status.rawValue)
    } catch {
      switch exitCode(for: error) {
      case .success:
        write(FrenchUsage.help(fullMessage(for: error)) + "\n", to: .out)
        Foundation.exit(ExitStatus.done.rawValue)
      case .validationFailure:
        write(FrenchUsage.fault(fullMessage(for: error)) + "\n", to: .error)
        Foundation.exit(ExitStatus.usage.rawValue)
      default: exit(withError: error)
      }
    }
  }
}

extension ExitStatus: Error {}
