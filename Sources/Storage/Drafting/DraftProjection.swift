import Model

/// Projects the life of drafts.
enum DraftProjection {
  static func changed(_ event: DraftChanged, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let known = try writer.queryOne(
      "SELECT draft_no, state FROM draft WHERE draft_id = ?", [.blob(event.draft.bytes)]
    ) { (number: $0.integer(0), state: $0.integer(1)) }
    if let known, known.state == DraftState.posted.rawValue {
      // Whoever wrote it did not know that it had become an entry.
      try writer.execute("UPDATE draft SET changed_later = 1 WHERE draft_no = ?", [.integer(known.number)])
      return
    }
    let number = try known?.number ?? insert(event.draft, origin, writer)
    try insert(event, draft: number, origin, writer)
    try renew(number, event.draft, origin, writer)
  }

  /// The draft is an entry: its lines are those of the entry, and its changes told all they had to tell.
  static func posted(
    _ draft: PostedDraft, as entry: Identifier<JournalEntry.Validated>, _ origin: Origin,
    _ writer: any WriteTransaction
  ) throws {
    let id = draft.id
    guard let number = try writer.integer("SELECT draft_no FROM draft WHERE draft_id = ?", [.blob(id.bytes)]) else {
      // It was validated from its form, or its changes come later: too late.
      try insert(id, as: entry, origin, writer)
      return
    }
    var history = DraftHistory(id: id)
    try writer.readChanges(of: number, id) { history.add($0) }
    history.post(as: entry, revisions: draft.revisions)
    var isLater = false
    if case .posted(_, let later) = history.state { isLater = later }
    try removeContent(number, writer)
    try writer.execute(
      """
      UPDATE draft SET state = ?, entry_id = ?, changed_later = ?, clash_count = 0, origin_device_no = ?,
        origin_device_epoch = ?, origin_seq = ? WHERE draft_no = ?
      """,
      [.integer(DraftState.posted.rawValue), .blob(entry.bytes), .integer(isLater ? 1 : 0)] + origin.values
        + [.integer(number)])
  }

  /// - Parameter entry: the one that it is already; nil for a draft that nothing is told of yet.
  @discardableResult
  private static func insert(
    _ id: Identifier<Draft>, as entry: Identifier<JournalEntry.Validated>? = nil, _ origin: Origin,
    _ writer: any WriteTransaction
  ) throws -> Int64 {
    let state: DraftState = entry == nil ? .open : .posted
    let number = 1 + (try writer.integer("SELECT MAX(draft_no) FROM draft") ?? 0)
    try writer.execute(
      """
      INSERT INTO draft (draft_no, draft_id, state, journal, entry_date, voucher_reference, voucher_date, label,
        line_count, debit, credit, clash_count, entry_id, changed_later, origin_device_no, origin_device_epoch,
        origin_seq)
      VALUES (?, ?, ?, '', NULL, '', NULL, '', 0, 0, 0, 0, ?, 0, ?, ?, ?)
      """,
      [.integer(number), .blob(id.bytes), .integer(state.rawValue), entry.map { .blob($0.bytes) } ?? .null]
        + origin.values)
    return number
  }

  private static func insert(
    _ event: DraftChanged, draft: Int64, _ origin: Origin, _ writer: any WriteTransaction
  ) throws {
    let revision =
      1 + (try writer.integer("SELECT MAX(revision_no) FROM draft_revision WHERE draft_no = ?", [.integer(draft)]) ?? 0)
    let isEdit = if case .edited = event.change { true } else { false }
    try writer.execute(
      """
      INSERT INTO draft_revision (draft_no, revision_no, revision_id, kind, bases, origin_device_no,
        origin_device_epoch, origin_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(draft), .integer(revision), .blob(event.revision.bytes), .integer(isEdit ? 1 : 2),
        .blob(event.bases.flatMap(\.bytes)),
      ] + origin.values)
    guard case .edited(let edit) = event.change else { return }
    try writer.insertMany(into: DraftTables.write, columns: DraftTables.write.columnNames) { row in
      var rows = DraftWrite.Rows(draft: draft, revision: revision, row: row)
      try rows.insert(edit)
    }
  }

  /// Writes the draft as all its changes say it stands.
  private static func renew(
    _ number: Int64, _ id: Identifier<Draft>, _ origin: Origin, _ writer: any WriteTransaction
  ) throws {
    var history = DraftHistory(id: id)
    try writer.readChanges(of: number, id) { history.add($0) }
    try writer.execute("DELETE FROM draft_line WHERE draft_no = ?", [.integer(number)])
    guard case .open(let draft) = history.state else {
      try writer.execute(
        """
        UPDATE draft SET state = ?, clash_count = 0, origin_device_no = ?, origin_device_epoch = ?, origin_seq = ?
        WHERE draft_no = ?
        """, [.integer(DraftState.discarded.rawValue)] + origin.values + [.integer(number)])
      return
    }
    var (debit, credit) = (MoneyTotal.zero, MoneyTotal.zero)
    try writer.insertMany(into: DraftTables.line, columns: DraftTables.line.columnNames) { row in
      for (index, line) in draft.lines.enumerated() {
        debit.add(line.amount.debit)
        credit.add(line.amount.credit)
        try insert(line, draft: number, place: index + 1, row)
      }
    }
    try writer.execute(
      """
      UPDATE draft SET state = ?, journal = ?, entry_date = ?, voucher_reference = ?, voucher_date = ?, label = ?,
        line_count = ?, debit = ?, credit = ?, clash_count = ?, origin_device_no = ?, origin_device_epoch = ?,
        origin_seq = ? WHERE draft_no = ?
      """,
      [
        .integer(DraftState.open.rawValue), .text(draft.journal), .date(draft.date), .text(draft.voucherReference),
        .date(draft.voucherDate), .text(draft.label), .integer(Int64(draft.lines.count)),
        .integer(Int64(clamping: debit.minor)), .integer(Int64(clamping: credit.minor)),
        .integer(Int64(draft.clashes.count)),
      ] + origin.values + [.integer(number)])
  }

  private static func insert(_ line: EntryDraftLine, draft: Int64, place: Int, _ row: any RowInserter) throws {
    row.set(0, draft)
    row.set(1, place)
    row.set(2, high: line.id.high, low: line.id.low)
    row.set(3, line.account)
    row.set(4, line.party?.nature.rawValue ?? 0)
    row.set(5, line.party?.code ?? "")
    row.set(6, line.amount.debit.minor)
    row.set(7, line.amount.credit.minor)
    row.set(8, line.label)
    if let date = line.dueDate { row.set(9, date.number) }
    try row.insert()
  }

  private static func removeContent(_ number: Int64, _ writer: any WriteTransaction) throws {
    for table in [DraftTables.line, DraftTables.write, DraftTables.revision] {
      try writer.execute("DELETE FROM \(table.name) WHERE draft_no = ?", [.integer(number)])
    }
  }
}

extension Value {
  /// Null when there is none.
  fileprivate static func date(_ date: CalendarDate?) -> Value { date.map { .number($0.number) } ?? .null }
}
