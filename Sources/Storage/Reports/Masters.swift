import Model

/// An account, journal or third party with its local number.
public struct NumberedAccount: Equatable, Sendable {
  public let number: Int64
  public let account: String
  public let label: String
}

public struct NumberedJournal: Equatable, Sendable {
  public let number: Int64
  public let code: String
  public let label: String
}

public struct NumberedParty: Equatable, Sendable {
  public let number: Int64
  public let key: PartyKey
  public let label: String
}

/// Local numbers of the masters that some entry of a year stands on.
public struct MastersInUse: Sendable {
  public let journals: Set<Int64>
  public let accounts: Set<Int64>
  public let parties: Set<Int64>
}

extension ReadTransaction {
  /// Entries of a rolling import count too: once it began, its labels stand. Those of a withdrawn one do not.
  public func mastersInUse() throws -> MastersInUse {
    MastersInUse(
      journals: Set(
        try list(
          """
          SELECT DISTINCT e.journal_no FROM entry e LEFT JOIN import_run r ON r.import_no = e.import_no
          WHERE COALESCE(r.state, 0) <> \(ImportState.withdrawn.rawValue)
          """
        ) { $0.integer(0) }),
      accounts: Set(try list("SELECT DISTINCT account_no FROM balance") { $0.integer(0) }),
      parties: Set(try list("SELECT DISTINCT party_no FROM balance") { $0.integer(0) }))
  }

  /// In the order of account numbers, compared byte by byte.
  public func accounts() throws -> [NumberedAccount] {
    try list("SELECT account_no, number, label FROM account ORDER BY number") {
      NumberedAccount(number: $0.integer(0), account: $0.text(1), label: $0.text(2))
    }
  }

  /// Those that some visible line stands on, in any year.
  public func accountsWithLines() throws -> [NumberedAccount] {
    // CROSS JOIN: the few years outside, so that each account is sought in the sums of each of them.
    let sql = """
      SELECT a.account_no, a.number, a.label FROM account a
      WHERE EXISTS (SELECT 1 FROM fiscal_year y CROSS JOIN account_month m
        WHERE m.year_no = y.year_no AND m.account_no = a.account_no)
      ORDER BY a.number
      """
    return try list(sql) { NumberedAccount(number: $0.integer(0), account: $0.text(1), label: $0.text(2)) }
  }

  public func account(_ number: String) throws -> NumberedAccount? {
    try queryOne("SELECT account_no, number, label FROM account WHERE number = ?", [.text(number)]) {
      NumberedAccount(number: $0.integer(0), account: $0.text(1), label: $0.text(2))
    }
  }

  public func journals() throws -> [NumberedJournal] {
    try list("SELECT journal_no, code, label FROM journal ORDER BY code") {
      NumberedJournal(number: $0.integer(0), code: $0.text(1), label: $0.text(2))
    }
  }

  public func parties() throws -> [NumberedParty] {
    try list("SELECT party_no, nature, code, label FROM party ORDER BY nature, code") {
      NumberedParty(number: $0.integer(0), key: try $0.partyKey(1, 2), label: $0.text(3))
    }
  }

  public func party(_ key: PartyKey) throws -> NumberedParty? {
    let sql = "SELECT party_no, nature, code, label FROM party WHERE nature = ? AND code = ?"
    return try queryOne(sql, [.number(key.nature.rawValue), .text(key.code)]) {
      NumberedParty(number: $0.integer(0), key: key, label: $0.text(3))
    }
  }
}

extension Row {
  /// - Throws: ``Model/Fault`` `.database` when the nature is none we know.
  func partyKey(_ nature: Int, _ code: Int) throws -> PartyKey {
    guard let found = PartyNature(rawValue: UInt8(truncatingIfNeeded: integer(nature))) else {
      throw Fault(.database, "\(integer(nature)) is no nature of a third party")
    }
    return PartyKey(nature: found, code: text(code))
  }

  func total(_ column: Int) -> MoneyTotal { MoneyTotal(minor: Int128(integer(column))) }

  func money(_ column: Int) -> Money { Money(minor: integer(column)) }
}
