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
    for after in [nil, PartyKey(nature: .customer, code: "T101000")] {
      _ = try transaction.auxiliaryPage(
        account, BookPeriod(year: year, through: date), previous: BookPeriod(year: year + 1, through: date),
        after: after, limit: 20)
      _ = try transaction.parties(of: account, years: [year, year + 1], before: after, limit: 20)
    }
    _ = try transaction.matchingSums(year: year, account: account.number, party: party ?? 0)
    try matching(transaction, account, year: year, key)
    _ = try transaction.entry(Identifier(high: 1, low: 1))
    _ = try transaction.chainHead(of: Identifier(high: 1, low: 1))
    _ = try transaction.lastChangeSet(of: Identifier(high: 1, low: 1))
    _ = try transaction.changeSets(after: 3, limit: 5) { _, _ in }
    try ledgerPages(transaction, year: year, key)
    try journalPages(transaction, year: year)
    _ = try transaction.findAccounts(year: year, key: "4", limit: 5)
    _ = try transaction.findParties(year: year, key: "C", limit: 5)
    _ = try transaction.findEntries(year: year, key: "1", limit: 5)
  }

  private static func matching(
    _ transaction: any ReadTransaction, _ account: NumberedAccount, year: Int64, _ key: LineKey
  ) throws {
    for place in try matchingPlaces(transaction, account, year: year) {
      try transaction.openLines(place, years: [year], after: key, limit: 20) { _, _ in }
    }
    _ = try transaction.hasOpening(year: year)
    for isBackward in [true, false] {
      _ = try transaction.parties(
        beside: PartyKey(nature: .customer, code: "T101000"), isBackward: isBackward, limit: 20)
      _ = try transaction.parties(beside: nil, isBackward: isBackward, limit: 20)
    }
    _ = try transaction.parties(numbered: [1, 2])
    for place in try matchingPlaces(transaction, account, year: year) {
      _ = try transaction.agedAmounts(place, years: [year], on: AgingDay(key.date))
    }
    _ = try transaction.matchingTolerance()
    _ = try transaction.writeOff(of: Identifier(high: 1, low: 1))
    _ = try transaction.changeSets(placedAfter: 3, limit: 5)
    _ = try transaction.changeSets(before: nil, limit: 5)
  }

  private static func matchingPlaces(
    _ transaction: any ReadTransaction, _ account: NumberedAccount, year: Int64
  ) throws -> [MatchingPlace] {
    let party = try transaction.partyBalances(year: year, account: account.number).first?.party
    return [MatchingPlace(account: account, party: party), MatchingPlace(account: account, party: nil)]
  }

  private static func ledgerPages(_ transaction: any ReadTransaction, year: Int64, _ key: LineKey) throws {
    let line = LedgerKey(account: "411000", line: key)
    // What stands before a month is in the sums; before another day, a balance at a day is read (not a paged query).
    let first = key.date.adding(days: 1 - key.date.day) ?? key.date
    for place in [LedgerPlace.first, .after(line), .before(line)] {
      _ = try transaction.generalLedger(year: year, at: place, limit: 20)
      _ = try transaction.generalLedger(
        year: year, accounts: AccountSpan("4"), through: key.date, at: place, limit: 20)
      _ = try transaction.generalLedger(
        year: year, accounts: AccountSpan("3-7"), from: first, through: key.date, at: place, limit: 20)
    }
    guard let account = try transaction.account("411000") else { return }
    _ = try transaction.accountSums(year: year, account: account.number, through: key.date)
    _ = try transaction.periodSums(year: year, accounts: AccountSpan("6-7"), from: key.date, through: key.date)
    _ = try transaction.accountPage(
      year: year, account: account.number, from: key.date, through: key.date, at: .after(key), limit: 20)
    _ = try transaction.lineCount(year: year, account: account.number, from: key.date, through: key.date)
    let parties = try transaction.partyBalances(year: year, account: account.number)
    _ = try transaction.party(parties.first?.party.key.code ?? "", on: account, year: year)
  }

  private static func journalPages(_ transaction: any ReadTransaction, year: Int64) throws {
    guard let journal = try transaction.journalCards(year: year).first?.journal else { return }
    _ = try transaction.journal(journal.code)
    _ = try transaction.yearSize(year)
    let months = try transaction.journalMonths(year: year, journal: journal.number)
    let first = try transaction.journalPage(year: year, journal: journal.number, limit: 5).entries
    guard let entry = first.last else { return }
    for place in [EntryPlace.after(entry.key), .before(entry.key)] {
      _ = try transaction.journalPage(
        year: year, journal: journal.number, month: months.first?.month, at: place, limit: 5)
    }
    _ = try transaction.attachments(of: .entry(entry.id))
    _ = try transaction.attachments(ofDocument: [UInt8](repeating: 1, count: 32))
    _ = try transaction.documentWaiver(of: .entry(entry.id))
    let question = MissingDocumentQuestion(
      year: year, journals: [journal], days: entry.key.date...CalendarDate.latest)
    let places: [(journal: String, key: EntryKey)?] = [nil, (journal.code, entry.key)]
    for place in places {
      _ = try transaction.missingDocuments(question, after: place, limit: 5)
    }
    guard let sheet = try transaction.entrySheet(entry.id) else { return }
    _ = try transaction.changeSet(at: sheet.origin)
    _ = try transaction.entryLines(ofEntry: entry.key.entry, limit: 5)
    _ = try transaction.entryLines(ofEntries: first.map(\.key.entry), through: 12)
    _ = try transaction.entryLines(ofEntry: entry.key.entry, after: 3, isBackward: true, limit: 5)
  }

  static func others(_ transaction: any ReadTransaction, year: Int64) throws {
    guard let date = CalendarDate(year: 2025, month: 2, day: 11) else { return }
    _ = try transaction.bookYears()
    _ = try transaction.bookYear(endingOn: date)
    _ = try transaction.trialBalance(year: year, through: date)
    _ = try transaction.standings(year: year, through: date, splitting: ["40", "41"])
    _ = try transaction.closingCandidates(year: year, through: date)
    _ = try transaction.accountsWithParties([year, year + 1])
    _ = try transaction.rootMonths(year: year)
    _ = try transaction.partyBalances(years: [year], prefixes: ["40", "41"], owedToUs: false, limit: 5)
    try transaction.storedBalances { _, _ in }
    _ = try transaction.pageRowDefects(transaction.storedEntries { _ in })
    try transaction.storedPartySides { _, _, _, _, _ in }
    _ = try transaction.companyProfile()
    _ = try transaction.people()
    _ = try transaction.journals()
    _ = try transaction.accounts()
    _ = try transaction.parties()
    try transaction.matchingSums(year: year) { _, _, _ in }
    try transaction.entries(year: year) { _ in }
    _ = try transaction.holdsSettlements(year: year)
    try transaction.partiesLeft(year: year) { _, _, _ in }
    try transaction.partiesBrought(year: year) { _, _, _ in }
    try transaction.matchedSums(year: year, account: "411000", withoutParty: true) { _ in }
    for run in try transaction.imports() {
      _ = try transaction.journalSums(ofImport: run.id)
      _ = try transaction.importSummary(run.id)
      _ = try transaction.standingImport(yearEnding: run.year.end)
      try transaction.entries(ofImport: run.id) { _ in }
    }
    _ = try transaction.rollingImports()
    _ = try transaction.logLength()
    _ = try transaction.newestChangeSet()
    _ = try transaction.changeSet(hash: [UInt8](repeating: 0, count: 32))
    _ = try transaction.accountsWithLines()
    _ = try transaction.pageTableGaps()
    _ = try transaction.emptyEntries()
    _ = try transaction.note("projector_version")
    let account = try transaction.account("411000")
    for place in try account.map({ try matchingPlaces(transaction, $0, year: year) }) ?? [] {
      try transaction.openLines(place, years: [year]) { _, _ in }
      _ = try transaction.openSums(place, years: [year])
      _ = try transaction.standingMatchings(place, limit: 20)
      _ = try transaction.standingMatchingCount(place)
      _ = try transaction.usedMatchingCodes(place, years: [year])
    }
    try transaction.openPlaces(prefix: "4", years: [year]) { _, _, _ in }
    try closing(transaction, year: year, date)
    _ = try transaction.agedAccounts(prefix: "41", years: [year], on: AgingDay(date))
    _ = try transaction.agedTotal(prefix: "40", years: [year], on: AgingDay(date))
    for place in try account.map({ try matchingPlaces(transaction, $0, year: year) }) ?? [] {
      _ = try transaction.openShares(place, years: [year], on: AgingDay(date), limit: 20)
    }
    _ = try transaction.matchableLines([LineReference(entry: Identifier(high: 1, low: 1), line: 0)])
    _ = try transaction.standingMatching(Identifier(high: 1, low: 1))
    _ = try transaction.storedMatchings()
    for day in [nil, date] {
      try transaction.ledgerLines(year: year, through: day) { _ in }
      try transaction.ledgerLines(year: year, account: account, through: day) { _ in }
      try transaction.journalLines(year: year, through: day) { _ in }
    }
  }

  /// What the end of a year asks.
  private static func closing(_ transaction: any ReadTransaction, year: Int64, _ date: CalendarDate) throws {
    guard let days = try transaction.bookYears().first(where: { $0.number == year })?.year else { return }
    _ = try transaction.provisionalOpening(year: year)
    _ = try transaction.carriedStandings(year: year, through: date, splitting: ["40", "41"])
    _ = try transaction.closings()
    _ = try transaction.closedYears()
    _ = try transaction.sealedDocuments()
    _ = try transaction.periodTotals(year: year)
    _ = try transaction.openingJournal(year: year)
    _ = try transaction.carriedLines(year: year)
    _ = try transaction.partialMatchings(year: year)
    _ = try transaction.matchings(ofEntries: [Identifier(high: 1, low: 1)])
    _ = try transaction.entryCounts(year: year, days)
    _ = try transaction.unbalancedCount(year: year)
    _ = try transaction.cashLows(year: year)
    _ = try transaction.collectedTax(year: year)
    _ = try transaction.deferredTurnover(year: year)
    _ = try transaction.oldOpenLines(year: year, through: date)
    _ = try transaction.unbalancedLetters(year: year)
    _ = try transaction.missingNumbers(year: year, endingOn: days.end)
    _ = try transaction.draftCounts(days)
  }
}
