import Application
import ArgumentParser
import Foundation
import Logging
import Model
import ServiceLifecycle
import UnixSignals
import Web

/// Serves the pages on this machine's loopback, and the commands of a terminal on a Unix socket, until stopped.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Sert les pages sur cette machine, et elle seule.")

  @Option(help: "Port sur 127.0.0.1 ; 0 laisse la machine choisir.") var port: Int = 8420
  @Option(
    name: .long, help: ArgumentHelp("Dossier des données (par défaut ~/.local/share/fmpro).", valueName: "dossier"))
  var data: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Dossier des sauvegardes, de préférence sur un autre disque (par défaut : backups, dans celui des données).",
      valueName: "dossier"))
  var backups: String?

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("Le port va de 0 à 65535.") }
  }

  func run() async throws {
    ProcessHardening.apply()
    let folder = CommonOptions.folder(data)
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    var logger = Logger(label: "fmpro-node")
    logger.logLevel = .notice
    do {
      let home = try NodeHome(
        folder: folder, environment: .live, chart: ChartResource.load(), liasse: LiasseResource.load(),
        stateFolder: CommonOptions.stateFolder,
        backupFolder: backups.map { URL(fileURLWithPath: $0).standardizedFileURL.path })
      let control = try ControlServer(folder: folder, home: home, logger: logger)
      let web = try WebApplication(
        home: home, environment: .live, configuration: .init(port: port), logger: logger
      ) { port in
        write("FinanceManager Pro : http://127.0.0.1:\(port)/\n", to: .out)
      }
      control.start()
      var outcome: Result<Void, any Error> = .success(())
      do {
        try await ServiceGroup(
          services: [web, BackupSchedule(home: home, logger: logger)], gracefulShutdownSignals: [.sigterm, .sigint],
          logger: logger
        ).run()
      } catch { outcome = .failure(error) }
      control.stop()
      await home.closeAll()
      try outcome.get()
    } catch is FolderAlreadyServed {
      write("Un nœud sert déjà le dossier \(folder) : ouvrez sa page, ou arrêtez-le d’abord.\n", to: .error)
      throw ExitStatus.fault
    } catch let fault as Fault {
      write("Le nœud ne démarre pas. \(Words.of(fault.code).text)\nDétail technique : \(fault)\n", to: .error)
      throw ExitStatus.fault
    } catch let status as ExitStatus {
      throw status
    } catch {
      write("Le nœud s’est arrêté : \(error)\n", to: .error)
      throw ExitStatus.fault
    }
  }
}
