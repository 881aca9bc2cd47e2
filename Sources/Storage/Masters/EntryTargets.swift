import Model

extension ReadTransaction {
  /// Accounts whose number, or a word of whose label, starts with `key`, whether anything stands on them or not; those
  /// it names whole come first.
  public func accountTargets(key: String, limit: Int) throws -> [EntryTarget] {
    let sql = """
      SELECT k.master_no, a.number, a.label FROM master_key k JOIN account a ON a.account_no = k.master_no
      WHERE k.kind = \(MasterKind.account.rawValue) AND k.search_key >= ? AND k.search_key < ?
        AND NOT EXISTS (SELECT 1 FROM account_setting s WHERE s.account_no = k.master_no AND s.is_active = 0)
      ORDER BY k.search_key, k.master_no LIMIT ?
      """
    var seen: Set<Int64> = []
    var found: [EntryTarget] = []
    try query(sql, [.text(key), .text(key.afterAllThatStartSo), .number(limit)]) { row in
      guard seen.insert(row.integer(0)).inserted else { return }
      found.append(EntryTarget(account: row.text(1), accountLabel: row.text(2), party: nil, partyLabel: ""))
    }
    return found
  }

  /// Third parties whose code, or a word of whose label, starts with `key`, each on the account where it has most of
  /// its lines; the account is blank for one that stands nowhere yet.
  public func partyTargets(key: String, limit: Int) throws -> [EntryTarget] {
    let sql = """
      SELECT k.master_no, p.nature, p.code, p.label,
        (SELECT s.account_no FROM fiscal_year y CROSS JOIN party_account s
          WHERE s.year_no = y.year_no AND s.party_no = k.master_no
          ORDER BY y.end_date DESC, s.line_count DESC, s.account_no LIMIT 1)
      FROM master_key k JOIN party p ON p.party_no = k.master_no
      WHERE k.kind = \(MasterKind.party.rawValue) AND k.search_key >= ? AND k.search_key < ?
        AND NOT EXISTS (SELECT 1 FROM party_setting s WHERE s.party_no = k.master_no AND s.is_active = 0)
      ORDER BY k.search_key, k.master_no LIMIT ?
      """
    var seen: Set<Int64> = []
    var found: [(key: PartyKey, label: String, account: Int64)] = []
    try query(sql, [.text(key), .text(key.afterAllThatStartSo), .number(limit)]) { row in
      guard seen.insert(row.integer(0)).inserted else { return }
      found.append((try row.partyKey(1, 2), row.text(3), row.integer(4)))
    }
    return try found.map { party in
      let account = try queryOne(
        "SELECT number, label FROM account WHERE account_no = ?", [.integer(party.account)]
      ) { ($0.text(0), $0.text(1)) }
      return EntryTarget(
        account: account?.0 ?? "", accountLabel: account?.1 ?? "", party: party.key, partyLabel: party.label)
    }
  }

  /// The last entry that stands on a third party's account: what is proposed when it is chosen again.
  public func lastEntry(
    account: String, party: PartyKey
  ) throws -> Identifier<JournalEntry.Validated>? {
    let sql = """
      SELECT e.entry_id FROM fiscal_year y CROSS JOIN line_by_party l
        JOIN entry e ON e.entry_no = l.entry_no
      WHERE l.year_no = y.year_no AND l.account_no = (SELECT account_no FROM account WHERE number = ?)
        AND l.party_no = (SELECT party_no FROM party WHERE nature = ? AND code = ?) AND l.phase = 0
      ORDER BY y.end_date DESC, l.entry_date DESC, l.entry_no DESC LIMIT 1
      """
    return try queryOne(sql, [.text(account), .number(party.nature.rawValue), .text(party.code)]) {
      try $0.identifier(0)
    }
  }

  /// The counterpart of each journal that has one.
  public func counterparts() throws -> [String: String] {
    let found = try list(
      """
      SELECT j.code, s.counterpart FROM journal_setting s JOIN journal j ON j.journal_no = s.journal_no
      WHERE s.counterpart <> ''
      """
    ) { ($0.text(0), $0.text(1)) }
    return Dictionary(found, uniquingKeysWith: { first, _ in first })
  }
}
