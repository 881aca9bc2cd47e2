import Model

/// What few lines have, as a row of `entry_line_extra`. A date overridden by a blank is kept as 0.
struct LineExtra {
  private static let blank: Int32 = 0

  let original: OriginalAmount?
  let overrides: LineOverrides?

  init(original: OriginalAmount?, overrides: LineOverrides?) {
    self.original = original
    self.overrides = overrides
  }

  func insert(_ entry: Int64, _ line: Int64, _ row: any RowInserter) throws {
    row.set(0, entry)
    row.set(1, line)
    if let original {
      row.set(2, original.text)
      row.set(3, original.currency)
    }
    if let overrides {
      if let label = overrides.label { row.set(4, label) }
      if let reference = overrides.voucherReference { row.set(5, reference) }
      if let date = overrides.voucherDate { row.set(6, date.value?.number ?? Self.blank) }
      if let date = overrides.date { row.set(7, date.number) }
      if let date = overrides.validationDate { row.set(8, date.value?.number ?? Self.blank) }
      if let label = overrides.journalLabel { row.set(9, label) }
      if let label = overrides.accountLabel { row.set(10, label) }
      if let label = overrides.partyLabel { row.set(11, label) }
    }
    try row.insert()
  }

  /// The columns to select, in the order ``init(_:from:)`` reads them.
  static let columns = """
    x.original_text, x.original_currency, x.label, x.voucher_reference, x.voucher_date, x.entry_date,
    x.validation_date, x.journal_label, x.account_label, x.party_label
    """

  /// Reads the columns of ``columns``, the first of which is number `first`.
  init(_ row: any Row, from first: Int) throws {
    original =
      row.isNull(first) ? nil : OriginalAmount(text: row.text(first), currency: row.text(first + 1))
    let found = LineOverrides(
      label: row.optionalText(first + 2), voucherReference: row.optionalText(first + 3),
      voucherDate: try Self.optionalDate(row, first + 4), date: try row.optionalDate(first + 5),
      validationDate: try Self.optionalDate(row, first + 6), journalLabel: row.optionalText(first + 7),
      accountLabel: row.optionalText(first + 8), partyLabel: row.optionalText(first + 9))
    overrides = found.isEmpty ? nil : found
  }

  private static func optionalDate(_ row: any Row, _ column: Int) throws -> OptionalDate? {
    if row.isNull(column) { return nil }
    return row.integer(column) == Int64(blank) ? .blank : .date(try row.date(column))
  }
}

extension Row {
  /// - Throws: ``Model/Fault`` `.database` when the number is not a day of the calendar.
  func date(_ column: Int) throws -> CalendarDate {
    guard let date = CalendarDate(number: Int32(truncatingIfNeeded: integer(column))) else {
      throw Fault(.database, "column \(column) holds \(integer(column)), which is no date")
    }
    return date
  }

  func optionalDate(_ column: Int) throws -> CalendarDate? { isNull(column) ? nil : try date(column) }
}
