import Model

/// Keeps the list of the visible entries that need a document and have none.
struct MissingDocuments {
  private struct Entry {
    let journal: Int64
    let date: Int64
    let number: Int64
  }

  /// Entries held before they are written: memory does not grow with an import.
  private static let mostEntries = 100_000
  private static let monthUpsert = Upsert(into: DocumentTables.missingMonth, .add(["entry_count"]))

  private let run: ImportRange
  /// What each account says of its entry, by its local number.
  private let signs: [Int64: DocumentNeed.Sign]
  /// Entries that are not on the list, whatever they need.
  private let settled: Set<Int64>
  private var entries: [Entry] = []

  /// The list of an import that becomes visible: its entries are to be added.
  init(_ run: ImportRange, _ reader: any ReadTransaction) throws {
    self.run = run
    let accounts = try reader.list("SELECT account_no, number FROM account") { ($0.integer(0), $0.text(1)) }
    signs = Dictionary(uniqueKeysWithValues: accounts.map { ($0.0, DocumentNeed.sign(of: $0.1)) })
    settled = Set(try reader.list(Self.settledEntries, [.integer(run.number), .integer(run.number)]) { $0.integer(0) })
  }

  mutating func add(_ entry: ShownEntry, _ writer: any WriteTransaction) throws {
    let signs = signs
    guard !entry.isOpening, DocumentNeed.isFelt(by: entry.lines.lazy.map { signs[$0.account] ?? .nothing }),
      !settled.contains(entry.number)
    else { return }
    entries.append(Entry(journal: entry.journal, date: entry.date, number: entry.number))
    if entries.count >= Self.mostEntries { try write(writer) }
  }

  /// Writes what is left, and the months.
  mutating func finish(_ writer: any WriteTransaction) throws {
    try write(writer)
    try Self.addMonths(year: run.year, writer)
  }

  private mutating func write(_ writer: any WriteTransaction) throws {
    entries.sort { ($0.journal, $0.date, $0.number) < ($1.journal, $1.date, $1.number) }
    let table = DocumentTables.missing
    try writer.insertMany(into: table, columns: table.columnNames) { row in
      for entry in entries {
        row.set(0, run.year)
        row.set(1, entry.journal)
        row.set(2, entry.date)
        row.set(3, entry.number)
        row.set(4, run.number)
        try row.insert()
      }
    }
    entries.removeAll(keepingCapacity: true)
  }

  /// Entries of an import that were reversed, or have a document or a waiver.
  private static var settledEntries: String {
    """
    SELECT e.entry_no FROM entry_reversal v JOIN entry e ON e.entry_no = v.entry_no WHERE e.import_no = ?
    UNION SELECT e.entry_no FROM (\(given)) g JOIN entry e ON e.entry_id = g.entry_id WHERE e.import_no = ?
    """
  }

  /// The identifiers of entries that have a document or a waiver.
  private static var given: String {
    """
    SELECT a.entry_id FROM attachment a WHERE a.entry_id IS NOT NULL AND \(isAttached)
    UNION SELECT w.entry_id FROM document_waiver w WHERE w.entry_id IS NOT NULL AND w.is_ended = 0
    """
  }

  static func hide(_ run: ImportRange, _ writer: any WriteTransaction) throws {
    try writer.execute(
      "DELETE FROM missing_document WHERE year_no = ? AND import_no = ?", [.integer(run.year), .integer(run.number)])
    try addMonths(year: run.year, writer)
  }

  private static func addMonths(year: Int64, _ writer: any WriteTransaction) throws {
    try writer.execute("DELETE FROM missing_document_month WHERE year_no = ?", [.integer(year)])
    try writer.execute(
      """
      INSERT INTO missing_document_month (year_no, journal_no, month, entry_count)
      SELECT year_no, journal_no, month, COUNT(*) FROM (
        SELECT year_no, journal_no, entry_date / 100 AS month FROM missing_document WHERE year_no = ?
      ) d GROUP BY year_no, journal_no, month ORDER BY 1, 2, 3
      """, [.integer(year)])
  }

  /// Puts an entry on the list or takes it off, as its lines, its documents and its waivers say.
  ///
  /// - Parameter entry: its identifier; null for none.
  static func renew(_ entry: Value, _ writer: any WriteTransaction) throws {
    guard entry != .null else { return }
    try renew("e.entry_id = ?", entry, writer)
  }

  /// - Parameter number: local number of the entry.
  static func renew(number: Int64, _ writer: any WriteTransaction) throws {
    try renew("e.entry_no = ?", .integer(number), writer)
  }

  private static func renew(_ place: String, _ entry: Value, _ writer: any WriteTransaction) throws {
    // Nil for an entry of an import that was withdrawn, or is not complete yet.
    guard let found = try writer.listedEntry(place, entry), found.isListed != found.isMissing else { return }
    let key = [found.year, found.journal, found.date, found.number].map(Value.integer)
    if found.isMissing {
      try writer.execute(
        """
        INSERT INTO missing_document (year_no, journal_no, entry_date, entry_no, import_no) VALUES (?, ?, ?, ?, ?)
        """, key + [.integer(found.importNumber)])
    } else {
      try writer.execute(
        "DELETE FROM missing_document WHERE year_no = ? AND journal_no = ? AND entry_date = ? AND entry_no = ?", key)
    }
    let month = [found.year, found.journal, found.date / 100]
    try writer.upsertMany(monthUpsert) { row in
      for (column, value) in (month + [found.isMissing ? 1 : -1]).enumerated() { row.set(column, value) }
      try row.insert()
    }
    guard !found.isMissing else { return }
    try writer.execute(
      "DELETE FROM missing_document_month WHERE year_no = ? AND journal_no = ? AND month = ? AND entry_count = 0",
      month.map(Value.integer))
  }

  /// For a question whose entries are `e`, and are many: which accounts ask for a document is found once.
  static let conditionOfMany =
    condition { "SELECT 1 FROM entry_line l WHERE l.entry_no = e.entry_no AND l.account_no IN \(accounts($0))" }

  /// For a question about one entry, `e`.
  static let condition = condition { kind in
    """
    SELECT 1 FROM entry_line l JOIN account k ON k.account_no = l.account_no
    WHERE l.entry_no = e.entry_no AND (\(kind("k.number")))
    """
  }

  private static func condition(_ lines: (Accounts) -> String) -> String {
    """
    e.flags & \(EntryFlags.opening.rawValue) = 0 AND \(need(lines))
      AND NOT EXISTS (SELECT 1 FROM entry_reversal v WHERE v.entry_no = e.entry_no)
      AND \(lacks("entry_id = e.entry_id"))
    """
  }

  /// For a question whose drafts are `d`.
  static var draftCondition: String {
    """
    \(need { "SELECT 1 FROM draft_line l WHERE l.draft_no = d.draft_no AND (\($0("l.account")))" })
      AND \(lacks("draft_id = d.draft_id"))
    """
  }

  /// No document, and no waiver.
  private static func lacks(_ place: String) -> String {
    """
    NOT EXISTS (SELECT 1 FROM attachment a WHERE a.\(place) AND \(isAttached))
      AND NOT EXISTS (SELECT 1 FROM document_waiver w WHERE w.\(place) AND w.is_ended = 0)
    """
  }

  private static let isAttached =
    "NOT EXISTS (SELECT 1 FROM attachment_end z WHERE z.attachment_no = a.attachment_no)"

  private typealias Accounts = (String) -> String

  /// ``Model/DocumentNeed`` in words of the store.
  ///
  /// - Parameter lines: the lines whose account, in the column it is handed, is of some kind.
  private static func need(_ lines: (Accounts) -> String) -> String {
    let charge: Accounts = { "(\(begins($0, DocumentNeed.charged))) AND NOT (\(begins($0, DocumentNeed.spared)))" }
    let invoice: Accounts = { begins($0, DocumentNeed.invoiced) }
    let payment: Accounts = { begins($0, DocumentNeed.paid) }
    return "(EXISTS (\(lines(charge))) OR (EXISTS (\(lines(invoice))) AND NOT EXISTS (\(lines(payment)))))"
  }

  private static func accounts(_ kind: Accounts) -> String {
    "(SELECT account_no FROM account WHERE \(kind("number")))"
  }

  private static func begins(_ column: String, _ beginnings: [String]) -> String {
    beginnings.map { "substr(\(column), 1, \($0.utf8.count)) = '\($0)'" }.joined(separator: " OR ")
  }
}

extension ReadTransaction {
  /// A visible entry, whether it is on the list, and whether it should be.
  fileprivate func listedEntry(
    _ place: String, _ entry: Value
  ) throws -> (
    year: Int64, journal: Int64, date: Int64, number: Int64, importNumber: Int64, isListed: Bool, isMissing: Bool
  )? {
    try queryOne(
      """
      SELECT e.year_no, e.journal_no, e.entry_date, e.entry_no, e.import_no,
        CASE WHEN EXISTS (SELECT 1 FROM missing_document m WHERE m.year_no = e.year_no AND m.journal_no = e.journal_no
          AND m.entry_date = e.entry_date AND m.entry_no = e.entry_no) THEN 1 ELSE 0 END,
        CASE WHEN \(MissingDocuments.condition) THEN 1 ELSE 0 END
      FROM entry e WHERE \(place) AND \(Self.visible)
      """, [entry]
    ) { row in
      (
        row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5) == 1,
        row.integer(6) == 1
      )
    }
  }
}

extension ReadTransaction {
  /// Entries that are listed and should not be, or the other way round, in technical words.
  func missingDocumentGaps() throws -> [String] {
    let place = "year_no, journal_no, entry_date, entry_no"
    return try list(
      """
      SELECT \(place), CAST(SUM(one) AS BIGINT) FROM (
        SELECT \(place), 1 AS one FROM missing_document
        UNION ALL SELECT e.year_no, e.journal_no, e.entry_date, e.entry_no, -1 FROM entry e
          WHERE \(MissingDocuments.conditionOfMany) AND \(Self.visible)
      ) u GROUP BY \(place) HAVING SUM(one) <> 0 ORDER BY \(place) LIMIT 20
      """
    ) { row in
      let place = (0..<4).map { String(row.integer($0)) }.joined(separator: ", ")
      return "missing_document (\(place)) is off by \(row.integer(4))"
    }
  }
}
