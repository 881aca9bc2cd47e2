import Application
import Foundation
import Model
import Storage
import Web

extension CommandRunner {
  func listDocuments(books: Books, format: OutputFormat) async throws -> ExitStatus {
    var (rows, number): ([DocumentText], Int64) = ([], 0)
    while true {
      let page = try await books.allDocuments(after: number)
      guard !page.cards.isEmpty else { break }
      rows += page.cards.map(DocumentText.init)
      number = page.last
    }
    switch format {
    case .json: output.raw(try JSONText.of(rows))
    case .csv: for row in rows { output.raw(CSVText.row(row.cells)) }
    case .table:
      var table = TextTable([
        ("Écriture", .left), ("Pièce", .left), ("Sorte", .left), ("Octets", .right), ("État", .left),
        ("Empreinte", .left),
      ])
      for row in rows { table.add(row.cells) }
      output.line(rows.isEmpty ? "Aucune pièce." : table.text)
    }
    return .done
  }

  func listMissingDocuments(year: String?, books: Books, format: OutputFormat) async throws -> ExitStatus {
    var end: CalendarDate?
    if let year { end = try await DateArgument.yearEnd(year, in: books) }
    var (rows, cursor): ([MissingDocument], MissingDocumentList.Cursor?) = ([], nil)
    repeat {
      let page = try await books.missingDocuments(yearEnd: end, after: cursor, limit: 1_000)
      rows += page?.rows ?? []
      cursor = page?.next
    } while cursor != nil
    let cells = rows.map { row in
      [
        row.journal, row.number, row.date.iso, row.voucherReference, row.party, row.label,
        DecimalComma.text(minor: row.debit.minor),
      ]
    }
    switch format {
    case .json:
      let keys = ["journal", "number", "date", "voucher", "party", "label", "amount"]
      output.raw(try JSONText.of(cells.map { Dictionary(uniqueKeysWithValues: zip(keys, $0)) }))
    case .csv: for row in cells { output.raw(CSVText.row(row)) }
    case .table:
      var table = TextTable([
        ("Journal", .left), ("Numéro", .left), ("Date", .left), ("Pièce", .left), ("Tiers", .left), ("Libellé", .left),
        ("Montant", .right),
      ])
      for row in cells { table.add(row) }
      output.line(rows.isEmpty ? "Aucune écriture n’attend sa pièce." : table.text)
    }
    return .done
  }

  func attachDocument(
    _ path: String, to entry: (year: String, journal: String, number: String), knowingly: Bool, books: Books,
    format: OutputFormat
  ) async throws -> ExitStatus {
    guard let file = FileManager.default.contents(atPath: path) else {
      throw UsageError("Le fichier \(path) ne peut pas être lu.")
    }
    let end = try await DateArgument.yearEnd(entry.year, in: books)
    guard let found = try await books.entry(numbered: entry.number, journal: entry.journal, yearEnd: end) else {
      throw UsageError("Le journal \(entry.journal) n’a pas d’écriture \(entry.number) dans cet exercice.")
    }
    let name = URL(fileURLWithPath: path).lastPathComponent
    let id = try await books.attachDocument([UInt8](file), named: name, to: .entry(found), knowingly: knowingly)
    switch format {
    case .json: output.raw(try JSONText.of(["attachment": "\(id)", "entry": "\(found)"]))
    case .csv: output.raw(CSVText.row(["\(id)", "\(found)"]))
    case .table: output.line("\(name) est jointe à l’écriture \(entry.journal) \(entry.number).")
    }
    return .done
  }

  func exportDocuments(
    year: String, folder: String, books: Books, format: OutputFormat
  ) async throws -> ExitStatus {
    let end = try await DateArgument.yearEnd(year, in: books)
    try createFolder(folder)
    let output = output
    let written = try await books.exportDocuments(yearEnd: end, toFolder: folder) {
      output.progress("Pièces : \($0 / 10) %")
    }
    output.endProgress()
    switch format {
    case .json:
      output.raw(
        try JSONText.of(written.map { ["file": $0.fileName, "blake2b": $0.card.document.hash.hexadecimal] }))
    case .csv: for one in written { output.raw(CSVText.row([one.fileName, one.card.document.hash.hexadecimal])) }
    case .table: output.line("\(written.count) pièce(s) écrites dans \(folder), en clair.")
    }
    return .done
  }
}

/// One document of a list.
private struct DocumentText: Encodable {
  let entry: String
  let file: String
  let kind: String
  let bytes: UInt64
  let state: String
  let blake2b: String

  init(_ card: AttachmentCard) {
    entry = Words.name(of: card.place)
    file = card.document.fileName
    kind = card.document.kind.ending
    bytes = card.document.size
    switch card.end {
    case nil: state = "jointe"
    case .detached: state = "détachée"
    case .superseded(let by, let reason): state = (by == nil ? "écartée : " : "remplacée : ") + reason
    }
    blake2b = card.document.hash.hexadecimal
  }

  var cells: [String] { [entry, file, kind, String(bytes), state, blake2b] }
}
