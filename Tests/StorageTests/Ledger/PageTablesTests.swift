import Model
import Storage
import Testing

@testable import StoreDriver

@Suite("What the pages of the whole ledger read")
struct PageTablesTests {
  private static func entries(_ log: GeneratedLog, year: Int64) -> [JournalEntry.Validated] {
    log.visible.filter { $0.year == year }.map(\.entry)
  }

  /// The lines of the grand livre as a naive fold orders them.
  private static func expected(_ fold: NaiveFold) -> [(account: String, line: NaiveFold.Line)] {
    Set(fold.lines.map(\.line.account)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .flatMap { account in fold.page(account: account).map { (account, $0) } }
  }

  @Test("the grand livre, forward and backward, gives every line once, in order", arguments: Engine.all, [3, 7, 50])
  func generalLedger(engine: Engine, limit: Int) async throws {
    let log = try GeneratedLog(seed: 5, entries: 60)
    let made = try await TestStore.holding(log, on: engine)
    let expected = Self.expected(NaiveFold(Self.entries(log, year: 1)))
    try await made.store.read { (transaction: any ReadTransaction) throws in
      let forward = try Self.walk(transaction, limit: limit, backward: false)
      let backward = try Self.walk(transaction, limit: limit, backward: true)
      #expect(forward.map(\.line) == backward.map(\.line))
      #expect(forward.map(\.account) == expected.map(\.account))
      #expect(forward.map(\.line.key.date) == expected.map(\.line.date))
      #expect(forward.map(\.line.debit) == expected.map(\.line.line.debit))
      var balances: [String: MoneyTotal] = [:]
      for (found, right) in zip(forward, expected) {
        balances[right.account, default: .zero].add(right.line.line.debit)
        balances[right.account, default: .zero].add(-right.line.line.credit)
        #expect(found.line.balance == balances[right.account])
      }
    }
  }

  private static func walk(
    _ transaction: any ReadTransaction, limit: Int, backward: Bool
  ) throws -> [(account: String, line: AccountLine)] {
    var place = LedgerPlace.first
    var lines: [(account: String, line: AccountLine)] = []
    if backward {
      // From behind the last line.
      var page = try transaction.generalLedger(year: 1, limit: 1_000)
      let last = try #require(page.last)
      lines = page.sections.last?.lines.suffix(1).map { (last.account, $0) } ?? []
      place = .before(last)
      while true {
        page = try transaction.generalLedger(year: 1, at: place, limit: limit)
        lines = page.sections.flatMap { section in section.lines.map { (section.account.account, $0) } } + lines
        guard page.hasEarlier, let first = page.first else { return lines }
        place = .before(first)
      }
    }
    while true {
      let page = try transaction.generalLedger(year: 1, at: place, limit: limit)
      #expect(page.sections.reduce(0) { $0 + $1.lines.count } <= limit)
      lines += page.sections.flatMap { section in section.lines.map { (section.account.account, $0) } }
      guard page.hasLater, let last = page.last else { return lines }
      place = .after(last)
    }
  }

  @Test("an account that goes over several pages is carried, and totalled where it ends", arguments: Engine.all)
  func sections(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 5, entries: 60)
    let made = try await TestStore.holding(log, on: engine)
    let fold = NaiveFold(Self.entries(log, year: 1))
    try await made.store.read { (transaction: any ReadTransaction) throws in
      let customers = fold.page(account: "411000")
      let first = try transaction.generalLedger(year: 1, accounts: AccountSpan("411"), limit: 10)
      let section = try #require(first.sections.first)
      #expect(section.begins && !section.ends && first.hasLater && !first.hasEarlier)
      let next = try transaction.generalLedger(
        year: 1, accounts: AccountSpan("411"), at: .after(try #require(first.last)), limit: 1_000)
      let rest = try #require(next.sections.first)
      #expect(!rest.begins && rest.ends && !next.hasLater && next.hasEarlier)
      #expect(rest.balanceBefore == NaiveFold.balance(customers.prefix(10)))
      #expect(rest.sums.balance == NaiveFold.balance(customers))
      let day = try #require(CalendarDate(year: 2025, month: 5, day: 17))
      let until = try transaction.generalLedger(year: 1, accounts: AccountSpan("411"), through: day, limit: 1_000)
      #expect(until.sections.first?.sums.balance == NaiveFold.balance(customers.filter { $0.date <= day }))
      #expect(until.sections.allSatisfy { $0.lines.allSatisfy { $0.key.date <= day } })
    }
  }

  @Test(
    "the lines of any period, their sums, their number and what precedes them are those of a naive fold",
    arguments: Engine.all, [(117, 517), (201, 228), (315, nil), (731, 731), (1_215, 1_231)] as [(Int, Int?)])
  func period(engine: Engine, days: (Int, Int?)) async throws {
    let log = try GeneratedLog(seed: 5, entries: 60)
    let made = try await TestStore.holding(log, on: engine)
    let fold = NaiveFold(Self.entries(log, year: 1))
    func date(_ number: Int) throws -> CalendarDate {
      try #require(CalendarDate(year: 2025, month: number / 100, day: number % 100))
    }
    let (from, through) = (try date(days.0), try days.1.map(date))
    try await made.store.read { (transaction: any ReadTransaction) throws in
      var place = LedgerPlace.first
      var sections: [LedgerSection] = []
      while true {
        let page = try transaction.generalLedger(year: 1, from: from, through: through, at: place, limit: 3)
        sections += page.sections
        guard page.hasLater, let last = page.last else { break }
        place = .after(last)
      }
      var (debit, credit) = (MoneyTotal.zero, MoneyTotal.zero)
      for account in Set(fold.lines.map(\.line.account)).sorted() {
        let lines = fold.page(account: account)
        let inside = lines.filter { $0.date >= from && $0.date <= through ?? $0.date }
        let before = NaiveFold.balance(lines.filter { $0.date < from })
        let found = sections.filter { $0.account.account == account }
        #expect(found.flatMap(\.lines).map(\.debit) == inside.map(\.line.debit))
        #expect(found.flatMap(\.lines).last?.balance == (inside.isEmpty ? nil : before + NaiveFold.balance(inside)))
        #expect(found.first?.balanceBefore == (inside.isEmpty && before.isZero ? nil : before))
        #expect(found.map(\.begins) == found.indices.map { $0 == 0 })
        let number = try #require(try transaction.account(account)).number
        let sums = try transaction.accountSums(year: 1, account: number, from: from, through: through)
        #expect(sums.balance == NaiveFold.balance(inside))
        #expect(found.last?.sums ?? sums == sums)
        (debit, credit) = (debit + sums.debit, credit + sums.credit)
        #expect(
          try transaction.lineCount(year: 1, account: number, from: from, through: through) == Int64(inside.count))
        guard let last = inside.last, let key = found.last?.lines.last?.key else { continue }
        let back = try transaction.accountPage(
          year: 1, account: number, from: from, through: through, at: .before(key), limit: 1_000)
        #expect(back.lines.map(\.debit) == inside.dropLast().map(\.line.debit) && !back.hasEarlier)
        #expect(back.hasLater == (inside.count > 1), "an empty page has nothing to be before")
        let end = try transaction.accountPage(
          year: 1, account: number, from: from, through: through, at: .last, limit: 1)
        #expect(end.lines.map(\.debit) == [last.line.debit] && end.hasEarlier == (inside.count > 1) && !end.hasLater)
      }
      let all = try transaction.periodSums(year: 1, accounts: .all, from: from, through: through)
      #expect(all.debit == debit && all.credit == credit)
      let parts = try [AccountSpan("0-5"), AccountSpan("6-9")].map {
        try transaction.periodSums(year: 1, accounts: $0, from: from, through: through)
      }
      #expect(parts[0].debit + parts[1].debit == all.debit && parts[0].credit + parts[1].credit == all.credit)
    }
  }

  @Test("the whole ledger and the whole journal, written out, hold every line of the year", arguments: Engine.all)
  func streams(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 6, entries: 80)
    let made = try await TestStore.holding(log, on: engine)
    let entries = Self.entries(log, year: 1)
    let expected = Self.expected(NaiveFold(entries))
    try await made.store.read { (transaction: any ReadTransaction) throws in
      var lines: [LedgerLine] = []
      try transaction.ledgerLines(year: 1) { lines.append($0) }
      #expect(lines.map(\.account) == expected.map(\.account))
      #expect(lines.map(\.matching) == expected.map(\.line.line.matchingCode))
      for (line, right) in zip(lines, expected) {
        let entry = entries[right.line.entry]
        #expect(line.label == right.line.line.overrides?.label ?? entry.label)
        #expect(line.piece == right.line.line.overrides?.voucherReference ?? entry.voucherReference)
        #expect(line.number == entry.number && line.journal == entry.journal)
        #expect(line.party == right.line.line.party?.code ?? "")
      }
      let account = try #require(try transaction.account("411000"))
      var alone: [LedgerLine] = []
      try transaction.ledgerLines(year: 1, account: account) { alone.append($0) }
      #expect(alone == lines.filter { $0.account == "411000" })
      var journal: [LedgerLine] = []
      try transaction.journalLines(year: 1) { journal.append($0) }
      #expect(journal.count == lines.count)
      #expect(journal.map(\.journal) == journal.map(\.journal).sorted())
      #expect(journal.reduce(0) { $0 + $1.debit.minor } == lines.reduce(0) { $0 + $1.debit.minor })
    }
  }

  @Test("journals, their months and their pages are those of a naive fold", arguments: Engine.all)
  func journals(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 7, entries: 90)
    let made = try await TestStore.holding(log, on: engine)
    let entries = Self.entries(log, year: 1)
    try await made.store.read { (transaction: any ReadTransaction) throws in
      let cards = try transaction.journalCards(year: 1)
      #expect(Set(cards.map(\.journal.code)) == Set(entries.map(\.journal)))
      for card in cards {
        let own = entries.filter { $0.journal == card.journal.code }
        #expect(card.entryCount == own.count)
        #expect(card.lineCount == own.reduce(0) { $0 + $1.lines.count })
        let debit = own.flatMap(\.lines).reduce(MoneyTotal.zero) { $0 + MoneyTotal(minor: Int128($1.debit.minor)) }
        #expect(card.debit == debit)
        let sorted = own.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
        var place = EntryPlace.first
        var found: [EntryCard] = []
        while true {
          let page = try transaction.journalPage(year: 1, journal: card.journal.number, at: place, limit: 7)
          found += page.entries
          guard page.hasLater, let last = page.entries.last else { break }
          place = .after(last.key)
        }
        #expect(found.map(\.id) == sorted.map(\.element.id))
        let months = try transaction.journalMonths(year: 1, journal: card.journal.number)
        #expect(months.reduce(0) { $0 + $1.entryCount } == card.entryCount)
        let month = try #require(months.first?.month)
        let inMonth = try transaction.journalPage(year: 1, journal: card.journal.number, month: month, limit: 500)
        #expect(inMonth.entries.count == own.filter { $0.date.monthNumber == month }.count)
      }
    }
  }

  @Test(
    "an entry is found by its number, its piece and the number at its end; masters by code and words",
    arguments: Engine.all)
  func search(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 8, entries: 60)
    let made = try await TestStore.holding(log, on: engine)
    let entry = try #require(Self.entries(log, year: 1).first { !$0.voucherReference.isEmpty })
    try await made.store.read { (transaction: any ReadTransaction) throws in
      func found(_ key: String) throws -> Bool {
        try transaction.findEntries(year: 1, key: key, limit: 200).contains { $0.id == entry.id }
      }
      #expect(try found(SearchText.key(entry.number)))
      #expect(try found(SearchText.key(entry.voucherReference)))
      if let end = SearchText.endNumber(entry.voucherReference) { #expect(try found(end)) }
      #expect(try !found("NOTHINGSO"))
      #expect(try transaction.findAccounts(year: 1, key: "411", limit: 5).map(\.account).contains("411000"))
      #expect(try transaction.findAccounts(year: 1, key: "SUIVI", limit: 5).map(\.label) == ["Clients — suivi"])
      let party = try #require(entry.lines.compactMap(\.party).first)
      let parties = try transaction.findParties(year: 1, key: SearchText.key(party.code), limit: 5)
      #expect(parties.first?.key == party)
      // A rolling import shows nothing: year 2 holds one.
      #expect(try transaction.findAccounts(year: 2, key: "411", limit: 5).isEmpty)
      #expect(try transaction.findParties(year: 2, key: SearchText.key(party.code), limit: 5).isEmpty)
    }
  }

  @Test("the sums that pages read are those of the balances, after a withdrawal too", arguments: Engine.all)
  func noGaps(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 9, entries: 50)
    let made = try await TestStore.holding(log, on: engine)
    #expect(try await made.store.read { try $0.pageTableGaps() } == [])
    let done = try #require(try await made.store.read { try $0.imports().first { $0.state == .completed } })
    let origin = Origin(deviceNumber: 1, deviceEpoch: 1, sequence: 1)
    try await made.store.write {
      try Projector($0).project([.importWithdrawn(ImportWithdrawn(id: done.id, reason: "essai"))], origin: origin)
    }
    try await made.store.read { (transaction: any ReadTransaction) throws in
      #expect(try transaction.pageTableGaps() == [])
      for table in ["entry_by_journal", "entry_key", "journal_month", "account_month", "party_account"] {
        let left = try transaction.integer(
          "SELECT COUNT(*) FROM \(table) WHERE year_no = ?", [.integer(done.yearNumber)])
        #expect(left == 0, "\(table)")
      }
    }
    try await made.store.write { _ = try $0.execute("UPDATE account_month SET debit = debit + 5", []) }
    #expect(try await made.store.read { try $0.pageTableGaps() }.first?.hasPrefix("account_month") == true)
  }

  @Test("a count of a label's word that is not that of the entries is named, by its word", arguments: Engine.all)
  func habitGaps(engine: Engine) async throws {
    let made = try await TestStore.holding(try GeneratedLog(seed: 9, entries: 50), on: engine)
    let row = try #require(
      try await made.store.read { transaction in
        try transaction.queryOne(
          "SELECT word, journal_no FROM label_habit WHERE account_no = 0 ORDER BY word, journal_no LIMIT 1", []
        ) { (word: $0.text(0), journal: $0.integer(1)) }
      })
    let place = [Value.text(row.word), .integer(row.journal)]
    for change in ["entry_count = entry_count + 2", "entry_count = entry_count - 2"] {
      try await made.store.write {
        _ = try $0.execute(
          "UPDATE label_habit SET \(change) WHERE word = ? AND journal_no = ? AND account_no = 0", place)
      }
      let gaps = try await made.store.read { try $0.pageTableGaps() }
      #expect(gaps == (change.contains("+") ? ["label_habit (\(row.word)) is off"] : []))
    }
    try await made.store.write { _ = try $0.execute("DELETE FROM label_habit WHERE word = ?", [.text(row.word)]) }
    #expect(try await made.store.read { try $0.pageTableGaps() } == ["label_habit (\(row.word)) is off"])
  }

  @Test("a label that changes is found under its new words and no more under the old ones", arguments: Engine.all)
  func renamed(engine: Engine) async throws {
    let log = try GeneratedLog(seed: 4, entries: 20)
    let made = try await TestStore.holding(log, on: engine)
    let origin = Origin(deviceNumber: 1, deviceEpoch: 1, sequence: 1)
    try await made.store.write {
      try Projector($0).project(
        [.accountCreated(AccountCreated(number: "411000", label: "Débiteurs divers"))], origin: origin)
    }
    try await made.store.read { (transaction: any ReadTransaction) throws in
      #expect(try transaction.findAccounts(year: 1, key: "DEBIT", limit: 5).map(\.account) == ["411000"])
      #expect(try transaction.findAccounts(year: 1, key: "SUIVI", limit: 5).isEmpty)
      #expect(try transaction.findAccounts(year: 1, key: "411", limit: 5).map(\.account) == ["411000"])
    }
  }
}
