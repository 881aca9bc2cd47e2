import Model

/// Books drawn from a seed: the same seed gives the same entries.
struct GeneratedBooks {
  private var state: UInt64
  let year: FiscalYear
  let importID: Identifier<Import>
  private let firstID: Identifier<JournalEntry.Validated>
  private var count: UInt64 = 0
  private let parties: Int
  /// Accounts of purchases, and as many of sales.
  private let accounts: Int

  init(seed: UInt64, endingIn calendarYear: Int = 2025, parties: Int = 5_000, accounts: Int = 150) throws {
    self.parties = parties
    self.accounts = accounts
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    guard let start = CalendarDate(year: calendarYear, month: 1, day: 1),
      let end = CalendarDate(year: calendarYear, month: 12, day: 31)
    else { throw Fault(.configuration, "no such year") }
    year = try FiscalYear(start: start, end: end)
    importID = Identifier(high: seed, low: 7)
    firstID = Identifier(high: seed, low: 1 << 32)
  }

  mutating func random(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  /// An entry of a sale or a purchase: third party, tax, and as many charges or products as it takes.
  mutating func entry(lines: Int = 3) -> EntryImported {
    let isSale = random(2) == 0
    let day = CalendarDate(dayCount: year.start.dayCount + Int(count / 900) % 365) ?? year.end
    let net = Int64(100 + random(500_000))
    let tax = net / 5
    let party = PartyKey(nature: isSale ? .customer : .supplier, code: "T\(100_000 + random(parties))")
    var made = [line(isSale ? "411000" : "401000", party: party, isSale ? net + tax : -(net + tax), 1)]
    made.append(line(isSale ? "445710" : "445660", isSale ? -tax : tax, 2))
    var rest = net
    for place in 3...max(3, lines) {
      let share = place == max(3, lines) ? rest : rest / 2
      rest -= share
      made.append(line("\(isSale ? 70 : 60)\(1000 + random(accounts))", isSale ? -share : share, place))
    }
    let number = count + 1
    count = number
    let entry = JournalEntry.Validated(
      id: firstID.advanced(by: number), journal: isSale ? "VE" : "AC", number: "\(isSale ? "VE" : "AC")\(number)",
      date: day, validationDate: day, voucherReference: "F\(number)", voucherDate: day,
      label: "Facture n° \(number) — fournitures et services", flags: [], lines: made)
    return EntryImported(importID: importID, entry: entry)
  }

  private func line(_ account: String, party: PartyKey? = nil, _ amount: Int64, _ place: Int) -> EntryLine {
    EntryLine(
      account: account, party: party, debit: Money(minor: max(amount, 0)), credit: Money(minor: max(-amount, 0)),
      sourceRank: UInt32(truncatingIfNeeded: count) &* 3 &+ UInt32(place))
  }

  func accepted(entries: UInt64, lines: UInt64) -> ImportAccepted {
    ImportAccepted(
      id: importID, fileName: "552100554FEC20251231.txt", fileHash: [UInt8](repeating: 3, count: 32), year: year,
      numbering: .perJournal, entryCount: entries, lineCount: lines, journals: [],
      consentsToUnbalancedEntries: false)
  }
}
