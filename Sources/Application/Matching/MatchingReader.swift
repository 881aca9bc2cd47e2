import Model
import Storage

/// Reads what matching needs within one transaction: years, open lines, letters.
struct MatchingReader {
  let transaction: any ReadTransaction
  /// In their order.
  private let years: [BookYear]
  /// Years that begin with balances brought forward.
  private let openings: Set<Int64>
  private let closed: [Int64: FiscalYear]

  init(_ transaction: any ReadTransaction) throws {
    self.transaction = transaction
    years = try transaction.bookYears().reversed()
    let closedYears = Set(try transaction.closedYears())
    closed = Dictionary(
      uniqueKeysWithValues: years.filter { closedYears.contains($0.year) }.map { ($0.number, $0.year) })
    openings = Set(try years.map(\.number).filter { try transaction.hasOpening(year: $0) })
  }

  /// The years whose lines stand side by side: from balances brought forward to the next ones. Those before are in them
  /// already, in detail.
  ///
  /// - Parameter end: last day of one of them; nil for the latest ones.
  /// - Returns: nothing but where the books have no year.
  func span(holding end: CalendarDate? = nil) throws -> [BookYear] {
    let spans = spans
    guard let end else { return spans.last ?? [] }
    guard let found = spans.first(where: { $0.contains { $0.year.end == end } }) else {
      throw ReportRefusal.unknownYear(end.iso)
    }
    return found
  }

  private var spans: [[BookYear]] {
    var spans: [[BookYear]] = []
    for year in years {
      if spans.isEmpty || openings.contains(year.number) { spans.append([]) }
      spans[spans.count - 1].append(year)
    }
    return spans
  }

  /// The year before a span; nil for the first.
  func year(before span: [BookYear]) -> FiscalYear? {
    guard let first = span.first else { return nil }
    return years.last { $0.year.end < first.year.start }?.year
  }

  func isLast(_ span: [BookYear]) -> Bool { span.last?.number == years.last?.number }

  /// - Parameter code: of the third party; empty for lines without one.
  func place(_ number: String, party code: String, _ span: [BookYear]) throws -> MatchingPlace {
    guard let account = try transaction.account(number) else { throw MatchingRefusal.unknownAccount(number) }
    guard !code.isEmpty else { return MatchingPlace(account: account, party: nil) }
    for year in span.reversed() {
      if let found = try transaction.party(code, on: account, year: year.number) {
        return MatchingPlace(account: account, party: found.party)
      }
    }
    throw MatchingRefusal.unknownParty(code)
  }

  func openLines(_ place: MatchingPlace, _ span: [BookYear]) throws -> [OpenLine] {
    var lines: [OpenLine] = []
    try transaction.openLines(place, years: span.map(\.number)) { lines.append($1) }
    return lines
  }

  /// The facts that match lines, group after group, or the first thing that stands in the way.
  ///
  /// - Parameter freed: a matching that is undone in the same act: its lines are free.
  func matched(
    _ groups: [Group], freeing freed: StandingMatching? = nil, on date: CalendarDate,
    _ identifier: () -> Identifier<Matching>
  ) throws -> [Matched] {
    let known = try transaction.matchableLines(groups.flatMap(\.lines))
    let allowed = Set(freed?.lines.map(\.reference) ?? [])
    var place: (account: String, party: PartyKey?)?
    var codes = FreeMatchingCodes(used: [])
    var taken: Set<LineReference> = []
    return try groups.map { group in
      let lines = try Set(group.lines).sorted().map { reference in
        guard let line = known[reference] else { throw MatchingRefusal.unknownLine }
        guard line.code.isEmpty || allowed.contains(reference) else { throw MatchingRefusal.taken(code: line.code) }
        guard taken.insert(reference).inserted else { throw MatchingRefusal.planOutdated }
        return line
      }
      guard lines.count >= 2 else { throw MatchingRefusal.tooFewLines }
      let first = place ?? (lines[0].account, lines[0].party)
      guard lines.allSatisfy({ $0.account == first.account && $0.party == first.party }) else {
        throw MatchingRefusal.otherPlace
      }
      // What a closed year left open stands in the next one, line by line: that is where it is matched.
      if let year = lines.lazy.compactMap({ closed[$0.year] }).first { throw YearIsClosed(year) }
      guard let span = span(ofYear: lines[0].year),
        lines.allSatisfy({ line in span.contains { $0.number == line.year } })
      else { throw MatchingRefusal.carried }
      if place == nil {
        place = first
        codes = FreeMatchingCodes(used: try usedCodes(first.account, first.party))
      }
      let sum = lines.reduce(into: MoneyTotal.zero) { $0.add($1.amount) }
      let writeOff = try writeOff(of: sum, group)
      let isWhole = sum.isZero || writeOff != nil
      // A partial matching that grows keeps its letters: in capitals once it adds up.
      let kept = freed.map { MatchingCode.recased($0.code, isBalanced: isWhole) }
      let made = LinesMatched(
        id: identifier(), account: first.account, party: first.party, lines: lines.map(\.reference),
        code: kept ?? codes.take(isBalanced: isWhole), date: date)
      return Matched(made: made, writeOff: writeOff, year: span[span.count - 1].year)
    }
  }

  struct Group {
    let lines: [LineReference]
    let remainder: Remainder

    /// What is done with what the lines do not settle.
    enum Remainder {
      /// There must be nothing left.
      case none
      /// It stays: the matching is a partial one.
      case stays
      /// It is written off, within what the company tolerates.
      case isWrittenOff
    }
  }

  /// A matching to be made.
  struct Matched {
    /// Without the line of its write-off.
    let made: LinesMatched
    let writeOff: WriteOff?
    /// The last of the years that its lines stand side by side in.
    let year: FiscalYear
  }

  private func writeOff(of sum: MoneyTotal, _ group: Group) throws -> WriteOff? {
    guard !sum.isZero else { return nil }
    switch group.remainder {
    case .none: throw MatchingRefusal.unbalanced(sum)
    case .stays: return nil
    case .isWrittenOff:
      let tolerance = try transaction.matchingTolerance() ?? WriteOff.usualTolerance
      guard let found = WriteOff(gap: sum, tolerance: tolerance) else {
        throw MatchingRefusal.beyondTolerance(sum, tolerance)
      }
      return found
    }
  }

  /// The last of the years that the lines of an entry stand side by side in.
  func lastYear(ofLine entry: Identifier<JournalEntry.Validated>) throws -> FiscalYear {
    let line = LineReference(entry: entry, line: 0)
    guard let year = try transaction.matchableLines([line])[line]?.year, let last = span(ofYear: year)?.last else {
      throw MatchingRefusal.unknownLine
    }
    return last.year
  }

  func freeCodes(_ account: String, _ party: PartyKey?) throws -> FreeMatchingCodes {
    FreeMatchingCodes(used: try usedCodes(account, party))
  }

  private func usedCodes(_ account: String, _ party: PartyKey?) throws -> Set<String> {
    guard let account = try transaction.account(account) else { throw MatchingRefusal.unknownAccount(account) }
    let place = MatchingPlace(account: account, party: try party.flatMap { try transaction.party($0) })
    return try transaction.usedMatchingCodes(place, years: years.map(\.number))
  }

  private func span(ofYear year: Int64) -> [BookYear]? { spans.first { $0.contains { $0.number == year } } }
}
