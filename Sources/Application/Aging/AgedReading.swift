import Model
import Storage

/// The questions that one page of the balance âgée asks: what is open is added up once for all accounts, then the third
/// parties of the page are named.
struct AgedReading {
  private let side: AgedSide
  private let year: BookYear
  private let date: CalendarDate
  private let years: [BookYear]
  private let accounts: [AgedAccount]
  private let transaction: any ReadTransaction
  /// Debit less credit of every account of the side, by its number.
  let balances: [String: MoneyTotal]

  init(_ side: AgedSide, _ year: BookYear, _ date: CalendarDate, _ transaction: any ReadTransaction) throws {
    self.side = side
    self.year = year
    self.date = date
    self.transaction = transaction
    years = try MatchingReader(transaction).years(through: year)
    let day = AgingDay(date, in: year.year)
    var balances: [String: MoneyTotal] = [:]
    for one in years {
      for row in try transaction.trialBalance(year: one.number, through: day.through).rows
      where row.account.hasPrefix(side.prefix) {
        balances[row.account, default: .zero] += row.debit - row.credit
      }
    }
    self.balances = balances
    accounts = try transaction.agedAccounts(prefix: side.prefix, years: years.map(\.number), on: day)
  }

  func report(of account: String?, after cursor: AuxiliaryReport.Cursor?, limit: Int) throws -> AgedBalance {
    let asked = accounts.filter { account == nil || $0.account.account == account }
    var found: [AgedBalance.Account] = []
    var room = limit
    var next: AuxiliaryReport.Cursor?
    for one in asked {
      let name = one.account.account
      if let cursor, name.precedes(cursor.account) { continue }
      guard room > 0 else {
        next = AuxiliaryReport.Cursor(account: name, party: nil)
        break
      }
      let after = name == cursor?.account ? cursor?.party : nil
      let parties = try parties(of: one, beside: after, isBackward: false, limit: room + 1)
      let shown = parties.prefix(room)
      let isWhole = parties.count <= room
      found.append(shownAccount(one, shown, isFirst: after == nil, isWhole: isWhole))
      room -= max(shown.count, 1)
      if !isWhole {
        next = AuxiliaryReport.Cursor(account: name, party: shown.last?.key)
        break
      }
    }
    return AgedBalance(
      side: side, year: year.year, date: date, years: years.map(\.year),
      total: asked.reduce(into: .zero) { $0 += $1.total },
      balance: balances.filter { account == nil || $0.key == account }.values.reduce(.zero) { $0 + $1 },
      accounts: found, next: next,
      previous: try cursor.flatMap { try previousPage(asked, before: $0, limit: limit) },
      choices: accounts.map { AuxiliaryReport.Choice(account: $0.account.account, label: $0.account.label) })
  }

  private func shownAccount(
    _ one: AgedAccount, _ parties: ArraySlice<NumberedParty>, isFirst: Bool, isWhole: Bool
  ) -> AgedBalance.Account {
    let none = isFirst ? one.parties[0].map { [AgedBalance.Row(party: nil, label: "", amounts: $0)] } ?? [] : []
    return AgedBalance.Account(
      account: one.account.account, label: one.account.label, total: one.total,
      balance: balances[one.account.account] ?? .zero,
      rows: none
        + parties.map {
          AgedBalance.Row(party: $0.key, label: $0.label, amounts: one.parties[$0.number] ?? .zero)
        },
      isPartial: !isFirst || !isWhole)
  }

  /// Few third parties are looked up by their numbers; of many, those of the page are met on a walk through all.
  private static let few = 1_000

  /// The third parties of an account that have something open, after a key or before it.
  private func parties(
    of one: AgedAccount, beside key: PartyKey?, isBackward: Bool, limit: Int
  ) throws -> [NumberedParty] {
    guard one.parties.count > Self.few else {
      let all = try transaction.parties(numbered: one.parties.keys.filter { $0 > 0 }).sorted { $0.key < $1.key }
      let beside = all.filter { party in key.map { isBackward ? party.key < $0 : $0 < party.key } ?? true }
      return Array((isBackward ? beside.reversed() : beside).prefix(limit))
    }
    var (found, place): ([NumberedParty], PartyKey?) = ([], key)
    while found.count < limit {
      let some = try transaction.parties(beside: place, isBackward: isBackward, limit: Self.few)
      found += some.filter { one.parties[$0.number] != nil }.prefix(limit - found.count)
      guard some.count == Self.few else { break }
      place = some.last?.key
    }
    return found
  }

  /// Where a page begins that ends where `cursor` begins; nil when that is the first page.
  private func previousPage(
    _ asked: [AgedAccount], before cursor: AuxiliaryReport.Cursor, limit: Int
  ) throws -> AuxiliaryReport.Cursor? {
    var room = limit
    for one in asked.reversed() {
      let name = one.account.account
      if cursor.account.precedes(name) { continue }
      let isHere = name == cursor.account
      // A cursor without a third party begins with the account: nothing of it is on the page before.
      if isHere, cursor.party == nil { continue }
      let before = try parties(of: one, beside: isHere ? cursor.party : nil, isBackward: true, limit: room + 1)
      // The third party of the cursor is the last one of the page before.
      let keys = (isHere ? [cursor.party].compactMap(\.self) : []) + before.map(\.key)
      if keys.count > room { return AuxiliaryReport.Cursor(account: name, party: keys[room]) }
      room -= max(keys.count, 1)
      guard room > 0 else {
        return asked.first?.account.account == name ? nil : AuxiliaryReport.Cursor(account: name, party: nil)
      }
    }
    return nil
  }
}

extension AgingDay {
  /// The last day of a year is the whole of it.
  init(_ date: CalendarDate, in year: FiscalYear) { self.init(date, through: date == year.end ? .latest : date) }
}

extension MatchingReader {
  /// The years whose lines stand side by side with those of a year, up to it.
  func years(through year: BookYear) throws -> [BookYear] {
    try span(holding: year.year.end).filter { $0.year.end <= year.year.end }
  }
}
