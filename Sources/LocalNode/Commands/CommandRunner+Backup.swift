import Application
import Model
import Web

extension CommandRunner {
  /// What is done to a backup without any company being open; nil for other tasks.
  func runOnBackup(_ request: CommandRequest) async throws -> ExitStatus? {
    switch request.task {
    case .verifyBackup(let path, let hasKey):
      return hasKey
        ? try await verifyBackup(path, request) : try await checkBackup(path, format: request.format)
    case .restoreBackup(let path): return try await restoreBackup(path, request)
    default: return nil
    }
  }

  func createBackup(in folder: String?, books: Books, format: OutputFormat) async throws -> ExitStatus {
    let output = output
    let record = try await books.makeBackup(in: folder) { output.progress("Sauvegarde : \($0 / 10) %") }
    output.endProgress()
    switch format {
    case .json:
      output.raw(
        try JSONText.of(
          BackupText(
            path: record.path, bytes: record.size, changeSets: record.changeSetCount, head: record.head,
            problems: record.problemCount, missingOriginals: record.missingOriginals)))
    case .csv:
      output.raw(CSVText.row([record.path, String(record.size), String(record.changeSetCount), record.head]))
    case .table:
      output.line("\(record.path) : \(French.size(bytes: Int(clamping: record.size))), scellée, relue entièrement.")
      output.line("\(record.changeSetCount) lots signés, tête de chaîne \(record.head).")
    }
    if record.problemCount > 0 {
      output.errorLine(
        "Les comptes eux-mêmes ne sont pas en ordre (\(record.problemCount) anomalie(s)) : la sauvegarde les garde "
          + "tels quels. Lancez « fmpro-node verify ».")
    }
    if record.missingOriginals > 0 {
      output.errorLine(
        "\(record.missingOriginals) fichier(s) d’origine ou pièce(s) manquent à côté des comptes : ils ne sont "
          + "donc pas dans la sauvegarde.")
    }
    if folder == nil {
      output.errorLine("Gardez-en une copie sur un autre disque : une panne de celui-ci emporterait les deux.")
    }
    return record.isGood ? .done : .refused
  }

  private func checkBackup(_ path: String, format: OutputFormat) async throws -> ExitStatus {
    let output = output
    let found = try await home.checkBackup(path) { output.progress("Relecture : \($0 / 10) %") }
    output.endProgress()
    switch format {
    case .json:
      output.raw(try JSONText.of(["siren": found.siren.digits, "bytes": String(found.size), "authenticated": "false"]))
    case .csv: output.raw(CSVText.row([found.siren.digits, String(found.size), "sans clé"]))
    case .table:
      output.line(
        "Sauvegarde de la société \(found.siren), du \(French.moment(found.madeAt)) : "
          + "\(French.size(bytes: Int(clamping: found.size))), entière, empreintes justes.")
    }
    output.errorLine(
      "Sans clé, rien ne dit que quelqu’un ne l’a pas refaite : donnez un mot de passe ou le code de secours pour tout "
        + "vérifier.")
    return .done
  }

  private func verifyBackup(_ path: String, _ request: CommandRequest) async throws -> ExitStatus {
    let output = output
    let found = try await home.verifyBackup(path, request.backupKey, company: try wanted(request)) {
      output.progress("Vérification : \($0 / 10) %")
    }
    output.endProgress()
    let verification = found.verification
    switch request.format {
    case .json: output.raw(try VerificationReport(verification: verification).json())
    case .csv:
      for problem in verification.problems {
        output.raw(CSVText.row([problem.code, problem.changeSet.map(String.init) ?? "", Words.of(problem).text]))
      }
    case .table:
      output.line(
        "Sauvegarde de \(found.companyName) (\(found.siren)), du \(French.moment(found.madeAt)), authentique.")
      output.line(
        "\(verification.changeSetCount) lots signés, \(verification.entryCount) écritures, "
          + "\(verification.lineCount) lignes, \(found.originalCount) fichier(s) d’origine et "
          + "\(found.documentCount) pièce(s) relus.")
      output.line("Tête de chaîne : \(verification.headHash.hexadecimal)")
      if found.hasOlderTables {
        output.line("Ses tables sont d’une version plus ancienne : elles seront refaites à la restauration.")
      }
      output.line(verification.isSound ? "Tout est en ordre." : "\(verification.problems.count) anomalie(s) :")
      for problem in verification.problems { output.errorLine("\(problem.code) : \(Words.of(problem).text)") }
    }
    return verification.isSound ? .done : .refused
  }

  private func restoreBackup(_ path: String, _ request: CommandRequest) async throws -> ExitStatus {
    let output = output
    let restored = try await home.restoreBackup(
      path, request.backupKey, company: try wanted(request), newPassword: request.newPassword
    ) { output.progress("Restauration : \($0 / 10) %") }
    output.endProgress()
    switch request.format {
    case .json:
      output.raw(
        try JSONText.of([
          "siren": restored.card.siren.digits, "path": restored.path, "changeSets": String(restored.changeSetCount),
          "missing": restored.missing.map(String.init) ?? "",
        ]))
    case .csv:
      output.raw(CSVText.row([restored.card.siren.digits, restored.path, String(restored.changeSetCount)]))
    case .table:
      output.line(
        "\(restored.card.name) (\(restored.card.siren)) est restaurée dans \(restored.path), telle que le "
          + "\(French.moment(restored.madeAt)).")
    }
    if let missing = restored.missing, missing > 0 {
      output.errorLine("\(missing) lot(s) signé(s) que ce poste avait vus depuis n’y sont pas.")
    }
    output.errorLine(
      "Ces comptes se disent restaurés jusqu’à ce que le gérant le confirme : « fmpro-node company accept-restored »."
    )
    return .done
  }

  private func wanted(_ request: CommandRequest) throws -> SIREN? {
    guard let digits = request.company else { return nil }
    guard let siren = SIREN(digits) else {
      throw UsageError("« \(digits) » n’est pas un SIREN : neuf chiffres, clé comprise.")
    }
    return siren
  }
}

extension CommandRequest {
  fileprivate var backupKey: BackupKey {
    if let recoveryCode { return .recoveryCode(recoveryCode) }
    switch credential {
    case .password(let text): return .password(text)
    case .keyFile(let path): return .keyFile(path: path)
    case .serviceKey(let path): return .serviceKey(path: path)
    }
  }
}

private struct BackupText: Encodable {
  let path: String
  let bytes: UInt64
  let changeSets: Int64
  let head: String
  let problems: Int
  let missingOriginals: Int
}
