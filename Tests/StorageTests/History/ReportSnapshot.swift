import Model
import Storage
import Testing

/// Everything that the reports of some books say, as texts: two books that say the same have the same ones.
enum ReportSnapshot {
  static func take(_ reader: any ReadTransaction, years: ClosedRange<Int64> = 1...3) throws -> [String] {
    var said: [String] = []
    for year in years {
      let calendarYear = Int(2022 + year)
      let days = [(3, 9), (6, 30), (10, 21), (12, 31)].compactMap {
        CalendarDate(year: calendarYear, month: $0.0, day: $0.1)
      }
      let opened = try reader.provisionalOpening(year: year).rows.values.sorted { $0.account.precedes($1.account) }
      said.append("opening \(try reader.hasOpening(year: year)) \(opened) \(try reader.closedYears())")
      said += try aged(reader, year, days)
      for day in days + [.latest] {
        said += try reader.trialBalance(year: year, through: day).rows.map { "balance \(day) \($0)" }
        said += try reader.standings(year: year, through: day, splitting: ["40", "41"]).map { "standing \(day) \($0)" }
        said += try reader.closingCandidates(year: year, through: day).map { "closing \($0)" }
        for account in try reader.accountsWithParties([year]) {
          said += try auxiliary(reader, account, BookPeriod(year: year, through: day)).map { "auxiliary \(day) \($0)" }
        }
      }
      said += try ledger(reader, year: year, from: days[0], through: days[2])
      said += try ledger(reader, year: year, from: nil, through: nil)
      said += try journals(reader, year: year)
      try reader.ledgerLines(year: year) { said.append("grand livre \($0)") }
      try reader.journalLines(year: year) { said.append("journal \($0)") }
    }
    return said
  }

  /// What is open, third party by third party and line by line.
  private static func aged(
    _ reader: any ReadTransaction, _ year: Int64, _ days: [CalendarDate]
  ) throws -> [String] {
    var said: [String] = []
    let years = year > 1 ? [year - 1, year] : [year]
    for (prefix, day) in days.flatMap({ day in ["40", "41"].map { ($0, AgingDay(day)) } }) {
      said.append("âgée \(prefix) \(day.day) \(try reader.agedTotal(prefix: prefix, years: years, on: day))")
      for account in try reader.agedAccounts(prefix: prefix, years: years, on: day) {
        for (party, amounts) in account.parties.sorted(by: { $0.key < $1.key }) where !amounts.isNil {
          said.append("âgée \(day.day) \(account.account) \(party) \(amounts)")
          let name = try reader.parties(numbered: [party]).first
          let place = MatchingPlace(account: account.account, party: name)
          #expect(try reader.agedAmounts(place, years: years, on: day) == amounts)
          said += try reader.openShares(place, years: years, on: day, limit: 100).map { "ouvert \($0)" }
        }
      }
    }
    return said
  }

  private static func auxiliary(
    _ reader: any ReadTransaction, _ account: NumberedAccount, _ period: BookPeriod
  ) throws -> [String] {
    var said: [String] = []
    var key: PartyKey?
    repeat {
      let page = try reader.auxiliaryPage(account, period, previous: nil, after: key, limit: 2)
      said += page.rows.map { "\(account.account) \(account.label) \($0)" }
      key = page.next
    } while key != nil
    return said
  }

  private static func ledger(
    _ reader: any ReadTransaction, year: Int64, from: CalendarDate?, through: CalendarDate?
  ) throws -> [String] {
    var said: [String] = []
    var place = LedgerPlace.first
    while true {
      let page = try reader.generalLedger(year: year, from: from, through: through, at: place, limit: 7)
      for section in page.sections {
        said.append("\(section.account.account) \(section.begins) \(section.ends) \(section.sums)")
        said += try section.lines.map { line in
          let back = try reader.reversed(by: line.entryID).map { "\($0.reason)" } ?? ""
          return
            "\(line.entryID) \(line.journal) \(line.matchingCode) \(line.debit) \(line.credit) \(line.balance) \(back)"
        }
        if let card = try reader.accountCard(year: year, account: section.account.account) {
          said.append("\(card.account.label) \(card.openingDebit) \(card.balance) \(card.months) \(card.lineCount)")
          said.append(
            "\(try reader.lineCount(year: year, account: card.account.number, from: from, through: through))")
        }
      }
      guard page.hasLater, let last = page.last else { break }
      place = .after(last)
    }
    said.append("\(try reader.periodSums(year: year, accounts: .all, from: from, through: through))")
    return said
  }

  private static func journals(_ reader: any ReadTransaction, year: Int64) throws -> [String] {
    var said: [String] = []
    for card in try reader.journalCards(year: year) {
      said.append("\(card.journal.code) \(card.journal.label) \(card.entryCount) \(card.lineCount) \(card.debit)")
      said += try reader.journalMonths(year: year, journal: card.journal.number).map { "\($0)" }
      var place = EntryPlace.first
      while true {
        let page = try reader.journalPage(year: year, journal: card.journal.number, at: place, limit: 5)
        said += page.entries.map { "\($0.id) \($0.number) \($0.lineCount) \($0.debit) \($0.credit)" }
        for entry in page.entries {
          let sheet = try reader.entrySheet(entry.id)
          said.append("\(sheet?.journalLabel ?? "?") \(sheet?.importFileName ?? "")")
          said += try reader.entryLines(ofEntry: entry.key.entry, limit: 50).map {
            "\($0.account) \($0.accountLabel) \($0.partyLabel) \($0.matchingCode) \($0.debit)"
          }
        }
        guard page.hasLater, let last = page.entries.last else { break }
        place = .after(last.key)
      }
    }
    return said
  }
}
