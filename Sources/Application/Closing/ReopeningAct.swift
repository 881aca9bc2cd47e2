import Model
import Storage

/// What a reopening writes, within one transaction: the reversals of the opening, the letters that follow, the fact.
struct ReopeningAct {
  let transaction: any ReadTransaction
  let year: BookYear
  let closing: YearClosing
  let environment: Environment
  let device: Identifier<Device>
  let reason: String

  func events() throws -> (events: [BookEvent], fact: YearReopened) {
    let today = environment.today()
    let openings = try closing.fact.openings.map { id in
      guard let entry = try transaction.entry(id) else {
        throw Fault(.database, "the opening entry \(id) is not there")
      }
      return entry
    }
    let released = try releasedMatchings(openings)
    var giver = SeriesGiver(device: device, today: today, transaction)
    var reversals: [EntryPosted] = []
    for entry in openings {
      let next = try transaction.bookYears().first { $0.year.contains(entry.date) }
      guard let end = next?.year.end else { throw Fault(.database, "the opening entry is of no year") }
      let number = try giver.number(in: EntrySeries(journal: entry.journal, yearEnd: end))
      var posted = entry.reversed(
        as: environment.identifier(), number: number, on: entry.date, yearEnd: end, validatedOn: today,
        label: "Réouverture de l’exercice \(year.year.name)", reason: reason)
      posted.entry.flags = .opening
      reversals.append(posted)
    }
    let fact = YearReopened(
      yearEnd: year.year.end, generation: closing.generation + 1, reason: reason, reversals: reversals.map(\.entry.id))
    let events =
      released.removed + giver.assignments + reversals.map(BookEvent.entryPosted) + released.renewed
      + (try settled(openings, reversals)) + [.yearReopened(fact)]
    return (events, fact)
  }

  /// Letters on lines of the opening go on with the lines of the year that these took over.
  private func releasedMatchings(
    _ openings: [JournalEntry.Validated]
  ) throws -> (removed: [BookEvent], renewed: [BookEvent]) {
    let origins = try origins(of: openings)
    var (removed, renewed): ([BookEvent], [BookEvent]) = ([], [])
    for standing in try transaction.matchings(ofEntries: openings.map(\.id)) {
      removed.append(
        .matchingRemoved(MatchingRemoved(id: standing.id, reason: "Réouverture de l’exercice \(year.year.name).")))
      let lines = standing.lines.compactMap { line in
        let isOfOpening = openings.contains { $0.id == line.reference.entry }
        return isOfOpening ? origins[line.reference] : line.reference
      }
      // A partial matching that was whole in the year goes on there, untouched: its copy in the opening ends here.
      guard lines.count == standing.lines.count else { continue }
      let (known, freed) = (try transaction.matchableLines(lines), Set(standing.lines.map(\.reference)))
      guard lines.allSatisfy({ freed.contains($0) || known[$0]?.code.isEmpty == true }) else { continue }
      renewed.append(
        .linesMatched(
          LinesMatched(
            id: environment.identifier(), account: standing.account, party: standing.party, lines: lines.sorted(),
            code: standing.code, date: standing.date)))
    }
    return (removed, renewed)
  }

  /// The line of the year that each line of the opening took over. The year could not change since: what it leaves open
  /// is, line for line, what it left then.
  private func origins(of openings: [JournalEntry.Validated]) throws -> [LineReference: LineReference] {
    let act = ClosingAct(transaction: transaction, year: year, environment: environment, device: device)
    let parts = try act.plan().entries(openingAccount: "")
    var origins: [LineReference: LineReference] = [:]
    for (entry, part) in zip(openings, parts) {
      for (rank, line) in part.enumerated() {
        guard let origin = line.origin, rank < entry.lines.count else { continue }
        let own = entry.lines[rank]
        guard own.account == line.account, own.party == line.party, own.debit == line.debit, own.credit == line.credit
        else { throw Fault(.database, "the opening does not say what its year left") }
        origins[LineReference(entry: entry.id, line: UInt32(rank))] = origin.reference
      }
    }
    return origins
  }

  /// The lines of the opening and those that take them back settle one another, third party by third party.
  private func settled(_ openings: [JournalEntry.Validated], _ reversals: [EntryPosted]) throws -> [BookEvent] {
    struct Place: Hashable {
      let account: String
      let party: PartyKey?
    }
    var lines: [Place: [LineReference]] = [:]
    for (entry, reversal) in zip(openings, reversals) {
      for (rank, line) in entry.lines.enumerated() where line.account.hasPrefix("4") || line.party != nil {
        lines[Place(account: line.account, party: line.party), default: []] += [
          LineReference(entry: entry.id, line: UInt32(rank)),
          LineReference(entry: reversal.entry.id, line: UInt32(rank)),
        ]
      }
    }
    let years = try transaction.bookYears().map(\.number)
    return try lines.sorted { ($0.key.account, $0.key.party?.code ?? "") < ($1.key.account, $1.key.party?.code ?? "") }
      .map { place, references in
        guard let account = try transaction.account(place.account) else {
          throw Fault(.database, "the opening names an account that is not there")
        }
        let party = try place.party.flatMap { try transaction.party($0) }
        var codes = FreeMatchingCodes(
          used: try transaction.usedMatchingCodes(MatchingPlace(account: account, party: party), years: years))
        return .linesMatched(
          LinesMatched(
            id: environment.identifier(), account: place.account, party: place.party, lines: references.sorted(),
            code: codes.take(isBalanced: true), date: environment.today()))
      }
  }
}
