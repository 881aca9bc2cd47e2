import Model
import Storage

extension Books {
  /// Up to which difference a matching may be completed by a write-off.
  public func matchingTolerance() async throws -> Money {
    try authorise(.readBooks)
    return try await store.read { try $0.matchingTolerance() ?? WriteOff.usualTolerance }
  }

  /// - Parameter amount: nil when what was typed is none.
  public func setMatchingTolerance(_ amount: Money?) async throws {
    try authorise(.changeMasters)
    guard let amount, WriteOff.bounds.contains(amount.minor) else { throw MatchingRefusal.toleranceOutOfBounds }
    try await open.current().writer.append(by: personID) { transaction in
      let known = try transaction.matchingTolerance() ?? WriteOff.usualTolerance
      return known == amount ? [] : [.matchingToleranceSet(MatchingToleranceSet(amount: amount))]
    }
  }

  /// Matches groups of lines of one account and third party in one act, as a plan showed them: all of them or none.
  /// What is not balanced becomes a partial matching; where it is to be written off, the entry that takes the
  /// difference is validated in the same act, and the matching is a whole one.
  ///
  /// - Parameter writingOff: groups whose difference is written off, and what such entries are called.
  @discardableResult
  public func applyMatchings(
    _ groups: [[LineReference]], writingOff: [[LineReference]] = [], words: WriteOffWords? = nil
  ) async throws -> [LinesMatched] {
    try authorise(.matchLines)
    guard !groups.isEmpty || !writingOff.isEmpty else { throw MatchingRefusal.nothingChosen }
    do {
      return try await matched(words: words) { _ in
        groups.map { MatchingReader.Group(lines: $0, remainder: .stays) }
          + writingOff.map { MatchingReader.Group(lines: $0, remainder: .isWrittenOff) }
      }
    } catch MatchingRefusal.taken { throw MatchingRefusal.planOutdated }
  }

  /// Matches everything that a proposal finds without a difference, in one act. Read and matched in one transaction:
  /// nothing comes between.
  @discardableResult
  public func applyWholePlan(
    account: String, party: String, yearEnd: CalendarDate? = nil
  ) async throws -> [LinesMatched] {
    try authorise(.matchLines)
    return try await matched(words: nil) { reader in
      let span = try reader.span(holding: yearEnd)
      let plan = MatchingPlan(try reader.openLines(try reader.place(account, party: party, span), span))
      guard !plan.groups.isEmpty else { throw MatchingRefusal.nothingChosen }
      return plan.groups.map { MatchingReader.Group(lines: $0.lines.map(\.reference), remainder: .none) }
    }
  }

  /// Matches lines, and writes their small difference off in the same act.
  @discardableResult
  public func matchLines(_ lines: [LineReference], writingOffAs words: WriteOffWords) async throws -> LinesMatched {
    try authorise(.matchLines)
    let made = try await matched(words: words) { _ in [MatchingReader.Group(lines: lines, remainder: .isWrittenOff)] }
    return made[0]
  }

  private func matched(
    words: WriteOffWords?, _ decide: @escaping @Sendable (MatchingReader) throws -> [MatchingReader.Group]
  ) async throws -> [LinesMatched] {
    let (environment, writer, person) = (open.environment, try open.current().writer, personID)
    let mayPost = role.may(.postEntries)
    return try await writer.append(cutting: person) { transaction in
      let reader = try MatchingReader(transaction)
      let groups = try decide(reader)
      let found = try reader.matched(groups, on: environment.today()) { environment.identifier() }
      guard let words, found.contains(where: { $0.writeOff != nil }) else {
        return (found.map { .linesMatched($0.made) }, found.map(\.made))
      }
      guard mayPost else { throw NotAllowed(action: .postEntries, role: self.role) }
      do {
        var poster = try WriteOffPoster(
          transaction, device: writer.device, environment: environment, person: person, words: words)
        var (events, made): ([BookEvent], [LinesMatched]) = ([], [])
        for one in found {
          guard let off = one.writeOff else {
            events.append(.linesMatched(one.made))
            made.append(one.made)
            continue
          }
          let (entry, matched) = try poster.post(one.made, off, in: one.year)
          events += [
            .entryPosted(entry), .linesMatched(matched),
            .matchingWrittenOff(MatchingWrittenOff(matching: matched.id, entry: entry.entry.id)),
          ]
          made.append(matched)
        }
        return (poster.opening + events, made)
      } catch let refusal as PostingRefusal { throw MatchingRefusal.writeOffRefused(refusal) }
    }
  }

  /// Undoes matchings, all of them or none. Their history stays. A difference that was written off is taken back by an
  /// entry of its own, which is matched with the one it takes back: the lines are as open as they were before.
  ///
  /// - Parameter words: what such entries are called; without, they bear the reason.
  public func unmatch(
    _ ids: [Identifier<Matching>], reason: String, words: WriteOffWords? = nil
  ) async throws {
    try authorise(.matchLines)
    let reason = reason.trimmed
    guard !reason.isEmpty else { throw MatchingRefusal.reasonMissing }
    guard !ids.isEmpty else { throw MatchingRefusal.nothingToUndo }
    let (environment, writer, person) = (open.environment, try open.current().writer, personID)
    let mayPost = role.may(.postEntries)
    let words =
      words
      ?? WriteOffWords(
        label: reason, takenBack: reason, journalLabel: WriteOffPoster.journal, lossLabel: reason, gainLabel: reason)
    _ = try await writer.append(cutting: person) { transaction in
      let reader = try MatchingReader(transaction)
      let closed = try transaction.closedYears()
      var (events, poster): ([BookEvent], WriteOffPoster?) = ([], nil)
      var undoing = WriteOffUndoing(reader: reader, environment: environment)
      do {
        for id in ids {
          guard let standing = try transaction.standingMatching(id) else { throw MatchingRefusal.unknownMatching }
          // The opening of the next year was made of what was open: nothing may be so afterwards.
          let settled = closed.first { year in standing.lines.contains { year.contains($0.date) } }
          if let settled { throw YearIsClosed(settled) }
          events.append(.matchingRemoved(MatchingRemoved(id: id, reason: reason)))
          guard let entry = try transaction.writeOff(of: id) else { continue }
          guard mayPost else { throw NotAllowed(action: .postEntries, role: self.role) }
          var one =
            try poster
            ?? WriteOffPoster(
              transaction, device: writer.device, environment: environment, person: person, words: words)
          events += try undoing.takeBack(entry, of: standing, &one, reason: reason)
          poster = one
        }
      } catch let refusal as PostingRefusal { throw MatchingRefusal.writeOffRefused(refusal) }
      return ((poster?.opening ?? []) + events, ())
    }
  }
}

/// Takes write-offs back, and matches each with what takes it back.
private struct WriteOffUndoing {
  let reader: MatchingReader
  let environment: Environment
  private var codes: [String: FreeMatchingCodes] = [:]

  init(reader: MatchingReader, environment: Environment) {
    self.reader = reader
    self.environment = environment
  }

  mutating func takeBack(
    _ id: Identifier<JournalEntry.Validated>, of standing: StandingMatching, _ poster: inout WriteOffPoster,
    reason: String
  ) throws -> [BookEvent] {
    let transaction = reader.transaction
    guard let entry = try transaction.entry(id) else { throw MatchingRefusal.unknownLine }
    var events: [BookEvent] = []
    let taking: Identifier<JournalEntry.Validated>
    if let known = try transaction.reversal(of: id) {
      // Somebody took it back by hand: its line waits for this one, unless it was matched with another.
      let line = LineReference(entry: known.entry, line: 0)
      guard try transaction.matchableLines([line])[line]?.code.isEmpty == true else { return [] }
      taking = known.entry
    } else {
      let posted = try poster.takeBack(entry, in: try reader.lastYear(ofLine: id), reason: reason)
      events.append(.entryPosted(posted))
      taking = posted.entry.id
    }
    let place = "\(standing.account) \(standing.party.map { "\($0.nature.rawValue)\($0.code)" } ?? "")"
    var free = try codes[place] ?? reader.freeCodes(standing.account, standing.party)
    events.append(
      .linesMatched(
        LinesMatched(
          id: environment.identifier(), account: standing.account, party: standing.party,
          lines: [LineReference(entry: id, line: 0), LineReference(entry: taking, line: 0)].sorted(),
          code: free.take(isBalanced: true), date: environment.today())))
    codes[place] = free
    return events
  }
}
