import Model

extension ReadTransaction {
  /// Where the sums that pages read are not those of the tables they are made from, in technical words. What one entry
  /// adds up to is held against its lines elsewhere: see ``EntryRow/listed``.
  public func pageTableGaps() throws -> [String] {
    try gaps(
      "account_month", "year_no, account_no, month, phase", ["debit", "credit"],
      "SELECT year_no, account_no, month, phase, debit, credit FROM balance")
      + gaps(
        "party_account", "year_no, party_no, account_no", ["debit", "credit"],
        "SELECT year_no, party_no, account_no, debit, credit FROM balance WHERE party_no > 0")
      + gaps(
        "journal_month", "year_no, journal_no, month", ["debit", "credit", "entry_count", "line_count"],
        """
        SELECT year_no, journal_no, entry_date / 100 AS month, debit, credit, 1 AS entry_count, line_count
        FROM entry_by_journal
        """)
      + gaps("root_month", "year_no, root, month", ["debit", "credit"], RootMonths.source)
      + gaps("line_share", "year_no, account_no, party_no, entry_no, line_no", ["amount"], Self.sharedLines)
      + gaps(
        "missing_document_month", "year_no, journal_no, month", ["entry_count"],
        "SELECT year_no, journal_no, entry_date / 100 AS month, 1 AS entry_count FROM missing_document")
      + accountMonthEndGaps() + missingDocumentGaps() + recordedBalanceGaps()
      // What is proposed comes from the present entries alone, whatever point the books are read at.
      + (known == nil ? habitGaps() : [])
  }

  /// The lines whose shares the balance âgée reads: those of the control accounts of customers and suppliers.
  private static var sharedLines: String {
    let prefixes = AgedSide.allCases.map { "a.number >= '\($0.prefix)' AND a.number < '\($0.prefix):'" }
    return """
      SELECT v.year_no, v.account_no, v.party_no, v.entry_no, v.line_no, v.debit - v.credit AS amount
      FROM line_by_account v JOIN account a ON a.account_no = v.account_no WHERE \(prefixes.joined(separator: " OR "))
      """
  }

  /// Both sides added up under the key, one taken from the other: what does not cancel differs.
  func gaps(_ table: String, _ key: String, _ columns: [String], _ source: String) throws -> [String] {
    let sums = columns.map { "CAST(SUM(\($0)) AS BIGINT)" }.joined(separator: ", ")
    let differs = columns.map { "SUM(\($0)) <> 0" }.joined(separator: " OR ")
    let parts = key.split(separator: ",").count
    // As texts: part of a key may be one.
    let shown = key.split(separator: ", ").map { "CAST(\($0) AS TEXT)" }.joined(separator: ", ")
    let sql = """
      SELECT \(shown), \(sums) FROM (
        SELECT \(key), \(columns.joined(separator: ", ")) FROM \(table)
        UNION ALL SELECT \(key), \(columns.map { "-" + $0 }.joined(separator: ", ")) FROM (\(source)) s
      ) u GROUP BY \(key) HAVING \(differs) ORDER BY \(key) LIMIT 20
      """
    return try list(sql) { row in
      let place = (0..<parts).map { row.text($0) }.joined(separator: ", ")
      let off = columns.indices.map { "\(columns[$0]) \(row.integer(parts + $0))" }.joined(separator: ", ")
      return "\(table) (\(place)) is off by \(off)"
    }
  }
}
