import Application
import ArgumentParser
import Foundation
import Model
import Web

/// The options every command shares.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Dossier des données (par défaut ~/.local/share/fmpro).", valueName: "dossier"))
  var data: String?

  @Option(name: .long, help: ArgumentHelp("SIREN de la société, utile s’il y en a plusieurs.", valueName: "siren"))
  var company: String?

  @Option(name: .long, help: ArgumentHelp("Fichier dont la première ligne est le mot de passe.", valueName: "fichier"))
  var passwordFile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fichier de clé, à la place du mot de passe (fmpro-node key add) ; à défaut, le secret fmpro.key de systemd.",
      valueName: "fichier"))
  var keyFile: String?

  @Option(name: .long, help: ArgumentHelp("Forme du résultat.", valueName: "forme"))
  var format: OutputFormat = .table

  /// Absolute path of the data folder.
  var folder: String { Self.folder(data) }

  static func folder(_ given: String?) -> String {
    let path = given ?? defaultFolder
    return URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// Where the program remembers, outside of its data, how far each company had come.
  static var stateFolder: String {
    let environment = ProcessInfo.processInfo.environment
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/fmpro/anchors" }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state/fmpro/anchors"
  }

  private static var defaultFolder: String {
    let environment = ProcessInfo.processInfo.environment
    if let data = environment["XDG_DATA_HOME"], !data.isEmpty { return data + "/fmpro" }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share/fmpro"
  }

  /// Runs the task in the node that serves the folder, or here when none does. Ends the process unless all went well.
  ///
  /// - Parameters:
  ///   - knownAt: the moment that a report is read as known at, as it was typed.
  ///   - recoveryFile: holds the printed code, which then stands in the place of a password.
  ///   - newPasswordFile: holds the password that restored books get.
  ///   - needsNoKey: nothing is opened, so nothing is asked for.
  func run(
    _ task: CommandRequest.Task, knownAt: String? = nil, recoveryFile: String? = nil, newPasswordFile: String? = nil,
    needsNoKey: Bool = false
  ) async throws {
    ProcessHardening.apply()
    let output = CommandOutput(isInteractive: isatty(2) == 1) { channel, bytes in write(bytes, to: channel) }
    do {
      let given = keyFile.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
      // What was given is what was asked for.
      let isSecretGiven = given != nil || passwordFile != nil || recoveryFile != nil
      let serviceKey = isSecretGiven || needsNoKey ? nil : ServiceKey.path
      let keyFile = given ?? serviceKey
      let isAsked = keyFile == nil && recoveryFile == nil && !needsNoKey
      let password = isAsked ? try PasswordSource.read(file: passwordFile) : ""
      let request = CommandRequest(
        task: task, company: company, password: password, keyFile: keyFile, isServiceKey: serviceKey != nil,
        recoveryCode: try recoveryFile.map { try PasswordSource.read(file: $0) },
        newPassword: try newPasswordFile.map { try PasswordSource.read(file: $0) }, knownAt: knownAt, format: format)
      let status: ExitStatus
      if let node = try ControlClient.connect(folder: folder) {
        status = try ControlClient.run(request, over: node, output: output)
      } else {
        let home = try NodeHome(
          folder: folder, environment: .live, chart: ChartResource.load(), liasse: LiasseResource.load(),
          stateFolder: Self.stateFolder)
        status = await CommandRunner(home: home, output: output).run(request)
        await home.closeAll()
      }
      if status != .done { throw status }
    } catch let usage as UsageError {
      output.errorLine(usage.sentence)
      throw ExitStatus.usage
    } catch let fault as Fault {
      output.errorLine(CommandWords.of(fault.code).text)
      output.errorLine("Détail technique : \(fault.message)")
      throw ExitStatus.fault
    }
  }
}

extension CommonOptions {
  /// Checks a proof here, whatever node runs: it needs none.
  func check(proof path: String) throws {
    let output = CommandOutput(isInteractive: false) { channel, bytes in write(bytes, to: channel) }
    do {
      let status = try ProofVerification(path: path, format: format, output: output).run()
      if status != .done { throw status }
    } catch let fault as Fault {
      output.errorLine(CommandWords.of(fault.code).text)
      output.errorLine("Détail technique : \(fault.message)")
      throw ExitStatus.fault
    }
  }
}

extension OutputFormat: ExpressibleByArgument {}
