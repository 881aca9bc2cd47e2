import Model

/// An account that a search found, with what it amounts to.
public struct FoundAccount: Equatable, Sendable {
  public let account: String
  public let label: String
  public let debit: MoneyTotal
  public let credit: MoneyTotal
}

/// A third party on one account.
public struct FoundParty: Equatable, Sendable {
  public let key: PartyKey
  public let label: String
  public let account: String
  public let debit: MoneyTotal
  public let credit: MoneyTotal
}

extension ReadTransaction {
  /// Accounts of a year whose number, or a word of whose label, starts with `key`; those it names whole come first.
  public func findAccounts(year: Int64, key: String, limit: Int) throws -> [FoundAccount] {
    let sql = """
      SELECT k.master_no, a.number, a.label,
        (SELECT CAST(SUM(m.debit) AS BIGINT) FROM account_month m WHERE m.year_no = ? AND m.account_no = k.master_no),
        (SELECT CAST(SUM(m.credit) AS BIGINT) FROM account_month m WHERE m.year_no = ? AND m.account_no = k.master_no)
      FROM master_key k JOIN account a ON a.account_no = k.master_no
      WHERE k.kind = \(MasterKind.account.rawValue) AND k.search_key >= ? AND k.search_key < ?
        AND EXISTS (SELECT 1 FROM account_month m WHERE m.year_no = ? AND m.account_no = k.master_no)
      ORDER BY k.search_key, k.master_no LIMIT ?
      """
    var seen: Set<Int64> = []
    var found: [FoundAccount] = []
    let place = Value.integer(year)
    try query(sql, [place, place, .text(key), .text(key.afterAllThatStartSo), place, .number(limit)]) { row in
      guard seen.insert(row.integer(0)).inserted else { return }
      found.append(
        FoundAccount(account: row.text(1), label: row.text(2), debit: row.total(3), credit: row.total(4)))
    }
    return found
  }

  /// Third parties of a year whose code, or a word of whose label, starts with `key`; one row for each of their
  /// accounts.
  public func findParties(year: Int64, key: String, limit: Int) throws -> [FoundParty] {
    let sql = """
      SELECT k.master_no, p.nature, p.code, p.label, a.number, s.debit, s.credit, s.account_no
      FROM master_key k JOIN party_account s ON s.year_no = ? AND s.party_no = k.master_no
        JOIN party p ON p.party_no = k.master_no JOIN account a ON a.account_no = s.account_no
      WHERE k.kind = \(MasterKind.party.rawValue) AND k.search_key >= ? AND k.search_key < ?
      ORDER BY k.search_key, k.master_no, s.account_no LIMIT ?
      """
    var seen: Set<[Int64]> = []
    var found: [FoundParty] = []
    try query(sql, [.integer(year), .text(key), .text(key.afterAllThatStartSo), .number(limit)]) { row in
      guard seen.insert([row.integer(0), row.integer(7)]).inserted else { return }
      found.append(
        FoundParty(
          key: try row.partyKey(1, 2), label: row.text(3), account: row.text(4), debit: row.total(5),
          credit: row.total(6)))
    }
    return found
  }

  /// Entries of a year whose number, piece reference, or number at its end, starts with `key`; those it names whole
  /// come first.
  public func findEntries(year: Int64, key: String, limit: Int) throws -> [EntryCard] {
    // The keys first, cut to the page, then their entries: asked together, an engine that guesses how many keys lie in
    // the range may well read every entry of the books beside them.
    let sql = """
      SELECT entry_no FROM entry_key WHERE year_no = ? AND search_key >= ? AND search_key < ?
      ORDER BY search_key, entry_no LIMIT ?
      """
    var places: [Int64: Int] = [:]
    try query(sql, [.integer(year), .text(key), .text(key.afterAllThatStartSo), .number(limit)]) { row in
      if places[row.integer(0)] == nil { places[row.integer(0)] = places.count }
    }
    return try entryCards(Array(places.keys)).sorted { (places[$0.key.entry] ?? 0) < (places[$1.key.entry] ?? 0) }
  }

  private func entryCards(_ numbers: [Int64]) throws -> [EntryCard] {
    guard let last = numbers.last else { return [] }
    let asked = numbers.map(Value.integer).filled(toMultipleOf: 10, with: .integer(last))
    let sql = """
      SELECT e.entry_date, e.entry_no, e.entry_id, j.code, e.number, e.voucher_reference, e.label, e.flags,
        b.line_count, b.debit, b.credit
      FROM entry e JOIN journal j ON j.journal_no = e.journal_no
        JOIN entry_by_journal b ON b.year_no = e.year_no AND b.journal_no = e.journal_no
          AND b.entry_date = e.entry_date AND b.entry_no = e.entry_no
      WHERE e.entry_no IN (\(asked.places))
      """
    return try list(sql, asked, EntryCard.init(_:))
  }
}

extension [Value] {
  /// So that a list of arguments of any length makes few texts of statements.
  func filled(toMultipleOf size: Int, with value: Value) -> [Value] {
    self + Array(repeating: value, count: (size - count % size) % size)
  }

  /// A placeholder for each.
  var places: String { map { _ in "?" }.joined(separator: ", ") }
}
