import Model

/// Projects documents and waivers, in the order of the log.
enum DocumentProjection {
  static func attached(_ event: DocumentAttached, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let known = try writer.integer(
      "SELECT attachment_no FROM attachment WHERE attachment_id = ?", [.blob(event.id.bytes)])
    guard known == nil else { return }
    let number = 1 + (try writer.integer("SELECT MAX(attachment_no) FROM attachment") ?? 0)
    let target = try columns(of: event.target, writer)
    try writer.execute(
      """
      INSERT INTO attachment (attachment_no, attachment_id, draft_id, entry_id, document_hash, kind, size, file_name,
        origin_device_no, origin_device_epoch, origin_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(number), .blob(event.id.bytes), target.draft, target.entry, .blob(event.document.hash),
        .number(event.document.kind.rawValue), .integer(try event.document.size.bounded()),
        .text(event.document.fileName),
      ] + origin.values)
    try MissingDocuments.renew(target.entry, writer)
  }

  static func detached(_ event: DocumentDetached, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let found = try attachment(event.id, writer)
    // What stands beside an entry by now is not taken away any more.
    guard found.entry == .null, !found.isEnded else { return }
    try end(found.number, kind: 1, by: .null, reason: "", origin, writer)
  }

  static func superseded(_ event: DocumentSuperseded, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let found = try attachment(event.id, writer)
    guard !found.isEnded else { return }
    let replacement = event.by.map { Value.blob($0.bytes) } ?? .null
    try end(found.number, kind: 2, by: replacement, reason: event.reason, origin, writer)
    try MissingDocuments.renew(found.entry, writer)
  }

  static func waived(_ event: DocumentWaived, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let known = try writer.integer("SELECT waiver_no FROM document_waiver WHERE waiver_id = ?", [.blob(event.id.bytes)])
    guard known == nil else { return }
    let number = 1 + (try writer.integer("SELECT MAX(waiver_no) FROM document_waiver") ?? 0)
    let target = try columns(of: event.target, writer)
    try writer.execute(
      """
      INSERT INTO document_waiver (waiver_no, waiver_id, draft_id, entry_id, reason, is_ended, origin_device_no,
        origin_device_epoch, origin_seq) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)
      """,
      [.integer(number), .blob(event.id.bytes), target.draft, target.entry, .text(event.reason)] + origin.values)
    try MissingDocuments.renew(target.entry, writer)
  }

  static func ended(_ event: DocumentWaiverEnded, _ writer: any WriteTransaction) throws {
    try writer.execute("UPDATE document_waiver SET is_ended = 1 WHERE waiver_id = ?", [.blob(event.id.bytes)])
    let entry = try writer.queryOne(
      "SELECT entry_id FROM document_waiver WHERE waiver_id = ?", [.blob(event.id.bytes)]
    ) { $0.isNull(0) ? Value.null : .blob($0.blob(0)) }
    guard let entry else { throw Fault(.database, "no waiver of that name") }
    try MissingDocuments.renew(entry, writer)
  }

  /// What stood beside a draft stands beside the entry it became.
  static func posted(
    _ draft: Identifier<Draft>, as entry: Identifier<JournalEntry.Validated>, _ writer: any WriteTransaction
  ) throws {
    let names = [Value.blob(entry.bytes), .blob(draft.bytes)]
    try writer.execute(
      """
      UPDATE attachment SET entry_id = ? WHERE draft_id = ? AND entry_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM attachment_end z WHERE z.attachment_no = attachment.attachment_no)
      """, names)
    try writer.execute("UPDATE document_waiver SET entry_id = ? WHERE draft_id = ? AND entry_id IS NULL", names)
  }

  private static func end(
    _ number: Int64, kind: Int64, by replacement: Value, reason: String, _ origin: Origin,
    _ writer: any WriteTransaction
  ) throws {
    try writer.execute(
      """
      INSERT INTO attachment_end (attachment_no, kind, by_id, reason, origin_device_no, origin_device_epoch, origin_seq)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [.integer(number), .integer(kind), replacement, .text(reason)] + origin.values)
  }

  private static func attachment(
    _ id: Identifier<Attachment>, _ writer: any WriteTransaction
  ) throws -> (number: Int64, entry: Value, isEnded: Bool) {
    let found = try writer.queryOne(
      """
      SELECT a.attachment_no, a.entry_id, z.kind FROM attachment a
        LEFT JOIN attachment_end z ON z.attachment_no = a.attachment_no WHERE a.attachment_id = ?
      """, [.blob(id.bytes)]
    ) { row in (row.integer(0), row.isNull(1) ? Value.null : .blob(row.blob(1)), !row.isNull(2)) }
    guard let found else { throw Fault(.database, "no attachment of that name") }
    return found
  }

  private static func columns(
    of target: DocumentTarget, _ writer: any WriteTransaction
  ) throws -> (draft: Value, entry: Value) {
    switch target {
    case .entry(let id): return (.null, .blob(id.bytes))
    case .draft(let id):
      let entry = try writer.queryOne("SELECT entry_id FROM draft WHERE draft_id = ?", [.blob(id.bytes)]) {
        $0.isNull(0) ? Value.null : .blob($0.blob(0))
      }
      return (.blob(id.bytes), entry ?? .null)
    }
  }
}
