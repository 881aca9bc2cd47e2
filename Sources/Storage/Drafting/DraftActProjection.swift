import Model

/// Projects acts of entry; one that several events tell is one.
enum DraftActProjection {
  static func done(_ event: DraftActDone, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let changes = DraftActTables.change
    let known = try writer.integer("SELECT act_no FROM draft_act WHERE act_id = ?", [.blob(event.act.bytes)])
    if known == nil { try insert(event, origin, writer) }
    try writer.upsertMany(Upsert(into: changes, .nothing)) { row in
      for change in event.changes {
        row.set(0, high: event.act.high, low: event.act.low)
        row.set(1, high: change.draft.high, low: change.draft.low)
        row.set(2, high: change.revision.high, low: change.revision.low)
        try row.insert()
      }
    }
  }
}

extension DraftActProjection {
  private static func insert(_ event: DraftActDone, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let last = try writer.integer(
      "SELECT MAX(act_no) FROM draft_act WHERE person_id = ?", [.blob(event.person.bytes)])
    try writer.execute(
      """
      INSERT INTO draft_act (person_id, act_no, act_id, kind, reverts, origin_device_no, origin_device_epoch,
        origin_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .blob(event.person.bytes), .integer(1 + (last ?? 0)), .blob(event.act.bytes), .number(event.kind.rawValue),
        event.reverts.map { .blob($0.bytes) } ?? .null,
      ] + origin.values)
  }
}

extension ReadTransaction {
  /// The last acts of a person, the newest first.
  public func draftActs(of person: Identifier<Person>, limit: Int) throws -> [DraftActCard] {
    try list(
      """
      SELECT a.act_id, a.kind, a.reverts,
        (SELECT COUNT(*) FROM draft_act_change c WHERE c.act_id = a.act_id),
        (SELECT COUNT(*) FROM draft_act_change c JOIN draft d ON d.draft_id = c.draft_id
          WHERE c.act_id = a.act_id AND d.state = 3),
        a.origin_seq
      FROM draft_act a WHERE a.person_id = ? ORDER BY a.act_no DESC LIMIT ?
      """, [.blob(person.bytes), .number(limit)]
    ) { row in
      guard let kind = DraftActKind(rawValue: UInt8(truncatingIfNeeded: row.integer(1))) else {
        throw Fault(.database, "\(row.integer(1)) is no kind of act")
      }
      return DraftActCard(
        act: try row.identifier(0), sequence: UInt64(row.integer(5)), kind: kind,
        reverts: row.isNull(2) ? nil : try row.identifier(2),
        draftCount: Int(row.integer(3)), postedCount: Int(row.integer(4)))
    }
  }

  public func changes(ofAct act: Identifier<DraftAct>) throws -> [DraftActDone.Change] {
    try list(
      "SELECT draft_id, revision_id FROM draft_act_change WHERE act_id = ? ORDER BY draft_id, revision_id",
      [.blob(act.bytes)]
    ) { DraftActDone.Change(draft: try $0.identifier(0), revision: try $0.identifier(1)) }
  }
}
