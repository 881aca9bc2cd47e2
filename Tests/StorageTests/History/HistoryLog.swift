import Model
import Storage

@testable import StoreDriver

/// A log drawn from a seed in which everything happens that a later moment may hide or undo: imports that complete and
/// are withdrawn, entries validated here, some of them taken back, matchings made and removed, labels that change.
struct HistoryLog {
  private(set) var changeSets: [[BookEvent]] = []
  /// When each change-set was taken in: the clock goes back at times.
  private(set) var times: [Int64] = []

  private var dice: GeneratedBooks
  private var standing: [Int: Identifier<Import>] = [:]
  private var posted: [JournalEntry.Validated] = []
  private var reversed: Set<Identifier<JournalEntry.Validated>> = []
  private var matchings: [Identifier<Matching>] = []
  private var matchedLines: Set<LineReference> = []
  private var closed: [Int: UInt32] = [:]
  private var count: UInt64 = 0
  private static let series = EntrySeries(journal: "OD", yearEnd: CalendarDate(year: 2025, month: 12, day: 31)!)

  init(seed: UInt64, steps: Int) throws {
    dice = try GeneratedBooks(seed: seed, parties: 4, accounts: 3)
    try found()
    for _ in 0..<steps {
      switch dice.random(12) {
      case 0...2: try takeIn(2023 + dice.random(3))
      case 3: withdraw(2023 + dice.random(3))
      case 4...6: post(1 + dice.random(3))
      case 7: takeBack()
      case 8: dice.random(2) == 0 ? match() : unmatch()
      case 9: rename()
      default: closeOrReopen()
      }
    }
  }

  func stored(_ index: Int) -> StoredChangeSet {
    let place = Int64(index + 1)
    return StoredChangeSet(
      device: GeneratedLog.device, devicePublicKey: GeneratedLog.publicKey, deviceEpoch: 1, sequence: place,
      hash: [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: 32), body: Array("change-set \(place)".utf8),
      signature: [UInt8](repeating: 7, count: 64), receivedAt: Instant(milliseconds: times[index]))
  }

  /// Appends and projects the first change-sets, one transaction each.
  func write(first count: Int, to store: any Store) async throws {
    for index in 0..<count {
      let (stored, events) = (stored(index), changeSets[index])
      try await store.write { transaction in
        let origin = try ChangeSetLog(transaction).append(stored)
        try Projector(transaction).project(events, origin: origin)
      }
    }
  }

  /// The same in one transaction, as tables are built again.
  func writeAtOnce(to store: any Store) async throws {
    let all = changeSets.indices.map { (stored($0), changeSets[$0]) }
    try await store.write { transaction in
      let (log, projector) = (try ChangeSetLog(transaction), Projector(transaction))
      for (stored, events) in all { try projector.add(events, origin: try log.append(stored)) }
      try projector.finish()
    }
  }

  private mutating func append(_ events: [BookEvent]) {
    guard !events.isEmpty else { return }
    changeSets.append(events)
    let last = times.last ?? 1_000
    times.append(dice.random(7) == 0 ? last - 3_000 : last + Int64(dice.random(5_000)))
  }

  private mutating func next<Subject>() -> Identifier<Subject> {
    count += 1
    return Identifier(high: 77, low: count)
  }

  private mutating func found() throws {
    guard let siren = SIREN("552100554") else { throw Fault(.configuration, "no SIREN") }
    append([
      .companyCreated(CompanyCreated(id: next(), siren: siren, name: "Menuiserie Bréhat")),
      .deviceEnrolled(DeviceEnrolled(id: GeneratedLog.device, publicKey: GeneratedLog.publicKey)),
    ])
    for year in 2023...2025 {
      append([.fiscalYearOpened(FiscalYearOpened(year: try GeneratedBooks(seed: 1, endingIn: year).year))])
    }
    append([
      .seriesAssigned(
        SeriesAssigned(series: Self.series, owner: GeneratedLog.device, generation: 1, next: 1)),
      .journalCreated(JournalCreated(code: "OD", label: "Divers")),
      .accountCreated(AccountCreated(number: "411000", label: "Clients")),
      .accountCreated(AccountCreated(number: "512000", label: "Banque")),
    ])
  }

  private mutating func takeIn(_ year: Int) throws {
    guard standing[year] == nil else { return }
    count += 1
    var books = try GeneratedBooks(seed: 1_000 * count + 7, endingIn: year, parties: 4, accounts: 3)
    append([.importAccepted(books.accepted(entries: 8, lines: 30))])
    for _ in 0..<2 {
      append((0..<4).map { _ in .entryImported(books.variedEntry()) })
      // Somebody goes on validating while a long import comes in.
      if dice.random(2) == 0 { post(1 + dice.random(2)) }
    }
    append([.importCompleted(ImportCompleted(id: books.importID))])
    standing[year] = books.importID
  }

  private mutating func withdraw(_ year: Int) {
    // Nothing may stand on an import that is withdrawn.
    guard year < 2025 || posted.isEmpty, let id = standing.removeValue(forKey: year) else { return }
    append([.importWithdrawn(ImportWithdrawn(id: id, reason: "mauvais fichier"))])
  }

  private mutating func post(_ entries: Int) {
    append((0..<entries).map { _ in .entryPosted(made()) })
  }

  private mutating func made(reversing old: JournalEntry.Validated? = nil) -> EntryPosted {
    let number = UInt64(posted.count + 1)
    let amount = Money(minor: Int64(100 + dice.random(90_000)))
    let date = CalendarDate(year: 2025, month: 1 + dice.random(12), day: 1 + dice.random(28)) ?? .latest
    let party = PartyKey(nature: .customer, code: "T\(100_000 + dice.random(4))")
    let lines =
      old?.lines.map { EntryLine(account: $0.account, party: $0.party, debit: $0.credit, credit: $0.debit) }
      ?? [
        EntryLine(account: "411000", party: party, debit: amount, credit: .zero),
        EntryLine(account: "7010\(10 + dice.random(3))", party: nil, debit: .zero, credit: amount),
      ]
    let entry = JournalEntry.Validated(
      id: next(), journal: "OD", number: "\(number)", date: date, validationDate: date, voucherReference: "P\(number)",
      voucherDate: date, label: "Écriture \(number)", flags: [], lines: lines)
    posted.append(entry)
    return EntryPosted(
      entry: entry, yearEnd: Self.series.yearEnd, number: number,
      reversal: old.map { Reversal(of: $0.id, reason: "erreur") })
  }

  private mutating func takeBack() {
    guard let old = posted.last, reversed.insert(old.id).inserted else { return }
    append([.entryPosted(made(reversing: old))])
  }

  private mutating func match() {
    let free = posted.map { LineReference(entry: $0.id, line: 0) }.filter { !matchedLines.contains($0) }
    guard free.count > 1, let entry = posted.first(where: { $0.id == free[0].entry }) else { return }
    let lines = Array(free.prefix(2))
    matchedLines.formUnion(lines)
    let id: Identifier<Matching> = next()
    matchings.append(id)
    append([
      .linesMatched(
        LinesMatched(
          id: id, account: "411000", party: entry.lines[0].party, lines: lines, code: "AA\(matchings.count)",
          date: entry.date))
    ])
  }

  private mutating func unmatch() {
    guard let id = matchings.popLast() else { return }
    append([.matchingRemoved(MatchingRemoved(id: id, reason: "erreur"))])
  }

  /// A year whose opening stands in the next one, or no more: what the next one begins with changes each time.
  private mutating func closeOrReopen() {
    let year = 2023 + dice.random(2)
    guard let start = CalendarDate(year: year, month: 1, day: 1),
      let end = CalendarDate(year: year, month: 12, day: 31),
      let span = try? FiscalYear(start: start, end: end)
    else { return }
    if let closing = closed.removeValue(forKey: year) {
      append([
        .yearReopened(YearReopened(yearEnd: end, generation: closing + 1, reason: "erreur", reversals: []))
      ])
      return
    }
    count += 1
    closed[year] = UInt32(count)
    append([
      .yearClosed(
        YearClosed(
          year: span, generation: UInt32(count), result: .zero, resultAccount: "120000", months: [],
          perpetualDebit: .zero, perpetualCredit: .zero, openings: dice.random(3) == 0 ? [] : [next()], documents: [],
          accepted: []))
    ])
  }

  private mutating func rename() {
    count += 1
    append([
      .accountChanged(AccountChanged(number: "411000", label: "Clients, état \(count)")),
      .journalChanged(JournalChanged(code: "OD", label: "Divers, état \(count)")),
    ])
  }
}
