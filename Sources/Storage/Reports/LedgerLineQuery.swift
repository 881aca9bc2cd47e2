import Model

extension ReadTransaction {
  /// The whole grand livre of a year, line after line: accounts in the order of their numbers, each by date. With
  /// `account`, that account alone.
  ///
  /// The entries of the year are read once and their texts kept aside (about 50 bytes each): looking them up line by
  /// line would unseal each page of the entries once for every account.
  public func ledgerLines(
    year: Int64, account: NumberedAccount? = nil, through date: CalendarDate? = nil,
    opening: ProvisionalOpening = .none, carried: (_ account: String, MoneyTotal) throws -> Void = { _, _ in },
    _ body: (LedgerLine) throws -> Void
  ) throws {
    if let account {
      let begun = opening[account.account]
      if !begun.isZero { try carried(account.account, begun) }
      return try lines(of: account, year: year, through: date, from: begun, body)
    }
    let texts = try YearTexts(year: year, self)
    let condition = date == nil ? "" : " AND entry_date <= ?"
    var walk = LedgerWalk(
      year: year, accounts: .all, period: LinePeriod(through: date), place: .first, opening: opening)
    while let account = try walk.next(self) {
      var balance = opening[account.account]
      if !balance.isZero { try carried(account.account, balance) }
      guard let texts, account.holdsLines else { continue }
      try scan(
        """
        SELECT entry_date, entry_no, line_no, party_no, debit, credit FROM line_by_account
        WHERE year_no = ? AND account_no = ?\(condition) ORDER BY entry_date, entry_no, line_no
        """, [.integer(year), .integer(account.number)] + (date.map { [.number($0.number)] } ?? [])
      ) { row in
        let (debit, credit) = (row.money(4), row.money(5))
        balance.add(debit)
        balance.add(-credit)
        let text = texts.line(entry: row.integer(1), line: row.integer(2))
        try body(
          LedgerLine(
            journal: text.journal, number: text.number, date: try row.date(0), account: account.account,
            label: text.label, party: texts.party(row.integer(3)), piece: text.piece, debit: debit, credit: credit,
            matching: text.matching, balance: balance))
      }
    }
  }

  private func lines(
    of account: NumberedAccount, year: Int64, through date: CalendarDate?, from begun: MoneyTotal,
    _ body: (LedgerLine) throws -> Void
  ) throws {
    guard account.holdsLines else { return }
    var balance = begun
    try eachLine(LineRange(year: year, account: account.number, through: date), .first) { line in
      balance.add(line.debit)
      balance.add(-line.credit)
      try body(
        LedgerLine(
          journal: line.journal, number: line.entryNumber, date: line.key.date, account: account.account,
          label: line.label, party: line.party?.code ?? "", piece: line.voucherReference, debit: line.debit,
          credit: line.credit, matching: line.matchingCode, balance: balance))
    }
  }

  /// The journals of a year, line after line: in the order of their codes, each by date. With `journal`, that one
  /// alone.
  public func journalLines(
    year: Int64, journal: NumberedJournal? = nil, through date: CalendarDate? = nil,
    _ body: (LedgerLine) throws -> Void
  ) throws {
    let accounts = Dictionary(try accounts().map { ($0.number, $0.account) }, uniquingKeysWith: { first, _ in first })
    let parties = Dictionary(try parties().map { ($0.number, $0.key.code) }, uniquingKeysWith: { first, _ in first })
    for journal in try journal.map({ [$0] }) ?? journalCards(year: year).map(\.journal) {
      let sql = """
        SELECT b.entry_date, e.number, COALESCE(x.voucher_reference, e.voucher_reference), COALESCE(x.label, e.label),
          l.account_no, l.party_no, l.debit, l.credit, \(LineMatching.code)
        FROM entry_by_journal b JOIN entry e ON e.entry_no = b.entry_no JOIN entry_line l ON l.entry_no = b.entry_no
          LEFT JOIN entry_line_extra x ON x.entry_no = l.entry_no AND x.line_no = l.line_no
          \(LineMatching.join)
        WHERE b.year_no = ? AND b.journal_no = ?\(date == nil ? "" : " AND b.entry_date <= ?")
        ORDER BY b.entry_date, b.entry_no, l.line_no
        """
      let arguments = [.integer(year), .integer(journal.number)] + (date.map { [Value.number($0.number)] } ?? [])
      try scan(sql, arguments) { row in
        try body(
          LedgerLine(
            journal: journal.code, number: row.text(1), date: try row.date(0),
            account: accounts[row.integer(4)] ?? "", label: row.text(3), party: parties[row.integer(5)] ?? "",
            piece: row.text(2), debit: row.money(6), credit: row.money(7), matching: row.text(8), balance: nil))
      }
    }
  }
}
