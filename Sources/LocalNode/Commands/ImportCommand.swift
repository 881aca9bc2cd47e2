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
    for status in previews { try await report(status) }
    if previewOnly {
      try await cancel(controlled)
      if format == .json { output.raw(try JSONText.of(previews.map(PreviewReport.init))) }
      return previews.contains { $0.preview?.isBlocked == true } ? .refused : .done
    }
    do {
      if !previews.isEmpty {
        try await books.acceptImports(previews.map(\.id), consentsToUnbalancedEntries: acceptsUnbalanced)
      }
    } catch let refusal as ImportSetRefusal {
      try await cancel(controlled)
      for reason in refusal.reasons {
        output.errorLine("\(reason.fileName) : \(CommandWords.of(any: reason.refusal).text)")
      }
      output.errorLine("Rien n’a été importé.")
      return .refused
    }
    for case .known(let path) in controlled {
      output.errorLine("\(path) : ce fichier est déjà dans les livres, rien n’a été ajouté.")
    }
    for status in ImportSet(previews).files { try await follow(status) }
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

  /// Waits for the end of an accepted import.
  private func follow(_ status: ImportStatus) async throws {
    while true {
      switch try await books.importStatus(status.id).stage {
      case .importing(let done, let count):
        let entries = French.plural(done, "écriture", "écritures")
        output.progress("Import de \(status.fileName) : \(done) \(entries) sur \(count)")
        try await Task.sleep(for: .milliseconds(50))
      case .failed(let fault):
        output.endProgress()
        throw fault
      default:
        output.endProgress()
        if format == .table, let preview = status.preview {
          output.line("\(status.fileName) : \(Self.imported(preview.facts)).")
        }
        return
      }
    }
  }

  private func cancel(_ controlled: [Controlled]) async throws {
    for case .ready(let status) in controlled { try await books.cancelImport(status.id) }
  }

  /// `2 écritures, 4 lignes importées`.
  private static func imported(_ facts: FECFacts) -> String {
    let (entries, lines) = (facts.entryCount, facts.lineCount)
    return "\(entries) \(French.plural(entries, "écriture", "écritures")), "
      + "\(lines) \(French.plural(lines, "ligne importée", "lignes importées"))"
  }

  /// The sums go to the output, the anomalies to the error channel.
  private func report(_ status: ImportStatus) async throws {
    guard let preview = status.preview else { return }
    switch format {
    case .json: break
    case .csv: output.raw(PreviewReport(status).csv(preview))
    case .table: output.raw(PreviewReport(status).table(preview))
    }
    let whole = try await books.fullPreview(of: status.id)
    for anomaly in whole.anomalies {
      output.errorLine("\(status.fileName)\(anomaly.line.map { ", ligne \($0)" } ?? "") : \(Words.of(anomaly).text)")
    }
    for kind in Words.cut(whole) { output.errorLine("\(status.fileName) : \(kind.sentence)") }
  }
}
