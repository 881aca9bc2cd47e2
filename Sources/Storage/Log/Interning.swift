import Model

/// Local numbers of accounts, third parties and journals, looked up once each. A master that the log has not described
/// yet gets a number and an empty label; its description fills it in when it comes.
public struct Interning: Sendable {
  private var journals: [String: Int64] = [:]
  private var accounts: [String: Int64] = [:]
  private var parties: [PartyKey: Int64] = [:]

  public init() {}

  mutating func number(ofJournal code: String, _ origin: Origin, _ writer: any WriteTransaction) throws -> Int64 {
    if let known = journals[code] { return known }
    let number = try Self.number(
      find: "SELECT journal_no FROM journal WHERE code = ?", key: [.text(code)],
      last: "SELECT MAX(journal_no) FROM journal",
      insert: """
        INSERT INTO journal (journal_no, code, label, origin_device_no, origin_device_epoch, origin_seq)
        VALUES (?, ?, '', ?, ?, ?)
        """, origin, writer)
    journals[code] = number
    return number
  }

  mutating func number(ofAccount number: String, _ origin: Origin, _ writer: any WriteTransaction) throws -> Int64 {
    if let known = accounts[number] { return known }
    let found = try Self.number(
      find: "SELECT account_no FROM account WHERE number = ?", key: [.text(number)],
      last: "SELECT MAX(account_no) FROM account",
      insert: """
        INSERT INTO account (account_no, number, label, origin_device_no, origin_device_epoch, origin_seq)
        VALUES (?, ?, '', ?, ?, ?)
        """, origin, writer
    ) { try MasterKeys.describe(.account, $0, code: number, from: "", to: "", writer) }
    accounts[number] = found
    return found
  }

  mutating func number(ofParty party: PartyKey, _ origin: Origin, _ writer: any WriteTransaction) throws -> Int64 {
    if let known = parties[party] { return known }
    let number = try Self.number(
      find: "SELECT party_no FROM party WHERE nature = ? AND code = ?",
      key: [.number(party.nature.rawValue), .text(party.code)],
      last: "SELECT MAX(party_no) FROM party",
      insert: """
        INSERT INTO party (party_no, nature, code, label, origin_device_no, origin_device_epoch, origin_seq)
        VALUES (?, ?, ?, '', ?, ?, ?)
        """, origin, writer
    ) { try MasterKeys.describe(.party, $0, code: party.code, from: "", to: "", writer) }
    parties[party] = number
    return number
  }

  private static func number(
    find: String, key: [Value], last: String, insert: String, _ origin: Origin, _ writer: any WriteTransaction,
    made: (Int64) throws -> Void = { _ in }
  ) throws -> Int64 {
    if let found = try writer.integer(find, key) { return found }
    let number = 1 + (try writer.integer(last) ?? 0)
    try writer.execute(insert, [.integer(number)] + key + origin.values)
    try made(number)
    return number
  }
}

extension Interning {
  private static func label(
    _ table: String, _ keyColumn: String, _ number: Int64, _ reader: any ReadTransaction
  ) throws -> String {
    try reader.queryOne("SELECT label FROM \(table) WHERE \(keyColumn) = ?", [.integer(number)]) { $0.text(0) } ?? ""
  }

  private static func describe(
    _ table: String, _ keyColumn: String, _ number: Int64, _ label: String, _ origin: Origin,
    _ writer: any WriteTransaction
  ) throws {
    try writer.execute(
      """
      UPDATE \(table) SET label = ?, origin_device_no = ?, origin_device_epoch = ?, origin_seq = ?
      WHERE \(keyColumn) = ?
      """, [.text(label)] + origin.values + [.integer(number)])
  }

  mutating func define(
    journal code: String, label: String, _ origin: Origin, _ writer: any WriteTransaction
  ) throws {
    let number = try number(ofJournal: code, origin, writer)
    try Self.describe("journal", "journal_no", number, label, origin, writer)
  }

  mutating func define(
    account number: String, label: String, _ origin: Origin, _ writer: any WriteTransaction
  ) throws {
    let account = try self.number(ofAccount: number, origin, writer)
    let old = try Self.label("account", "account_no", account, writer)
    try MasterKeys.describe(.account, account, code: number, from: old, to: label, writer)
    try Self.describe("account", "account_no", account, label, origin, writer)
  }

  mutating func define(
    party key: PartyKey, label: String, _ origin: Origin, _ writer: any WriteTransaction
  ) throws {
    let number = try number(ofParty: key, origin, writer)
    let old = try Self.label("party", "party_no", number, writer)
    try MasterKeys.describe(.party, number, code: key.code, from: old, to: label, writer)
    try Self.describe("party", "party_no", number, label, origin, writer)
  }
}

extension Origin {
  /// In the order of the origin columns of every fact table.
  var values: [Value] { [.integer(deviceNumber), .integer(deviceEpoch), .integer(sequence)] }
}
