import Model

/// An attachment as its tables hold it, to be held against the events that made it.
public struct StoredAttachment: Equatable, Sendable {
  public let standing: DocumentFold.Standing
  /// The change-set that attached it.
  public let origin: Origin

  public init(standing: DocumentFold.Standing, origin: Origin) {
    self.standing = standing
    self.origin = origin
  }
}

/// The same of a waiver.
public struct StoredWaiver: Equatable, Sendable {
  public let waiver: DocumentFold.Waiver
  public let origin: Origin

  public init(waiver: DocumentFold.Waiver, origin: Origin) {
    self.waiver = waiver
    self.origin = origin
  }
}

extension ReadTransaction {
  /// Every attachment that the tables hold.
  public func storedAttachments() throws -> [StoredAttachment] {
    var found: [StoredAttachment] = []
    try scan(
      """
      SELECT a.attachment_id, a.draft_id, a.entry_id, a.document_hash, a.kind, a.size, a.file_name, z.kind, z.by_id,
        z.reason, a.origin_device_no, a.origin_device_epoch, a.origin_seq
      FROM attachment a LEFT JOIN attachment_end z ON z.attachment_no = a.attachment_no
      """, []
    ) { row in
      let attached = DocumentAttached(
        id: try row.identifier(0), target: try row.documentTarget(1), document: try row.documentFacts(3))
      found.append(
        StoredAttachment(
          standing: DocumentFold.Standing(
            attached: attached, entry: row.isNull(2) ? nil : try row.identifier(2), end: try row.attachmentEnd(7)),
          origin: Origin(deviceNumber: row.integer(10), deviceEpoch: row.integer(11), sequence: row.integer(12))))
    }
    return found
  }

  /// Every waiver that the tables hold.
  public func storedWaivers() throws -> [StoredWaiver] {
    try list(
      """
      SELECT waiver_id, draft_id, entry_id, reason, is_ended, origin_device_no, origin_device_epoch, origin_seq
      FROM document_waiver
      """
    ) { row in
      let waived = DocumentWaived(id: try row.identifier(0), target: try row.documentTarget(1), reason: row.text(3))
      return StoredWaiver(
        waiver: DocumentFold.Waiver(
          waived: waived, entry: row.isNull(2) ? nil : try row.identifier(2), isEnded: row.integer(4) == 1),
        origin: Origin(deviceNumber: row.integer(5), deviceEpoch: row.integer(6), sequence: row.integer(7)))
    }
  }
}

extension Row {
  /// What was named when it was attached: the draft, where there is one, in the column before that of the entry.
  fileprivate func documentTarget(_ first: Int) throws -> DocumentTarget {
    isNull(first) ? .entry(try identifier(first + 1)) : .draft(try identifier(first))
  }
}
