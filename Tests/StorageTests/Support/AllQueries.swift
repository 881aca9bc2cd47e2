import Model
import Storage

/// Asks every question the pages ask, once.
enum AllQueries {
  static func paged(_ transaction: any ReadTransaction, year: Int64) throws {
    guard let account = try transaction.account("411000"), let date = CalendarDate(year: 2025, month: 2, day: 11)
    else { return }
    let party = try transaction.partyBalances(year: year, account: account.number).first?.party.number
    let key = LineKey(date: date, entry: 40, line: 1)
    for place in [PagePlace.first, .after(key), .before(key), .last] {
      _ = try transaction.accountPage(year: year, account: account.number, at: place, limit: 20)
      _ = try transaction.accountPage(year: year, account: account.number, party: party, at: place, limit: 20)
    }
    _ = try transaction.accountCard(year: year, account: "411000")
    _ = try transaction.matchingSums(year: year, account: account.number, party: party ?? 0)
    _ = try transaction.entry(Identifier(high: 1, low: 1))
    _ = try transaction.chainHead(of: Identifier(high: 1, low: 1))
    _ = try transaction.changeSets(after: 3, limit: 5) { _, _ in }
  }

  static func others(_ transaction: any ReadTransaction, year: Int64) throws {
    guard let date = CalendarDate(year: 2025, month: 2, day: 11) else { return }
    _ = try transaction.bookYears()
    _ = try transaction.bookYear(endingOn: date)
    _ = try transaction.trialBalance(year: year, through: date)
    _ = try transaction.accountMonths(year: year)
    _ = try transaction.partyBalances(year: year, prefixes: ["40", "41"], owedToUs: false, limit: 5)
    try transaction.storedBalances { _, _ in }
    _ = try transaction.lineViewDefects(transaction.storedEntries { _ in })
    _ = try transaction.changeSet(of: Origin(deviceNumber: 1, deviceEpoch: 1, sequence: 1))
    _ = try transaction.companyProfile()
    _ = try transaction.people()
    _ = try transaction.journals()
    _ = try transaction.accounts()
    _ = try transaction.parties()
    try transaction.matchingSums(year: year) { _, _, _ in }
    try transaction.entries(year: year) { _ in }
    _ = try transaction.holdsSettlements(year: year)
    try transaction.matchedSums(year: year, account: "411000", withoutParty: true) { _ in }
    for run in try transaction.imports() {
      _ = try transaction.journalSums(ofImport: run.id)
      _ = try transaction.importSummary(run.id)
      _ = try transaction.standingImport(yearEnding: run.year.end)
      try transaction.entries(ofImport: run.id) { _ in }
    }
    _ = try transaction.rollingImports()
    _ = try transaction.logLength()
  }
}
