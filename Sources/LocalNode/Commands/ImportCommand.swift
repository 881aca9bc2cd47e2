import Application
import Foundation
import Model
import Web

/// `fec import`: every file is controlled before any is accepted, so that a refusal leaves the books as they were.
struct ImportCommand {
  let books: Books
  let output: CommandOutput
  let format: OutputFormat

  /// A file that is ready, or one whose bytes the books hold already.
  private enum Controlled {
    case ready(ImportStatus)
    case known(path: String)
  }

  func run(paths: [String], previewOnly: Bool, acceptsUnbalanced: Bool) async throws -> ExitStatus {
    var controlled: [Controlled] = []
    do {
      for path in paths { controlled.append(try await control(path)) }
    } catch {
      try await cancel(controlled)
      throw error
    }
    // Asked again once all are read: each file is also held against the years of the others.
    var previews: [ImportStatus] = []
    for case .ready(let status) in controlled { previews.append(try await books.importStatus(status.id)) }
    for status in previews { report(status) }
    if let refusal = firstRefusal(of: previews, acceptsUnbalanced: acceptsUnbalanced), !previewOnly {
      try await cancel(controlled)
      output.errorLine(CommandWords.of(any: refusal).text)
      output.errorLine("Rien n’a été importé.")
      return .refused
    }
    if previewOnly {
      try await cancel(controlled)
      if format == .json { output.raw(try JSONText.of(previews.map(PreviewReport.init))) }
      return previews.contains { $0.preview?.isBlocked == true } ? .refused : .done
    }
    for case .known(let path) in controlled {
      output.errorLine("\(path) : ce fichier est déjà dans les livres, rien n’a été ajouté.")
    }
    for status in previews { try await accept(status, acceptsUnbalanced: acceptsUnbalanced) }
    if format == .json { output.raw(try JSONText.of(previews.map(PreviewReport.init))) }
    return .done
  }

  private func control(_ path: String) async throws -> Controlled {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
      let handle = FileHandle(forReadingAtPath: path)
    else { throw ImportRefusal.unreadable(fileName: path) }
    defer { try? handle.close() }
    do {
      let id = try await books.stageImport(fileName: name) { staging in
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { try await staging.append(chunk) }
      }
      return .ready(try await finished(id, name: name))
    } catch ImportRefusal.alreadyImported {
      return .known(path: path)
    }
  }

  private func finished(_ id: Identifier<Import>, name: String) async throws -> ImportStatus {
    while true {
      let status = try await books.importStatus(id)
      switch status.stage {
      case .controlling(let permille):
        output.progress("Contrôle de \(name) : \(permille / 10) %")
        try await Task.sleep(for: .milliseconds(20))
      case .failed(let fault):
        output.endProgress()
        throw fault
      default:
        output.endProgress()
        return status
      }
    }
  }

  private func firstRefusal(of previews: [ImportStatus], acceptsUnbalanced: Bool) -> ImportRefusal? {
    var years: [FiscalYear] = []
    for status in previews {
      guard let preview = status.preview else { return .notReady }
      if preview.isBlocked { return .blocked(preview.anomalyCounts.keys.filter { $0.severity == .blocking }) }
      // Two files of this very command may claim the same days: the second would be refused after the first entered.
      if let year = preview.year, years.contains(where: { $0.overlaps(year) }) { return .blocked([.yearClash]) }
      if let year = preview.year { years.append(year) }
      if preview.needsConsent, !acceptsUnbalanced {
        return .consentNeeded(entries: preview.anomalyCounts[.entryUnbalanced] ?? 0)
      }
    }
    return nil
  }

  private func accept(_ status: ImportStatus, acceptsUnbalanced: Bool) async throws {
    try await books.acceptImport(status.id, consentsToUnbalancedEntries: acceptsUnbalanced)
    while true {
      switch try await books.importStatus(status.id).stage {
      case .importing(let done, let count):
        output.progress("Import de \(status.fileName) : \(done) écritures sur \(count)")
        try await Task.sleep(for: .milliseconds(50))
      case .failed(let fault):
        output.endProgress()
        throw fault
      default:
        output.endProgress()
        if format == .table, let preview = status.preview {
          output.line(
            "\(status.fileName) : \(preview.facts.entryCount) écritures, \(preview.facts.lineCount) lignes importées.")
        }
        return
      }
    }
  }

  private func cancel(_ controlled: [Controlled]) async throws {
    for case .ready(let status) in controlled { try await books.cancelImport(status.id) }
  }

  /// The sums go to the output, the anomalies to the error channel.
  private func report(_ status: ImportStatus) {
    guard let preview = status.preview else { return }
    switch format {
    case .json: break
    case .csv: output.raw(PreviewReport(status).csv(preview))
    case .table: output.raw(PreviewReport(status).table(preview))
    }
    for anomaly in preview.anomalies {
      output.errorLine("\(status.fileName)\(anomaly.line.map { ", ligne \($0)" } ?? "") : \(Words.of(anomaly).text)")
    }
    for (code, count) in preview.anomalyCounts.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where count > FECPreview.listedPerCode {
      output.errorLine("\(status.fileName) : \(count) fois \(code.rawValue), \(FECPreview.listedPerCode) montrées.")
    }
  }
}
