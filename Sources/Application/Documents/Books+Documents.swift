import Formats
import Model
import Storage
import Sync

extension Books {
  /// What stands beside a draft or an entry.
  public func documents(of target: DocumentTarget) async throws -> DocumentFile {
    let reach = try reachOfDraftReading()
    return try await store.read { transaction in
      try Self.check(target, within: reach, transaction)
      return DocumentFile(
        attachments: try transaction.attachments(of: target), waiver: try transaction.documentWaiver(of: target),
        isMissing: try transaction.isDocumentMissing(target))
    }
  }

  /// Keeps a document, and attaches it to a draft or an entry: it is on the disk before the log names it.
  ///
  /// - Parameters:
  ///   - name: of the person's file.
  ///   - knowingly: it may stand elsewhere too.
  ///   - replaced: what it takes the place of, beside the same entry.
  /// - Throws: ``DocumentRefusal``.
  @discardableResult
  public func attachDocument(
    _ bytes: [UInt8], named name: String, to target: DocumentTarget, knowingly: Bool = false,
    replacing replaced: DocumentReplacement? = nil
  ) async throws -> Identifier<Attachment> {
    let reach = try reachOfDrafts()
    let facts = DocumentFacts(
      hash: Hash256(of: bytes).bytes, kind: try Self.kind(of: bytes), size: UInt64(bytes.count),
      fileName: String(name.prefix(DocumentBounds.longestName)))
    let workplace = try open.current()
    // Asked first, so that what is refused leaves no file behind; and again with the event.
    try await workplace.storage.books.read {
      try Self.checkAttachment(of: facts, to: target, within: reach, knowingly: knowingly, replacing: replaced, $0)
    }
    let documents = workplace.storage.originals.documents
    try await BlockingWork.run { try documents.keep(bytes, hash: facts.hash) }
    return try await attach(
      facts, to: target, within: reach, knowingly: knowingly, replacing: replaced, workplace.writer)
  }

  /// Attaches a document that stands elsewhere here too.
  @discardableResult
  public func attachAgain(
    _ id: Identifier<Attachment>, to target: DocumentTarget
  ) async throws -> Identifier<Attachment> {
    let reach = try reachOfDrafts()
    let workplace = try open.current()
    let card = try await workplace.storage.books.read { try Self.attachment(id, within: reach, $0) }
    return try await attach(
      card.document, to: target, within: reach, knowingly: true, replacing: nil, workplace.writer)
  }

  private func attach(
    _ facts: DocumentFacts, to target: DocumentTarget, within reach: DraftReach, knowingly: Bool,
    replacing replaced: DocumentReplacement?, _ writer: LogWriter
  ) async throws -> Identifier<Attachment> {
    let id: Identifier<Attachment> = open.environment.identifier()
    return try await writer.append(cutting: personID) { transaction in
      try Self.checkAttachment(
        of: facts, to: target, within: reach, knowingly: knowingly, replacing: replaced, transaction)
      let attached = BookEvent.documentAttached(DocumentAttached(id: id, target: target, document: facts))
      let superseded = replaced.map {
        BookEvent.documentSuperseded(
          DocumentSuperseded(id: $0.attachment, by: id, reason: $0.reason.trimmed))
      }
      return ([attached, superseded].compactMap(\.self), id)
    }
  }

  /// Takes a document away from a draft. The log and the file keep it.
  public func detachDocument(_ id: Identifier<Attachment>) async throws {
    let reach = try reachOfDrafts()
    try await open.current().writer.append(by: personID) { transaction in
      let card = try Self.attachment(id, within: reach, transaction)
      guard card.place.entry == nil else { throw DocumentRefusal.besideEntry }
      guard card.stands else { throw DocumentRefusal.alreadyEnded }
      return [.documentDetached(DocumentDetached(id: id))]
    }
  }

  /// Says that a document beside an entry is the wrong one, and nothing takes its place yet. It stays there, marked.
  public func setDocumentAside(_ id: Identifier<Attachment>, reason: String) async throws {
    try authorise(.draftEntries)
    let reason = reason.trimmed
    guard !reason.isEmpty else { throw DocumentRefusal.reasonMissing }
    try await open.current().writer.append(by: personID) { transaction in
      guard try Self.attachment(id, within: .all, transaction).stands else { throw DocumentRefusal.alreadyEnded }
      return [.documentSuperseded(DocumentSuperseded(id: id, by: nil, reason: reason))]
    }
  }

  /// Says that a draft or an entry has no document, and why: nobody looks for one any more.
  public func waiveDocument(of target: DocumentTarget, reason: String) async throws {
    let reach = try reachOfDrafts()
    let reason = reason.trimmed
    guard !reason.isEmpty else { throw DocumentRefusal.reasonMissing }
    let id: Identifier<DocumentWaiver> = open.environment.identifier()
    try await open.current().writer.append(by: personID) { transaction in
      try Self.checkTarget(target, within: reach, transaction)
      guard try transaction.documentWaiver(of: target) == nil else { throw DocumentRefusal.alreadyWaived }
      return [.documentWaived(DocumentWaived(id: id, target: target, reason: reason))]
    }
  }

  /// A document is looked for again.
  public func endDocumentWaiver(of target: DocumentTarget) async throws {
    let reach = try reachOfDrafts()
    try await open.current().writer.append(by: personID) { transaction in
      try Self.check(target, within: reach, transaction)
      guard let waiver = try transaction.documentWaiver(of: target) else { throw DocumentRefusal.unknownWaiver }
      return [.documentWaiverEnded(DocumentWaiverEnded(id: waiver.id))]
    }
  }

  /// A document, held against its hash.
  ///
  /// - Throws: ``DocumentRefusal`` `.unknownAttachment`; ``Model/Fault`` `.alteredData` when its file is missing or is
  ///   another one.
  public func document(_ id: Identifier<Attachment>) async throws -> DocumentContent {
    let reach = try reachOfDraftReading()
    let storage = try open.current().storage
    let card = try await storage.books.read { try Self.attachment(id, within: reach, $0) }
    let documents = storage.originals.documents
    return DocumentContent(
      card: card, bytes: try await BlockingWork.run { try documents.content(of: card.document.hash) })
  }

  /// Where a document stands, for who is about to change that.
  ///
  /// - Parameter toSetAside: what only who drafts all entries may do.
  public func documentPlace(
    _ id: Identifier<Attachment>, toSetAside: Bool = false
  ) async throws -> DocumentPlace {
    if toSetAside { try authorise(.draftEntries) }
    let reach = try reachOfDrafts()
    return try await store.read { try Self.attachment(id, within: reach, $0).place }
  }

  /// Everything that was ever attached, in the order it came, page after page.
  public func allDocuments(
    after number: Int64 = 0, limit: Int = 500
  ) async throws -> (cards: [AttachmentCard], last: Int64) {
    try authorise(.readBooks)
    return try await store.read { try $0.attachments(after: number, limit: limit) }
  }

  /// The entry of that number in a journal of a year, for who names it as its file or its page does.
  public func entry(
    numbered number: String, journal: String, yearEnd: CalendarDate
  ) async throws -> Identifier<JournalEntry.Validated>? {
    try authorise(.readBooks)
    return try await store.read { transaction in
      try transaction.entry(
        numbered: number, journal: journal, year: try bookYear(endingOn: yearEnd, in: transaction).number)
    }
  }

  private static func kind(of bytes: [UInt8]) throws -> DocumentKind {
    guard !bytes.isEmpty else { throw DocumentRefusal.empty }
    guard bytes.count <= DocumentBounds.largest else { throw DocumentRefusal.tooLarge }
    switch DocumentRecognition.of(bytes) {
    case .document(let kind): return kind
    case .cut(let kind): throw DocumentRefusal.cut(kind)
    case .otherXML(let root): throw DocumentRefusal.otherXML(root: root)
    case .foreign: throw DocumentRefusal.unknownKind
    }
  }

  private static func checkAttachment(
    of facts: DocumentFacts, to target: DocumentTarget, within reach: DraftReach, knowingly: Bool,
    replacing replaced: DocumentReplacement?, _ transaction: any ReadTransaction
  ) throws {
    try checkTarget(target, within: reach, transaction)
    if let replaced {
      guard !replaced.reason.trimmed.isEmpty else { throw DocumentRefusal.reasonMissing }
      let card = try attachment(replaced.attachment, within: reach, transaction)
      guard case .entry(let entry) = target, card.place.entry == entry else { throw DocumentRefusal.unknownAttachment }
      guard card.stands else { throw DocumentRefusal.alreadyEnded }
    }
    let standing = try transaction.attachments(ofDocument: facts.hash)
    if let here = standing.first(where: { $0.place.isAt(target) }) {
      throw DocumentRefusal.alreadyThere(fileName: here.document.fileName)
    }
    guard standing.isEmpty || knowingly else {
      // Only what its writer may see is named.
      throw DocumentRefusal.elsewhere(try standing.filter { try isWithin(reach, $0, transaction) })
    }
  }

  /// A draft that is open, an entry that is shown.
  private static func checkTarget(
    _ target: DocumentTarget, within reach: DraftReach, _ transaction: any ReadTransaction
  ) throws {
    try check(target, within: reach, transaction)
    switch target {
    case .entry(let id): guard try transaction.hasEntry(id) else { throw DocumentRefusal.unknownTarget }
    case .draft(let id):
      do {
        _ = try openDraft(id, transaction)
      } catch DraftRefusal.unknown { throw DocumentRefusal.unknownTarget }
    }
  }

  /// - Throws: ``DocumentRefusal`` `.unknownTarget` for what this person may not see.
  private static func check(
    _ target: DocumentTarget, within reach: DraftReach, _ transaction: any ReadTransaction
  ) throws {
    guard reach.author != nil else { return }
    guard case .draft(let id) = target, try isOpen(id, within: reach, transaction) else {
      throw DocumentRefusal.unknownTarget
    }
  }

  private static func isWithin(
    _ reach: DraftReach, _ card: AttachmentCard, _ transaction: any ReadTransaction
  ) throws -> Bool {
    guard reach.author != nil else { return true }
    guard card.place.entry == nil, let draft = card.place.draft else { return false }
    return try isOpen(draft, within: reach, transaction)
  }

  private static func isOpen(
    _ draft: Identifier<Draft>, within reach: DraftReach, _ transaction: any ReadTransaction
  ) throws -> Bool {
    do {
      _ = try openDraft(draft, within: reach, transaction)
      return true
    } catch is DraftRefusal { return false }
  }

  private static func attachment(
    _ id: Identifier<Attachment>, within reach: DraftReach, _ transaction: any ReadTransaction
  ) throws -> AttachmentCard {
    guard let card = try transaction.attachment(id), try isWithin(reach, card, transaction) else {
      throw DocumentRefusal.unknownAttachment
    }
    return card
  }
}

extension DocumentPlace {
  fileprivate func isAt(_ target: DocumentTarget) -> Bool {
    switch target {
    case .draft(let id): draft == id && entry == nil
    case .entry(let id): entry == id
    }
  }
}
