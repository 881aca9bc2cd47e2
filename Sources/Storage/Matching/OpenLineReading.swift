import Model

/// Which lines of an account are asked for: of one third party, or of none.
public struct MatchingPlace: Equatable, Sendable {
  public let account: NumberedAccount
  public let party: NumberedParty?

  public init(account: NumberedAccount, party: NumberedParty?) {
    self.account = account
    self.party = party
  }

  var arguments: [Value] { [.integer(account.number), .integer(party?.number ?? 0)] }
}

/// How many lines nothing settles, and what they add up to.
public struct OpenSums: Equatable, Sendable {
  public internal(set) var count = 0
  public internal(set) var debit = MoneyTotal.zero
  public internal(set) var credit = MoneyTotal.zero

  public var balance: MoneyTotal { debit - credit }
}

extension ReadTransaction {
  /// Whether the year begins with balances brought forward: the lines of the years before are then in its own. An
  /// opening that a reopening took back brings nothing.
  public func hasOpening(year: Int64) throws -> Bool {
    let found = try integer(
      "SELECT 1 FROM account_month WHERE year_no = ? AND phase = \(BalancePhase.opening.rawValue) LIMIT 1",
      [.integer(year)])
    guard found != nil else { return false }
    let start = try queryOne("SELECT start_date FROM fiscal_year WHERE year_no = ?", [.integer(year)]) {
      try $0.date(0)
    }
    guard let before = start?.adding(days: -1) else { return true }
    let end = [Value.number(before.number)]
    guard try integer("SELECT is_closed FROM year_closing WHERE year_end = ?", end) == 0 else { return true }
    return try integer("SELECT 1 FROM closing_opening WHERE year_end = ? LIMIT 1", end) == nil
  }

  /// The lines that bear no letters, the oldest first; after a place where one is given.
  ///
  /// - Parameter years: in their order.
  public func openLines(
    _ place: MatchingPlace, years: [Int64], after key: LineKey? = nil, limit: Int? = nil,
    _ body: (LineKey, OpenLine) throws -> Void
  ) throws {
    var left = limit ?? .max
    let later = key == nil ? "" : " AND (v.entry_date, v.entry_no, v.line_no) > (?, ?, ?)"
    let end = key.map { [Value.number($0.date.number), .integer($0.entry), .integer($0.line)] } ?? []
    for year in years where left > 0 {
      let sql = """
        SELECT v.entry_date, v.entry_no, v.line_no, e.entry_id, j.code, e.number,
          COALESCE(x.voucher_reference, e.voucher_reference), COALESCE(x.label, e.label), d.due_date, v.debit, v.credit
        FROM \(openTables(place)) JOIN entry e ON e.entry_no = v.entry_no JOIN journal j ON j.journal_no = e.journal_no
          LEFT JOIN entry_line_extra x ON x.entry_no = v.entry_no AND x.line_no = v.line_no
          LEFT JOIN entry_line_due d ON d.entry_no = v.entry_no AND d.line_no = v.line_no
        WHERE \(openCondition)\(later)
        ORDER BY v.entry_date, v.entry_no, v.line_no\(limit == nil ? "" : " LIMIT \(left)")
        """
      try scan(sql, [.integer(year)] + place.arguments + end) { row in
        left -= 1
        let line = row.integer(2)
        try body(
          LineKey(date: try row.date(0), entry: row.integer(1), line: line),
          OpenLine(
            reference: LineReference(entry: try row.identifier(3), line: UInt32(truncatingIfNeeded: line - 1)),
            date: try row.date(0), journal: row.text(4), number: row.text(5), voucherReference: row.text(6),
            label: row.text(7), dueDate: try row.optionalDate(8), debit: row.money(9), credit: row.money(10)))
      }
    }
  }

  public func openSums(_ place: MatchingPlace, years: [Int64]) throws -> OpenSums {
    var sums = OpenSums()
    for year in years {
      let sql = """
        SELECT COUNT(*), CAST(SUM(v.debit) AS BIGINT), CAST(SUM(v.credit) AS BIGINT)
        FROM \(openTables(place)) WHERE \(openCondition)
        """
      try query(sql, [.integer(year)] + place.arguments) { row in
        sums.count += Int(row.integer(0))
        sums.debit += row.total(1)
        sums.credit += row.total(2)
      }
    }
    return sums
  }

  private func openTables(_ place: MatchingPlace) -> String {
    """
    \(place.party == nil ? "line_by_account" : "line_by_party") v
      JOIN entry_line l ON l.entry_no = v.entry_no AND l.line_no = v.line_no
      LEFT JOIN matching_line ml ON ml.entry_no = v.entry_no AND ml.line_no = v.line_no
    """
  }

  private var openCondition: String {
    "v.year_no = ? AND v.account_no = ? AND v.party_no = ? AND l.matching_code = '' AND ml.matching_no IS NULL"
  }

  /// What is open on the accounts of a class, account by account and third party by third party.
  ///
  /// - Parameter prefix: first digits of the accounts.
  public func openPlaces(
    prefix: String, years: [Int64], _ body: (NumberedAccount, NumberedParty?, OpenSums) throws -> Void
  ) throws {
    for year in years {
      for table in ["line_by_account", "line_by_party"] {
        let sql = """
          SELECT a.account_no, a.number, a.label, p.party_no, p.nature, p.code, p.label, COUNT(*),
            CAST(SUM(v.debit) AS BIGINT), CAST(SUM(v.credit) AS BIGINT)
          FROM \(table) v JOIN account a ON a.account_no = v.account_no
            JOIN entry_line l ON l.entry_no = v.entry_no AND l.line_no = v.line_no
            LEFT JOIN party p ON p.party_no = v.party_no
            LEFT JOIN matching_line ml ON ml.entry_no = v.entry_no AND ml.line_no = v.line_no
          WHERE v.year_no = ? AND a.number >= ? AND a.number < ? AND l.matching_code = '' AND ml.matching_no IS NULL
            \(table == "line_by_account" ? "AND v.party_no = 0" : "")
          GROUP BY a.account_no, a.number, a.label, p.party_no, p.nature, p.code, p.label
          """
        try scan(sql, [.integer(year), .text(prefix), .text(prefix + ":")]) { row in
          let account = NumberedAccount(number: row.integer(0), account: row.text(1), label: row.text(2))
          let party =
            row.isNull(3)
            ? nil : NumberedParty(number: row.integer(3), key: try row.partyKey(4, 5), label: row.text(6))
          try body(
            account, party, OpenSums(count: Int(row.integer(7)), debit: row.total(8), credit: row.total(9)))
        }
      }
    }
  }
}
