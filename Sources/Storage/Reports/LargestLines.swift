import Model

/// A line among the largest of some accounts, with what leads to its entry.
public struct LargestLine: Equatable, Sendable {
  public let entry: Identifier<JournalEntry.Validated>
  public let journal: String
  public let number: String
  public let date: CalendarDate
  public let label: String
  public let account: String
  public let debit: Money
  public let credit: Money
  /// The file it came in; empty for an entry validated here.
  public let importFileName: String
  public let origin: Origin
}

extension ReadTransaction {
  /// The largest lines of some accounts of a year up to a day, the largest first.
  public func largestLines(
    year: Int64, accounts: [String], through date: CalendarDate, limit: Int
  ) throws -> [LargestLine] {
    guard let last = accounts.last else { return [] }
    // Few texts of the statement, whatever is asked: the last one fills it up.
    let asked = accounts.map(Value.text).filled(toMultipleOf: 20, with: .text(last))
    // The few largest are found in the lines by account, before anything of their entries is looked up.
    let sql = """
      SELECT e.entry_id, j.code, e.number, t.entry_date, COALESCE(x.label, e.label), a.number, t.debit, t.credit,
        r.file_name, e.origin_device_no, e.origin_device_epoch, e.origin_seq
      FROM (
        SELECT v.entry_no, v.line_no, v.account_no, v.entry_date, v.debit, v.credit
        FROM account i CROSS JOIN line_by_account v
        WHERE i.number IN (\(asked.places)) AND v.account_no = i.account_no AND v.year_no = ? AND v.entry_date <= ?
        ORDER BY ABS(v.debit - v.credit) DESC, v.entry_no, v.line_no LIMIT ?) t
        JOIN entry e ON e.entry_no = t.entry_no JOIN journal j ON j.journal_no = e.journal_no
        JOIN account a ON a.account_no = t.account_no
        LEFT JOIN entry_line_extra x ON x.entry_no = t.entry_no AND x.line_no = t.line_no
        LEFT JOIN import_run r ON r.import_no = e.import_no
      ORDER BY ABS(t.debit - t.credit) DESC, t.entry_no, t.line_no
      """
    return try list(sql, asked + [.integer(year), .number(date.number), .number(limit)]) { row in
      LargestLine(
        entry: try row.identifier(0), journal: row.text(1), number: row.text(2), date: try row.date(3),
        label: row.text(4), account: row.text(5), debit: row.money(6), credit: row.money(7),
        importFileName: row.text(8),
        origin: Origin(deviceNumber: row.integer(9), deviceEpoch: row.integer(10), sequence: row.integer(11)))
    }
  }
}
