import Model
import Storage

extension Books {
  /// What can be matched on an account and third party.
  ///
  /// - Parameters:
  ///   - party: code of the third party; empty for the lines that name none.
  ///   - yearEnd: a year of those wanted; nil for the latest.
  ///   - limit: open lines, and matchings, of one page.
  public func matchingDesk(
    account: String, party: String, yearEnd: CalendarDate? = nil, after cursor: AccountPage.Cursor? = nil,
    limit: Int = 200
  ) async throws -> MatchingDesk {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let reader = try MatchingReader(transaction)
      let span = try reader.span(holding: yearEnd)
      let place = try reader.place(account, party: party, span)
      let years = span.map(\.number)
      let after = cursor.map { LineKey(date: $0.date, entry: $0.entry, line: $0.line) }
      var lines: [(key: LineKey, line: OpenLine)] = []
      try transaction.openLines(place, years: years, after: after, limit: limit + 1) { lines.append(($0, $1)) }
      let shown = lines.prefix(limit)
      let sums = try transaction.openSums(place, years: years)
      return MatchingDesk(
        account: place.account.account, accountLabel: place.account.label, party: place.party?.key,
        partyLabel: place.party?.label ?? "", years: span.map(\.year), isCarried: !reader.isLast(span),
        lines: shown.map(\.line), openCount: sums.count, debit: sums.debit, credit: sums.credit,
        next: lines.count > limit
          ? shown.last.map {
            AccountPage.Cursor(date: $0.key.date, entry: $0.key.entry, line: $0.key.line, direction: .after)
          } : nil,
        matchings: try transaction.standingMatchings(place, limit: limit).map(MatchingCard.init),
        matchingCount: try transaction.standingMatchingCount(place), earlier: reader.year(before: span))
    }
  }

  /// The accounts and third parties that have open lines: those of customers, suppliers and the other accounts of
  /// class 4, where lines wait for one another.
  public func openPlaces(prefix: String = "4") async throws -> [OpenPlace] {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let span = try MatchingReader(transaction).span().map(\.number)
      var found: [OpenPlace] = []
      var places: [String: Int] = [:]
      try transaction.openPlaces(prefix: prefix, years: span) { account, party, sums in
        let mayMatch = !sums.debit.isZero && !sums.credit.isZero
        let key = "\(account.number) \(party?.number ?? 0)"
        if let known = places[key] {
          let one = found[known]
          found[known] = OpenPlace(
            account: one.account, accountLabel: one.accountLabel, party: one.party, partyLabel: one.partyLabel,
            count: one.count + sums.count, balance: one.balance + sums.balance, mayMatch: true)
        } else {
          places[key] = found.count
          found.append(
            OpenPlace(
              account: account.account, accountLabel: account.label, party: party?.key, partyLabel: party?.label ?? "",
              count: sums.count, balance: sums.balance, mayMatch: mayMatch))
        }
      }
      return found.sorted { ($0.account, $0.party?.code ?? "") < ($1.account, $1.party?.code ?? "") }
    }
  }

  /// Matches lines of one account and third party.
  ///
  /// - Parameters:
  ///   - isPartial: something may remain; without, what does not add up to nothing is refused.
  ///   - extended: a partial matching whose lines are taken along: it is undone, and made again with them, in one act.
  @discardableResult
  public func matchLines(
    _ lines: [LineReference], isPartial: Bool = false, extending extended: Identifier<Matching>? = nil
  ) async throws -> LinesMatched {
    try authorise(.matchLines)
    let environment = open.environment
    return try await open.current().writer.append(cutting: personID) { transaction in
      let freed = try extended.map { id in
        guard let found = try transaction.standingMatching(id) else { throw MatchingRefusal.unknownMatching }
        guard MatchingCode.isPartial(found.code) else { throw MatchingRefusal.notPartial(code: found.code) }
        return found
      }
      if freed != nil, lines.isEmpty { throw MatchingRefusal.tooFewLines }
      let group = MatchingReader.Group(
        lines: (freed?.lines.map(\.reference) ?? []) + lines, remainder: isPartial ? .stays : .none)
      let made = try MatchingReader(transaction).matched(
        [group], freeing: freed, on: environment.today()
      ) { environment.identifier() }.map(\.made)
      let removed = freed.map {
        BookEvent.matchingRemoved(MatchingRemoved(id: $0.id, reason: "Complété par d’autres lignes."))
      }
      return ([removed].compactMap(\.self) + made.map(BookEvent.linesMatched), made[0])
    }
  }

  /// Which open lines seem to settle one another. Nothing is written.
  ///
  /// - Parameter tolerance: amounts that differ by no more are shown together too.
  public func proposeMatchings(
    account: String, party: String, yearEnd: CalendarDate? = nil, tolerance: Money = .zero
  ) async throws -> MatchingPlan {
    try authorise(.matchLines)
    let lines = try await store.read { transaction in
      let reader = try MatchingReader(transaction)
      let span = try reader.span(holding: yearEnd)
      return try reader.openLines(try reader.place(account, party: party, span), span)
    }
    return MatchingPlan(lines, tolerance: tolerance)
  }
}
