import Application
import Foundation
import Model
import Storage
import Web

extension CommandRunner {
  func balance(
    year: String, at: String?, isAuxiliary: Bool, hasPrevious: Bool, books: Books, format: OutputFormat
  ) async throws -> ExitStatus {
    let end = try await DateArgument.yearEnd(year, in: books)
    let date = try at.map(DateArgument.date)
    if isAuxiliary {
      let balance = try await auxiliaryBalance(yearEnd: end, at: date, books: books)
      output.raw(try BalanceReport(balance, hasPrevious: hasPrevious).text(format))
    } else if hasPrevious {
      let compared = try await books.comparedTrialBalance(yearEnd: end, at: date)
      output.raw(try BalanceReport(compared.balance, hasPrevious: true).text(format))
    } else {
      let balance = try await books.trialBalance(yearEnd: end, at: date)
      output.raw(try BalanceReport(balance, hasPrevious: false).text(format))
    }
    return .done
  }

  /// All third parties, page after page.
  private func auxiliaryBalance(
    yearEnd: CalendarDate, at date: CalendarDate?, books: Books
  ) async throws -> AuxiliaryBalance {
    var rows: [AuxiliaryBalance.Row] = []
    var cursor: AuxiliaryReport.Cursor?
    repeat {
      let page = try await books.auxiliaryBalance(yearEnd: yearEnd, at: date, after: cursor, limit: 10_000)
      rows += page.accounts.flatMap(\.rows)
      cursor = page.next
    } while cursor != nil
    return AuxiliaryBalance(rows: rows)
  }

  func statement(
    _ kind: StatementKind, year: String, at: String?, system: String, books: Books, format: OutputFormat
  ) async throws -> ExitStatus {
    guard let system = LiasseSystem(rawValue: system) else {
      throw UsageError("« \(system) » n’est pas un système : écrivez base ou simplified.")
    }
    let end = try await DateArgument.yearEnd(year, in: books)
    let report = try await books.statements(yearEnd: end, at: at.map(DateArgument.date), system: system)
    output.raw(try StatementText(report.statements, kind).text(format))
    return .done
  }

  /// Where `--out` says that files go.
  func createFolder(_ folder: String) throws {
    do {
      try DurableFolder.createWhole(folder, mode: 0o777)
    } catch let fault as Fault where fault.code == .diskFull {
      throw fault
    } catch { throw UsageError("Le dossier \(folder) ne peut pas être créé : choisissez-en un autre avec --out.") }
  }

  func export(
    year: String, folder: String, replacing: Bool, books: Books, format: OutputFormat
  ) async throws -> ExitStatus {
    let end = try await DateArgument.yearEnd(year, in: books)
    try createFolder(folder)
    let file = try await books.exportFEC(yearEnd: end, toFolder: folder, replacing: replacing)
    for sentence in Words.of(file.completion) { output.errorLine("\(file.fileName) : \(sentence)") }
    switch format {
    case .json:
      output.raw(
        try JSONText.of([
          "path": file.path, "lines": String(file.lineCount), "bytes": String(file.sizeBytes),
          "blake2b": file.hash.hexadecimal, "notice": folder + "/" + file.noticeName,
        ]))
    case .csv:
      output.raw(CSVText.row([file.path, String(file.lineCount), String(file.sizeBytes), file.hash.hexadecimal]))
    case .table:
      output.line("\(file.path) : \(file.lineCount) lignes, empreinte \(file.hash.hexadecimal).")
      output.line("\(folder)/\(file.noticeName) : la notice qui l’accompagne.")
      if file.wasThere { output.line("Les deux fichiers étaient déjà là, identiques.") }
    }
    return .done
  }

  func withdraw(year: String, reason: String, books: Books, format: OutputFormat) async throws -> ExitStatus {
    let end = try await DateArgument.yearEnd(year, in: books)
    let standing = try await books.imports().first { $0.summary?.year.end == end && $0.stage != .withdrawn }
    guard let standing, let year = standing.summary?.year else { throw ImportRefusal.unknown }
    try await books.withdrawImport(standing.id, reason: reason)
    switch format {
    case .json:
      output.raw(
        try JSONText.of(
          WithdrawalReport(withdrawn: true, year: "\(year.start)/\(year.end)", file: standing.fileName)))
    case .csv: output.raw(CSVText.row(["retiré", "\(year.start)/\(year.end)", standing.fileName]))
    case .table:
      output.line("L’import de l’exercice \(year.name) est retiré ; le fichier d’origine reste gardé, scellé.")
    }
    return .done
  }

  func verify(books: Books, format: OutputFormat) async throws -> ExitStatus {
    let output = output
    let found = try await books.verify { output.progress("Vérification : \($0 / 10) %") }
    output.endProgress()
    switch format {
    case .json: output.raw(try VerificationReport(verification: found).json())
    case .csv:
      for problem in found.problems {
        output.raw(CSVText.row([problem.code, problem.changeSet.map(String.init) ?? "", Words.of(problem).text]))
      }
    case .table:
      output.line(
        "\(found.changeSetCount) lots signés, \(found.entryCount) écritures, \(found.lineCount) lignes relus.")
      output.line("Tête de chaîne : \(found.headHash.hexadecimal)")
      output.line(found.isSound ? "Tout est en ordre." : "\(found.problems.count) anomalie(s) :")
      for problem in found.problems {
        output.errorLine("\(problem.code) : \(Words.of(problem).text)")
      }
    }
    return found.isSound ? .done : .refused
  }

  func rebuild(books: Books, format: OutputFormat) async throws -> ExitStatus {
    let output = output
    try await books.rebuild { output.progress("Reconstruction : \($0 / 10) %") }
    output.endProgress()
    switch format {
    case .json: output.raw(try JSONText.of(["rebuilt": true]))
    case .csv: output.raw(CSVText.row(["reconstruit"]))
    case .table:
      output.line("Les tables ont été reconstruites depuis le journal signé, puis comparées : elles sont égales.")
    }
    return .done
  }
}

private struct WithdrawalReport: Encodable {
  let withdrawn: Bool
  let year: String
  let file: String
}
