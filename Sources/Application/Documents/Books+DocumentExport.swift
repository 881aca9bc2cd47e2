import Foundation
import Model
import Storage

/// A document that was written out.
public struct ExportedDocument: Sendable, Equatable {
  public let card: AttachmentCard
  /// In the folder of the export.
  public let fileName: String
}

extension Books {
  /// Writes the documents that stand beside entries of a year to a folder, in clear, each under the journal and the
  /// number of its entry. A file that is there with the same bytes is left; another one is a refusal, before anything
  /// is written.
  ///
  /// - Throws: ``ExportRefusal``; ``Model/Fault`` `.alteredData` for a document that is missing or altered.
  public func exportDocuments(
    yearEnd: CalendarDate, toFolder folder: String, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [ExportedDocument] {
    try authorise(.exportBooks)
    let storage = try open.current().storage
    let year = try await storage.books.read { try bookYear(endingOn: yearEnd, in: $0).year }
    let cards = try await standingDocuments(in: year)
    let named = Self.named(cards)
    let documents = storage.originals.documents
    try await BlockingWork.run {
      let others = try named.compactMap { one -> String? in
        guard let known = FileManager.default.contents(atPath: folder + "/" + one.fileName) else { return nil }
        return [UInt8](known) == (try documents.content(of: one.card.document.hash)) ? nil : one.fileName
      }
      guard others.isEmpty else { throw ExportRefusal.fileExists(names: others) }
    }
    let noted = DocumentsExported(yearEnd: year.end, documents: UInt64(named.count))
    try await open.current().writer.append(by: personID) { _ in [.documentsExported(noted)] }
    return try await BlockingWork.run {
      for (place, one) in named.enumerated() {
        let file = try NewFile(path: folder + "/" + one.fileName)
        try documents.content(of: one.card.document.hash).withUnsafeBytes(file.write)
        try file.finish()
        progress((place + 1) * 1000 / named.count)
      }
      return named
    }
  }

  private func standingDocuments(in year: FiscalYear) async throws -> [AttachmentCard] {
    var (found, number): ([AttachmentCard], Int64) = ([], 0)
    while true {
      let page = try await allDocuments(after: number)
      guard !page.cards.isEmpty else { return found }
      found += page.cards.filter { card in
        card.stands && card.place.entry != nil && card.place.date.map(year.contains) == true
      }
      number = page.last
    }
  }

  /// `AC-12-Facture.pdf`; a second one of that name is `AC-12-Facture (2).pdf`.
  private static func named(_ cards: [AttachmentCard]) -> [ExportedDocument] {
    var taken: Set<String> = []
    return cards.map { card in
      let parts = [card.place.journal, card.place.number, card.document.stem].filter { !$0.isEmpty }
      let stem = parts.joined(separator: "-").portable
      var (name, count) = ("\(stem).\(card.document.kind.ending)", 1)
      while !taken.insert(name.lowercased()).inserted {
        count += 1
        name = "\(stem) (\(count)).\(card.document.kind.ending)"
      }
      return ExportedDocument(card: card, fileName: name)
    }
  }
}

extension DocumentFacts {
  /// The name of the file without its ending.
  fileprivate var stem: String {
    guard let dot = fileName.lastIndex(of: "."), dot != fileName.startIndex else { return fileName }
    return String(fileName[..<dot])
  }
}

extension String {
  /// Without what a file's name may not hold on some system, and not too long for any.
  fileprivate var portable: String {
    let safe = map { character in
      "/\\:*?\"<>|".contains(character) || character.unicodeScalars.contains { $0.value < 32 } ? "_" : character
    }
    var text = String(safe)
    while text.utf8.count > 180 { text.removeLast() }
    return text
  }
}
