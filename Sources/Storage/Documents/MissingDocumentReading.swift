import Model

/// Which of the entries without a document are asked for.
public struct MissingDocumentQuestion: Equatable, Sendable {
  public let year: Int64
  /// In the order of their codes.
  public let journals: [NumberedJournal]
  public let days: ClosedRange<CalendarDate>
  /// Entries with a line of one of these: the same code may name a customer and a supplier. Nil for all.
  public let parties: [Int64]?

  public init(
    year: Int64, journals: [NumberedJournal], days: ClosedRange<CalendarDate>, parties: [Int64]? = nil
  ) {
    self.year = year
    self.journals = journals
    self.days = days
    self.parties = parties
  }
}

extension ReadTransaction {
  /// Entries without a document: by journal, then by day. Those of a journal after a place in it.
  public func missingDocuments(
    _ question: MissingDocumentQuestion, after place: (journal: String, key: EntryKey)? = nil, limit: Int
  ) throws -> [(row: MissingDocument, key: EntryKey)] {
    var found: [(row: MissingDocument, key: EntryKey)] = []
    for journal in question.journals where found.count < limit {
      if let place, journal.code.precedes(place.journal) { continue }
      let key = place.flatMap { $0.journal == journal.code ? $0.key : nil }
      found += try missingDocuments(question, in: journal, after: key, limit: limit - found.count)
    }
    return found
  }

  private func missingDocuments(
    _ question: MissingDocumentQuestion, in journal: NumberedJournal, after key: EntryKey?, limit: Int
  ) throws -> [(row: MissingDocument, key: EntryKey)] {
    let later = key == nil ? "" : " AND (m.entry_date, m.entry_no) > (?, ?)"
    // The limit stands in the text: an engine that plans once for all pages then knows that they are few.
    let sql = """
      SELECT m.entry_date, m.entry_no, e.entry_id, e.number, e.voucher_reference, e.label,
        COALESCE(p.code, ''), COALESCE(p.label, ''), b.debit
      FROM \(question.source)
        JOIN entry_by_journal b ON b.year_no = m.year_no AND b.journal_no = m.journal_no
          AND b.entry_date = m.entry_date AND b.entry_no = m.entry_no
        LEFT JOIN party p ON p.party_no =
          (SELECT MIN(l.party_no) FROM entry_line l WHERE l.entry_no = m.entry_no AND l.party_no > 0)
      WHERE m.year_no = ? AND m.journal_no = ? AND m.entry_date BETWEEN ? AND ?\(question.partyCondition)\(later)
      ORDER BY m.entry_date, m.entry_no LIMIT \(limit)
      """
    let arguments =
      question.partyArguments + [.integer(question.year), .integer(journal.number)] + question.bounds
      + (key.map { [.number($0.date.number), .integer($0.entry)] } ?? [])
    return try list(sql, arguments) { row in
      let date = try row.date(0)
      let missing = MissingDocument(
        id: try row.identifier(2), journal: journal.code, number: row.text(3), date: date,
        voucherReference: row.text(4), label: row.text(5), party: row.text(6), partyLabel: row.text(7),
        debit: row.total(8))
      return (missing, EntryKey(date: date, entry: row.integer(1)))
    }
  }

  /// How many there are, by journal; journals that miss nothing are left out.
  public func missingDocumentCounts(
    _ question: MissingDocumentQuestion
  ) throws -> [(journal: NumberedJournal, count: Int)] {
    let ofParties = question.parties == nil ? nil : try countsOfParties(question)
    return try question.journals.compactMap { journal in
      let count = try ofParties.map { $0[journal.number, default: 0] } ?? count(question, in: journal)
      return count == 0 ? nil : (journal, count)
    }
  }

  /// By the local number of the journal: the lines of the third parties are read once for all of them.
  private func countsOfParties(_ question: MissingDocumentQuestion) throws -> [Int64: Int] {
    let counts = try list(
      """
      SELECT m.journal_no, COUNT(*) FROM \(question.source)
      WHERE m.year_no = ? AND m.entry_date BETWEEN ? AND ?\(question.partyCondition) GROUP BY m.journal_no
      """, question.partyArguments + [.integer(question.year)] + question.bounds
    ) { ($0.integer(0), Int($0.integer(1))) }
    return Dictionary(counts, uniquingKeysWith: +)
  }

  private func count(_ question: MissingDocumentQuestion, in journal: NumberedJournal) throws -> Int {
    let place = [Value.integer(question.year), .integer(journal.number)]
    if let months = question.wholeMonths {
      let sum = try integer(
        """
        SELECT CAST(SUM(entry_count) AS BIGINT) FROM missing_document_month
        WHERE year_no = ? AND journal_no = ? AND month BETWEEN ? AND ?
        """, place + [.number(months.lowerBound), .number(months.upperBound)])
      return Int(sum ?? 0)
    }
    let sum = try integer(
      """
      SELECT COUNT(*) FROM missing_document m
      WHERE m.year_no = ? AND m.journal_no = ? AND m.entry_date BETWEEN ? AND ?
      """, place + question.bounds)
    return Int(sum ?? 0)
  }

  /// The third parties of that code, of whatever nature.
  public func partyNumbers(_ code: String) throws -> [Int64] {
    try list("SELECT party_no FROM party WHERE code = ? ORDER BY party_no", [.text(code)]) { $0.integer(0) }
  }

  /// Of all journals and days of a year.
  public func missingDocumentCount(year: Int64) throws -> Int {
    Int(
      try integer(
        "SELECT CAST(SUM(entry_count) AS BIGINT) FROM missing_document_month WHERE year_no = ?", [.integer(year)])
        ?? 0)
  }

  /// Open drafts without a document, by day, then in the order they were made.
  public func missingDrafts(
    after place: (date: Int32, number: Int64)? = nil, limit: Int
  ) throws -> [(card: DraftCard, place: (date: Int32, number: Int64))] {
    let day = "COALESCE(d.entry_date, 0)"
    let later = place == nil ? "" : " AND (\(day), d.draft_no) > (?, ?)"
    let sql = """
      SELECT d.draft_no, d.draft_id, d.journal, d.entry_date, d.voucher_reference, d.label, d.line_count, d.debit,
        d.credit, d.clash_count
      FROM draft d WHERE \(Self.draftFilter)\(later) ORDER BY \(day), d.draft_no LIMIT \(limit)
      """
    return try list(sql, place.map { [.number($0.date), .integer($0.number)] } ?? []) { row in
      let date = try row.optionalDate(3)
      let card = DraftCard(
        id: try row.identifier(1), journal: row.text(2), date: date, voucherReference: row.text(4),
        label: row.text(5), lineCount: Int(row.integer(6)), debit: row.total(7), credit: row.total(8),
        clashCount: Int(row.integer(9)))
      return (card, (date?.number ?? 0, row.integer(0)))
    }
  }

  public func missingDraftCount() throws -> Int {
    Int(try integer("SELECT COUNT(*) FROM draft d WHERE \(Self.draftFilter)") ?? 0)
  }

  private static var draftFilter: String {
    "d.state = \(DraftState.open.rawValue) AND \(MissingDocuments.draftCondition)"
  }
}

extension MissingDocumentQuestion {
  fileprivate var bounds: [Value] { [.number(days.lowerBound.number), .number(days.upperBound.number)] }

  /// The months (AAAAMM) that the days are, when they are whole ones.
  fileprivate var wholeMonths: ClosedRange<Int32>? {
    guard days.lowerBound.day == 1, days.upperBound.isLastOfMonth else { return nil }
    return days.lowerBound.number / 100...days.upperBound.number / 100
  }

  /// Where the entries `e` and what misses for them, `m`, come from: of a third party, from its lines, which are few.
  fileprivate var source: String {
    guard let parties, !parties.isEmpty else { return "missing_document m JOIN entry e ON e.entry_no = m.entry_no" }
    let places = parties.map { _ in "?" }.joined(separator: ", ")
    // CROSS JOIN: SQLite then reads in this order, and never the whole journal.
    return """
      (SELECT DISTINCT v.entry_no FROM party_account y CROSS JOIN line_by_party v
        WHERE y.year_no = ? AND y.party_no IN (\(places)) AND v.year_no = y.year_no AND v.account_no = y.account_no
          AND v.party_no = y.party_no) i
        CROSS JOIN entry e CROSS JOIN missing_document m
      """
  }

  fileprivate var partyCondition: String {
    guard let parties else { return "" }
    return parties.isEmpty
      ? " AND 1 = 0"
      : """
       AND e.entry_no = i.entry_no AND m.journal_no = e.journal_no AND m.entry_date = e.entry_date
        AND m.entry_no = e.entry_no AND e.year_no = m.year_no
      """
  }

  fileprivate var partyArguments: [Value] {
    guard let parties, !parties.isEmpty else { return [] }
    return [.integer(year)] + parties.map(Value.integer)
  }
}
