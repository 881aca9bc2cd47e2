import Model

extension ReadTransaction {
  /// What was attached to a draft or an entry, in the order it came; what was taken away from a draft is left out.
  public func attachments(of target: DocumentTarget) throws -> [AttachmentCard] {
    switch target {
    case .draft(let id):
      try attachmentCards(
        "a.draft_id = ? AND (z.kind IS NULL OR z.kind = 2) ORDER BY a.attachment_no", [.blob(id.bytes)])
    case .entry(let id): try attachmentCards("a.entry_id = ? ORDER BY a.attachment_no", [.blob(id.bytes)])
    }
  }

  /// Where a document stands already.
  public func attachments(ofDocument hash: [UInt8]) throws -> [AttachmentCard] {
    try attachmentCards("a.document_hash = ? AND z.kind IS NULL ORDER BY a.attachment_no", [.blob(hash)])
  }

  public func attachment(_ id: Identifier<Attachment>) throws -> AttachmentCard? {
    try attachmentCards("a.attachment_id = ?", [.blob(id.bytes)]).first
  }

  /// A page of all that was ever attached, in the order it came, after the one of that number.
  public func attachments(
    after number: Int64, limit: Int
  ) throws -> (cards: [AttachmentCard], last: Int64) {
    let last = try list(
      "SELECT attachment_no FROM attachment WHERE attachment_no > ? ORDER BY attachment_no LIMIT ?",
      [.integer(number), .number(limit)]
    ) { $0.integer(0) }.last
    guard let last else { return ([], number) }
    let cards = try attachmentCards(
      "a.attachment_no > ? AND a.attachment_no <= ? ORDER BY a.attachment_no", [.integer(number), .integer(last)])
    return (cards, last)
  }

  /// The hash of every document that was ever attached, each once.
  public func documentHashes() throws -> [[UInt8]] {
    try list("SELECT DISTINCT document_hash FROM attachment ORDER BY document_hash") { $0.blob(0) }
  }

  /// The word that no document is looked for there; nil when nobody gave it, or it was taken back.
  public func documentWaiver(of target: DocumentTarget) throws -> WaiverCard? {
    let (column, id) =
      switch target {
      case .draft(let id): ("draft_id", id.bytes)
      case .entry(let id): ("entry_id", id.bytes)
      }
    return try queryOne(
      """
      SELECT w.waiver_id, w.reason, c.received_at FROM document_waiver w \(Self.originJoin("w"))
      WHERE w.\(column) = ? AND w.is_ended = 0 ORDER BY w.waiver_no LIMIT 1
      """, [.blob(id)]
    ) { row in
      WaiverCard(
        id: try row.identifier(0), reason: row.text(1), givenAt: Instant(milliseconds: row.integer(2)))
    }
  }

  /// Whether it needs a document, has none, and nobody said that there is none.
  public func isDocumentMissing(_ target: DocumentTarget) throws -> Bool {
    switch target {
    case .draft(let id):
      try integer(
        "SELECT 1 FROM draft d WHERE d.draft_id = ? AND \(MissingDocuments.draftCondition)", [.blob(id.bytes)]) != nil
    case .entry(let id):
      try integer(
        "SELECT 1 FROM entry e WHERE e.entry_id = ? AND \(MissingDocuments.condition)", [.blob(id.bytes)]) != nil
    }
  }

  /// The entry of that number in a journal of a year, the first in the order of the books.
  public func entry(
    numbered number: String, journal: String, year: Int64
  ) throws -> Identifier<JournalEntry.Validated>? {
    try queryOne(
      """
      SELECT e.entry_id FROM entry e JOIN journal j ON j.journal_no = e.journal_no
      WHERE e.year_no = ? AND j.code = ? AND e.number = ? AND \(Self.visible) ORDER BY e.entry_no LIMIT 1
      """, [.integer(year), .text(journal), .text(number)]
    ) { try $0.identifier(0) }
  }

  /// Whether pages show that entry.
  public func hasEntry(_ id: Identifier<JournalEntry.Validated>) throws -> Bool {
    try integer("SELECT 1 FROM entry e WHERE e.entry_id = ? AND \(Self.visible)", [.blob(id.bytes)]) != nil
  }

  private static func originJoin(_ table: String) -> String {
    """
    LEFT JOIN change_set c ON c.device_no = \(table).origin_device_no AND c.device_epoch = \(table).origin_device_epoch
      AND c.seq = \(table).origin_seq
    """
  }

  private func attachmentCards(_ condition: String, _ arguments: [Value]) throws -> [AttachmentCard] {
    let sql = """
      SELECT a.attachment_id, a.document_hash, a.kind, a.size, a.file_name, c.received_at, a.draft_id, a.entry_id,
        COALESCE(j.code, d.journal, ''), COALESCE(e.number, ''), COALESCE(e.entry_date, d.entry_date),
        COALESCE(e.label, d.label, ''), z.kind, z.by_id, z.reason
      FROM attachment a \(Self.originJoin("a"))
        LEFT JOIN attachment_end z ON z.attachment_no = a.attachment_no
        LEFT JOIN entry e ON e.entry_id = a.entry_id
        LEFT JOIN journal j ON j.journal_no = e.journal_no
        LEFT JOIN draft d ON d.draft_id = a.draft_id
      WHERE \(condition)
      """
    return try list(sql, arguments) { row in
      AttachmentCard(
        id: try row.identifier(0), document: try row.documentFacts(1),
        place: DocumentPlace(
          entry: row.isNull(7) ? nil : try row.identifier(7), draft: row.isNull(6) ? nil : try row.identifier(6),
          journal: row.text(8), number: row.text(9), date: try row.optionalDate(10), label: row.text(11)),
        attachedAt: Instant(milliseconds: row.integer(5)), end: try row.attachmentEnd(12))
    }
  }
}

extension Row {
  /// Hash, kind, size and name, from a column on.
  func documentFacts(_ first: Int) throws -> DocumentFacts {
    guard let kind = DocumentKind(rawValue: UInt8(truncatingIfNeeded: integer(first + 1))) else {
      throw Fault(.database, "\(integer(first + 1)) is no kind of document")
    }
    return DocumentFacts(
      hash: blob(first), kind: kind, size: UInt64(clamping: integer(first + 2)), fileName: text(first + 3))
  }

  /// Kind, replacement and reason, from a column on; null for what stands.
  func attachmentEnd(_ first: Int) throws -> AttachmentEnd? {
    if isNull(first) { return nil }
    switch integer(first) {
    case 1: return .detached
    case 2:
      return .superseded(by: isNull(first + 1) ? nil : try identifier(first + 1), reason: text(first + 2))
    default: throw Fault(.database, "\(integer(first)) is no end of an attachment")
    }
  }
}
