import Application
import Model
import Storage
import Web

/// Runs one command against the node's folder. The same code serves the terminal and the socket of a running node.
struct CommandRunner: Sendable {
  let home: NodeHome
  let output: CommandOutput

  func run(_ request: CommandRequest) async -> ExitStatus {
    do {
      if case .createCompany = request.task { return try await create(request) }
      if let status = try await runOnBackup(request) { return status }
      let siren = try await company(request)
      if try await home.usesPreviousKeys(siren) { output.errorLine(Words.previousKeys.text) }
      let loan = try await home.borrow(siren, request.credential)
      let outcome: Result<ExitStatus, any Error>
      do {
        if let finding = loan.books.rolledBack { output.errorLine(Words.of(finding).text) }
        try await finishInterruptedImport(loan.books, wasOpen: loan.wasOpen, request.task)
        let known = try request.knownAt.map(DateArgument.moment)
        outcome = .success(try await run(request, books: loan.books.asKnown(at: known)))
      } catch { outcome = .failure(error) }
      await home.giveBack(siren)
      return try outcome.get()
    } catch let usage as UsageError {
      output.errorLine(usage.sentence)
      return .usage
    } catch let refusal as any Refusal {
      output.errorLine(CommandWords.of(any: refusal).text)
      return .refused
    } catch {
      let fault = error as? Fault ?? Fault(ofFiles: "\(type(of: error))", error)
      output.errorLine(CommandWords.of(fault.code).text)
      output.errorLine("Détail technique : \(fault)")
      return .fault
    }
  }

  private func run(_ request: CommandRequest, books: Books) async throws -> ExitStatus {
    switch request.task {
    case .createCompany, .verifyBackup, .restoreBackup: throw UsageError("La société est déjà ouverte.")
    case .createBackup(let folder): return try await createBackup(in: folder, books: books, format: request.format)
    case .importFEC(let paths, let previewOnly, let accepts):
      let command = ImportCommand(books: books, output: output, format: request.format)
      return try await command.run(paths: paths, previewOnly: previewOnly, acceptsUnbalanced: accepts)
    case .withdrawImport(let year, let reason):
      return try await withdraw(year: year, reason: reason, books: books, format: request.format)
    case .exportFEC(let year, let folder, let replacing):
      return try await export(
        year: year, folder: folder, replacing: replacing, books: books, format: request.format)
    case .balance(let year, let at, let isAuxiliary, let hasPrevious):
      return try await balance(
        year: year, at: at, isAuxiliary: isAuxiliary, hasPrevious: hasPrevious, books: books, format: request.format)
    case .statement(let kind, let year, let at, let system):
      return try await statement(kind, year: year, at: at, system: system, books: books, format: request.format)
    case .ledger(let year, let at, let account):
      return try await ledger(year: year, at: at, account: account, books: books, format: request.format)
    case .journal(let year, let at, let code):
      return try await journal(year: year, at: at, code: code, books: books, format: request.format)
    case .assets(let year): return try await assets(year: year, books: books, format: request.format)
    case .depreciation(let year):
      return try await depreciation(year: year, books: books, format: request.format)
    case .verify: return try await verify(books: books, format: request.format)
    case .rebuild: return try await rebuild(books: books, format: request.format)
    case .acceptRestored: return try await acceptRestored(books: books, format: request.format)
    case .listKeys: return try await listKeys(books: books, format: request.format)
    case .addKeyFile(let path): return try await addKeyFile(path, books: books, format: request.format)
    case .removeKeyFile: return try await removeKeyFile(books: books, format: request.format)
    case .rotateKeys: return try await rotateKeys(books: books, format: request.format)
    case .listDocuments(let isOfMissing, let year):
      return isOfMissing
        ? try await listMissingDocuments(year: year, books: books, format: request.format)
        : try await listDocuments(books: books, format: request.format)
    case .attachDocument(let path, let year, let journal, let number, let knowingly):
      return try await attachDocument(
        path, to: (year, journal, number), knowingly: knowingly, books: books, format: request.format)
    case .exportDocuments(let year, let folder):
      return try await exportDocuments(year: year, folder: folder, books: books, format: request.format)
    case .writeProof(let year, let path):
      return try await writeProof(year, path: path, books: books, format: request.format)
    case .checkYear(let year): return try await checkYear(year, books: books, format: request.format)
    case .closeYear(let year, let accepts):
      return try await closeYear(year, accepts: accepts, books: books, format: request.format)
    case .reopenYear(let year, let reason, let code):
      return try await reopenYear(year, reason: reason, code: code, books: books, format: request.format)
    }
  }

  /// An import that a stop cut short goes on as soon as the books open: a command that opened them waits for it, or
  /// it would leave it unfinished for ever, and would show the books without it. One that cannot go on is told.
  private func finishInterruptedImport(
    _ books: Books, wasOpen: Bool, _ task: CommandRequest.Task
  ) async throws {
    guard books.role.may(.readBooks) else { return }
    if case .withdrawImport = task { return }
    while true {
      var running: ImportStatus?
      for status in try await books.imports() {
        switch status.stage {
        case .failed(let fault) where status.summary != nil && status.preview == nil:
          output.errorLine("L’import de \(status.fileName), accepté, ne peut pas se terminer.")
          // A disk that is full for now hides nothing but the import; data that were altered spoil any answer.
          if fault.code == .alteredData { throw fault }
          output.errorLine(Words.of(fault.code).text)
        case .importing: running = status
        default: break
        }
      }
      guard let running, case .importing(let done, let count) = running.stage else { break }
      guard !wasOpen else {
        output.errorLine("L’import de \(running.fileName) est en cours : rien n’en paraît avant qu’il soit complet.")
        break
      }
      output.progress("Import de \(running.fileName), qui se termine : \(done) écritures sur \(count)")
      try await Task.sleep(for: .milliseconds(50))
    }
    output.endProgress()
  }

  private func company(_ request: CommandRequest) async throws -> SIREN {
    if let digits = request.company {
      guard let siren = SIREN(digits) else {
        throw UsageError("« \(digits) » n’est pas un SIREN : neuf chiffres, clé comprise.")
      }
      return siren
    }
    let companies = try await home.companies()
    guard let first = companies.first else { throw CompanyRefusal.noneYet }
    guard companies.count == 1 else {
      let list = companies.map { "\($0.siren) \($0.name)" }.joined(separator: ", ")
      throw UsageError("Ce dossier contient plusieurs sociétés (\(list)) : précisez --company SIREN.")
    }
    return first.siren
  }

  private func create(_ request: CommandRequest) async throws -> ExitStatus {
    guard case .createCompany(let name, let start, let end, let person) = request.task else { return .usage }
    guard let digits = request.company, let siren = SIREN(digits) else {
      throw UsageError(
        "--siren attend neuf chiffres dont la clé est juste ; vérifiez-le sur l’avis de situation INSEE.")
    }
    let year = try FiscalYear(start: DateArgument.date(start), end: DateArgument.date(end))
    if let notice = Words.shortYear(year) { output.errorLine(notice.text) }
    let creation = CompanyCreation(siren: siren, name: name, year: year, personName: person.isEmpty ? "Gérant" : person)
    let created = try await home.create(creation, password: request.password)
    switch request.format {
    case .json:
      output.raw(try JSONText.of(["siren": siren.digits, "name": name, "recovery_code": created.recoveryCode]))
    case .csv: output.raw(CSVText.row([siren.digits, name, created.recoveryCode]))
    case .table:
      output.line("Société \(name) (\(siren)) créée, exercice du \(year.start) au \(year.end).")
      output.line("Code de secours, à imprimer et à garder hors de cet ordinateur : \(created.recoveryCode)")
      output.line("Il ne sera plus jamais affiché. Sans lui et sans mot de passe, les données sont perdues.")
    }
    do { try created.books.confirmRecoveryKit() } catch {
      // The code was shown, and holds. The pages will ask for it once more.
    }
    await home.close(siren)
    return .done
  }
}
