import Model
import Storage

/// Holds the file of every document against the hash that was signed.
enum DocumentCheck {
  /// More problems than this are not listed.
  private static let listed = 50
  private static let pageSize = 500

  /// Blocking: reads every document to its end.
  ///
  /// - Parameter progress: told how far it is, from 0 to 1000; throwing stops.
  static func problems(
    _ cards: [AttachmentCard], in documents: SealedDocuments, progress: (Int) throws -> Void
  ) throws -> [Verification.Problem] {
    var found: [Verification.Problem] = []
    for (place, card) in cards.enumerated() where found.count < listed {
      if let defect = try documents.defect(of: card.document.hash) {
        found.append(
          .document(
            fileName: card.document.fileName, hash: card.document.hash, defect,
            Verification.EntryPlace(
              journal: card.place.journal, number: card.place.number, date: card.place.date)))
      }
      try progress((place + 1) * 1000 / cards.count)
    }
    return found
  }

  /// One attachment of each document that was ever attached.
  static func cards(_ transaction: any ReadTransaction) throws -> [AttachmentCard] {
    var (cards, known, number): ([AttachmentCard], Set<[UInt8]>, Int64) = ([], [], 0)
    while true {
      let page = try transaction.attachments(after: number, limit: pageSize)
      guard !page.cards.isEmpty else { return cards }
      cards += page.cards.filter { known.insert($0.document.hash).inserted }
      number = page.last
    }
  }
}
