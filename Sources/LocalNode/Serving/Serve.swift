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
  static let configuration = CommandConfiguration(
    abstract: "Sert les pages sur cette machine, et elle seule.",
    discussion: """
      Sous systemd, un fichier de clé fait par « fmpro-node key add FICHIER » ouvre la société dès le démarrage :
        [Service]
        ExecStart=/usr/local/bin/fmpro-node serve --data /var/lib/fmpro
        LoadCredential=fmpro.key:/etc/fmpro/fmpro.key
      ou, scellé pour cette machine par « systemd-creds encrypt », LoadCredentialEncrypted=fmpro.key:…
      """)

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
        try await Self.openByServiceKey(home)
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

  /// What cannot be opened is told, and its pages wait for a password. A company of another key is no matter, as long
  /// as there is one of this key.
  private static func openByServiceKey(_ home: NodeHome) async throws {
    guard let key = ServiceKey.path else { return }
    var others: [CompanyCard] = []
    let companies = try await home.companies()
    for company in companies {
      do {
        try await home.open(company.siren, serviceKey: key)
        write("\(company.name) (\(company.siren)) est ouverte par la clé que systemd a remise.\n", to: .out)
      } catch KeysRefusal.wrongKeyFile {
        others.append(company)
      } catch let refusal as any Refusal {
        tell(company, CommandWords.of(any: refusal).text)
      } catch {
        tell(company, "\(Words.of((error as? Fault)?.code).text)\nDétail technique : \(error)")
      }
    }
    guard others.count == companies.count else { return }
    for company in others { tell(company, CommandWords.of(any: KeysRefusal.wrongKeyFile(path: key)).text) }
  }

  private static func tell(_ company: CompanyCard, _ reason: String) {
    write("La clé remise par systemd n’a pas ouvert \(company.name). \(reason)\n", to: .error)
  }
}
