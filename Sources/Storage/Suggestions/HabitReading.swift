import Model

extension ReadTransaction {
  /// What the entries of a journal stand on whose label has each of these words; words nobody used are left out.
  public func labelHabits(_ words: [String], journal: String) throws -> [LabelHabit] {
    guard let number = try integer("SELECT journal_no FROM journal WHERE code = ?", [.text(journal)]) else { return [] }
    return try words.compactMap { word in
      let place = [Value.text(word), .integer(number)]
      let total = try integer(
        "SELECT entry_count FROM label_habit WHERE word = ? AND journal_no = ? AND account_no = 0", place)
      guard let total, total > 0 else { return nil }
      // Only what more than half of the entries have is a habit: at most a few lines.
      let lines = try list(
        """
        SELECT a.number, COALESCE(p.nature, 0), COALESCE(p.code, ''), h.side, h.entry_count FROM label_habit h
          JOIN account a ON a.account_no = h.account_no LEFT JOIN party p ON p.party_no = h.party_no
        WHERE h.word = ? AND h.journal_no = ? AND h.account_no > 0 AND h.entry_count > ?
          AND NOT EXISTS (SELECT 1 FROM account_setting s WHERE s.account_no = h.account_no AND s.is_active = 0)
        ORDER BY h.entry_count DESC, a.number, h.party_no LIMIT 20
        """, place + [.integer(total / 2)]
      ) { row in
        LabelHabit.Line(
          account: row.text(0), party: row.integer(1) == 0 ? nil : try row.partyKey(1, 2),
          side: row.integer(3) == 1 ? .credit : .debit, count: Int(row.integer(4)))
      }
      return LabelHabit(word: word, total: Int(total), lines: lines)
    }
  }

  /// What somebody set as the VAT of an account; nil when nobody did.
  public func accountVAT(_ number: String) throws -> AccountVAT? {
    try queryOne(
      """
      SELECT s.vat_account, s.vat_rate FROM account_setting s JOIN account a ON a.account_no = s.account_no
      WHERE a.number = ? AND s.vat_account <> ''
      """, [.text(number)]
    ) { AccountVAT(account: $0.text(0), rate: UInt32(truncatingIfNeeded: $0.integer(1))) }
  }

  /// The VAT that the last entries of an account bear.
  public func vatEvidence(_ number: String, limit: Int = 40) throws -> VATEvidence {
    var evidence = VATEvidence(account: number)
    guard let account = try integer("SELECT account_no FROM account WHERE number = ?", [.text(number)]) else {
      return evidence
    }
    var entries: [Int64] = []
    let years = try list("SELECT year_no FROM fiscal_year ORDER BY end_date DESC") { $0.integer(0) }
    for year in years where entries.count < limit {
      entries += try list(
        """
        SELECT entry_no FROM line_by_account WHERE year_no = ? AND account_no = ? AND phase = 0
        ORDER BY entry_date DESC, entry_no DESC LIMIT ?
        """, [.integer(year), .integer(account), .number(limit - entries.count)]
      ) { $0.integer(0) }
    }
    for entry in Set(entries).sorted() {
      let lines = try list(
        """
        SELECT a.number, l.debit - l.credit FROM entry_line l JOIN account a ON a.account_no = l.account_no
        WHERE l.entry_no = ? ORDER BY l.line_no LIMIT 21
        """, [.integer(entry)]
      ) { (account: $0.text(0), cents: $0.integer(1)) }
      if lines.count <= 20 { evidence.add(lines) }
    }
    return evidence
  }

  /// The account of the books that starts so and has most lines; nil when none does.
  public func usualAccount(startingWith root: String) throws -> String? {
    try queryOne(
      """
      SELECT a.number FROM account a JOIN account_month m ON m.account_no = a.account_no
      WHERE a.number >= ? AND a.number < ? GROUP BY a.number ORDER BY COUNT(*) DESC, a.number LIMIT 1
      """, [.text(root), .text(root.afterAllThatStartSo)]
    ) { $0.text(0) }
  }
}
