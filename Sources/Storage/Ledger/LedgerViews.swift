import Model

/// The rows that pages read: lines by account, by third party, entries by journal, their sums, and what finds them.
/// They hold what is visible only, so no page has to ask whether an import is complete.
enum LedgerViews {
  /// Makes the entries of an import visible: each table is filled in the order of its key, whole or in large parts.
  static func show(_ run: ImportRange, _ writer: any WriteTransaction) throws {
    try writer.changingMuch { try fill(run, writer) }
  }

  private static func fill(_ run: ImportRange, _ writer: any WriteTransaction) throws {
    let range = [Value.integer(run.number), .integer(run.firstEntry), .integer(run.lastEntry)]
    // The entries came in bulk, and so will what is made of them.
    try writer.refreshStatistics()
    // First what reads every entry by its place: once the changed pages fill the cache, and none of them may leave it
    // before the end (`cache_spill`), each page that is read is opened anew for every row.
    try showEntries(run, writer)
    try writer.execute(
      """
      INSERT INTO line_by_account (year_no, account_no, entry_date, entry_no, line_no, party_no, debit, credit,
        phase, import_no)
      SELECT e.year_no, l.account_no, COALESCE(x.entry_date, e.entry_date), l.entry_no, l.line_no, l.party_no,
        l.debit, l.credit, e.flags & 1, e.import_no
      \(source)
      ORDER BY \(accountAndDay), l.entry_no, l.line_no
      """, range)
    try writer.execute(
      """
      INSERT INTO line_by_party (year_no, account_no, party_no, entry_date, entry_no, line_no, debit, credit,
        matching_code, phase, import_no)
      SELECT e.year_no, l.account_no, l.party_no, COALESCE(x.entry_date, e.entry_date), l.entry_no, l.line_no,
        l.debit, l.credit, l.matching_code, e.flags & 1, e.import_no
      \(source) AND l.party_no > 0
      ORDER BY l.account_no, l.party_no, COALESCE(x.entry_date, e.entry_date), l.entry_no, l.line_no
      """, range)
    // The shares are joined from these lines.
    try writer.refreshStatistics()
    try renewMonthEnds(year: run.year, writer)
    try writer.refreshStatistics()
  }

  /// All that is made of whole entries, in one walk over them.
  private static func showEntries(_ run: ImportRange, _ writer: any WriteTransaction) throws {
    var (missing, habits) = (try MissingDocuments(run, writer), HabitProjection())
    var journals = JournalViews(year: run.year, importNumber: run.number)
    var (sums, keys) = (BalanceSums(year: run.year), EntryKeys())
    try ImportedEntries(writer).each(run) { entry in
      try missing.add(entry, writer)
      try habits.add(entry, writer)
      try journals.add(entry, writer)
      try sums.add(entry.changes)
      keys.add(entry)
    }
    try missing.finish(writer)
    try habits.flush(writer)
    try journals.finish(writer)
    try sums.write(writer)
    try sums.record(unit: RecordingUnit.ofImport(run.number), writer)
    try keys.write(year: run.year, importNumber: run.number, writer)
  }

  /// The order of an account's page in one number, which settles nearly every comparison at once.
  private static let accountAndDay = "l.account_no * 100000000 + COALESCE(x.entry_date, e.entry_date)"

  /// An import is of one year, which none of the orders has to name.
  private static let source = """
    FROM entry e JOIN entry_line l ON l.entry_no = e.entry_no
      LEFT JOIN entry_line_extra x ON x.entry_no = l.entry_no AND x.line_no = l.line_no
    WHERE e.import_no = ? AND e.entry_no BETWEEN ? AND ?
    """

  /// Takes the entries of an import off the pages, and adds up again what remains of its year.
  static func hide(_ run: ImportRange, _ writer: any WriteTransaction) throws {
    let place = [Value.integer(run.year), .integer(run.number)]
    try HabitProjection.hide(run, writer)
    for table in ["line_by_account", "line_by_party", "entry_by_journal", "entry_key"] {
      try writer.execute("DELETE FROM \(table) WHERE year_no = ? AND import_no = ?", place)
    }
    try BalanceSums.renew(year: run.year, writer)
    try renewMonthEnds(year: run.year, writer)
    try JournalViews.renewMonths(year: run.year, writer)
    try MissingDocuments.hide(run, writer)
  }

  /// What is made from the sums of months, and the shares of lines that the balance âgée reads.
  private static func renewMonthEnds(year: Int64, _ writer: any WriteTransaction) throws {
    try AccountMonthEnds.renew(year: year, writer)
    try RootMonths.renew(year: year, writer)
    try PartySides.renew(year: year, writer)
    try LineShares.renew(year: year, writer)
  }
}
