import Model

extension DraftFilter {
  fileprivate var condition: String {
    "state = 1" + (journal.isEmpty ? "" : " AND journal = ?") + (month == nil ? "" : " AND entry_date BETWEEN ? AND ?")
      + (onlyUnbalanced ? " AND debit <> credit" : "")
      + (purchases.map { " AND " + $0.condition } ?? "")
  }

  fileprivate var arguments: [Value] {
    (journal.isEmpty ? [] : [.text(journal)])
      + (month.map { [.number($0 * 100 + 1), .number($0 * 100 + 31)] } ?? [])
      + (purchases?.arguments ?? [])
  }

  /// The drafts that a person made: their acts are walked, which are few beside those of all.
  fileprivate static let madeBy = """
    SELECT c.draft_id FROM draft_act a JOIN draft_act_change c ON c.act_id = a.act_id
    WHERE a.person_id = ? AND a.kind = \(DraftActKind.created.rawValue)
    """
}

extension DraftFilter.Purchases {
  fileprivate var condition: String {
    let roots = PurchaseScope.accountRoots.map { "substr(l.account, 1, \($0.utf8.count)) = '\($0)'" }
    let isThere = journals.isEmpty ? "1 = 0" : "journal IN (\(journals.map(Value.text).places))"
    return """
      draft_id IN (\(DraftFilter.madeBy)) AND \(isThere)
      AND NOT EXISTS (SELECT 1 FROM draft_line l WHERE l.draft_no = draft.draft_no AND l.account <> ''
        AND NOT (\(roots.joined(separator: " OR "))))
      """
  }

  fileprivate var arguments: [Value] { [.blob(author.bytes)] + journals.map(Value.text) }
}

extension ReadTransaction {
  /// A page of the open drafts, by day, then in the order they were made; after the one of that day and number.
  public func drafts(
    _ filter: DraftFilter, after place: (date: Int32, number: Int64)? = nil, limit: Int
  ) throws -> [(card: DraftCard, place: (date: Int32, number: Int64))] {
    let day = "COALESCE(entry_date, 0)"
    let later = place == nil ? "" : " AND (\(day) > ? OR (\(day) = ? AND draft_no > ?))"
    let arguments = place.map { [Value.number($0.date), .number($0.date), .integer($0.number)] } ?? []
    return try list(
      """
      SELECT draft_no, draft_id, journal, entry_date, voucher_reference, label, line_count, debit, credit, clash_count
      FROM draft WHERE \(filter.condition)\(later) ORDER BY \(day), draft_no LIMIT ?
      """, filter.arguments + arguments + [.integer(Int64(limit))]
    ) { row in
      let date = try row.optionalDate(3)
      let card = DraftCard(
        id: try row.identifier(1), journal: row.text(2), date: date, voucherReference: row.text(4), label: row.text(5),
        lineCount: Int(row.integer(6)), debit: row.total(7), credit: row.total(8), clashCount: Int(row.integer(9)))
      return (card, (date?.number ?? 0, row.integer(0)))
    }
  }

  /// The first open draft of a year that has a line on an account that begins so.
  public func openDraft(onAccountsBeginning root: String, in year: FiscalYear) throws -> Identifier<Draft>? {
    try queryOne(
      """
      SELECT d.draft_id FROM draft d
      WHERE d.state = 1 AND d.entry_date BETWEEN ? AND ? AND EXISTS (
        SELECT 1 FROM draft_line l WHERE l.draft_no = d.draft_no AND l.account >= ? AND l.account < ?)
      ORDER BY d.draft_no LIMIT 1
      """, [.number(year.start.number), .number(year.end.number), .text(root), .text(root + ":")]
    ) { try $0.identifier(0) }
  }

  /// Whether a person made that draft, as an act of entry of their own.
  public func madeDraft(_ id: Identifier<Draft>, _ person: Identifier<Person>) throws -> Bool {
    try integer(
      "SELECT 1 FROM (\(DraftFilter.madeBy)) m WHERE m.draft_id = ? LIMIT 1", [.blob(person.bytes), .blob(id.bytes)])
      != nil
  }

  public func draftTotals(_ filter: DraftFilter) throws -> DraftTotals {
    let found = try queryOne(
      """
      SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN debit <> credit THEN 1 ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(SUM(debit), 0) AS BIGINT), CAST(COALESCE(SUM(credit), 0) AS BIGINT)
      FROM draft WHERE \(filter.condition)
      """, filter.arguments
    ) { row in
      DraftTotals(
        count: Int(row.integer(0)), unbalanced: Int(row.integer(1)), debit: row.total(2), credit: row.total(3))
    }
    return found ?? DraftTotals(count: 0, unbalanced: 0, debit: .zero, credit: .zero)
  }

  /// What a draft is; nil when there is none of that name.
  public func draft(_ id: Identifier<Draft>) throws -> DraftHistory.State? {
    let found = try queryOne(
      "SELECT draft_no, state, entry_id, changed_later FROM draft WHERE draft_id = ?", [.blob(id.bytes)]
    ) { row in
      let entry: Identifier<JournalEntry.Validated>? = row.isNull(2) ? nil : try row.identifier(2)
      return (number: row.integer(0), entry: entry, isLater: row.integer(3) == 1)
    }
    guard let found else { return nil }
    if let entry = found.entry { return .posted(entry, later: found.isLater) }
    var history = DraftHistory(id: id)
    try readChanges(of: found.number, id) { history.add($0) }
    return history.state
  }

  /// All changes of a draft, read once; nil when there is none of that name. For one that is an entry by now: which.
  public func draftHistory(
    _ id: Identifier<Draft>
  ) throws -> (history: DraftHistory, entry: Identifier<JournalEntry.Validated>?)? {
    let found = try queryOne(
      "SELECT draft_no, entry_id FROM draft WHERE draft_id = ?", [.blob(id.bytes)]
    ) { row in
      let entry: Identifier<JournalEntry.Validated>? = row.isNull(1) ? nil : try row.identifier(1)
      return (number: row.integer(0), entry: entry)
    }
    guard let found else { return nil }
    var history = DraftHistory(id: id)
    if found.entry == nil { try readChanges(of: found.number, id) { history.add($0) } }
    return (history, found.entry)
  }

  /// The changes of a draft in the order they came; none once it is an entry.
  public func changes(ofDraft id: Identifier<Draft>) throws -> [DraftChanged] {
    guard let number = try integer("SELECT draft_no FROM draft WHERE draft_id = ?", [.blob(id.bytes)]) else {
      return []
    }
    var found: [DraftChanged] = []
    try readChanges(of: number, id) { found.append($0) }
    return found
  }

  func readChanges(of draft: Int64, _ id: Identifier<Draft>, _ body: (DraftChanged) -> Void) throws {
    var edits: [Int64: DraftEdit] = [:]
    try query(
      """
      SELECT revision_no, field, line_id, text_value, number_value, second_value FROM draft_write
      WHERE draft_no = ? ORDER BY revision_no, write_no
      """, [.integer(draft)]
    ) { row in try DraftWrite.read(row, from: 1, into: &edits[row.integer(0), default: DraftEdit()]) }
    let revisions = try list(
      "SELECT revision_no, revision_id, kind, bases FROM draft_revision WHERE draft_no = ? ORDER BY revision_no",
      [.integer(draft)]
    ) { row in
      let change: DraftChange = row.integer(2) == 2 ? .discarded : .edited(edits[row.integer(0)] ?? DraftEdit())
      return DraftChanged(draft: id, revision: try row.identifier(1), bases: row.identifiers(3), change: change)
    }
    for revision in revisions { body(revision) }
  }
}
