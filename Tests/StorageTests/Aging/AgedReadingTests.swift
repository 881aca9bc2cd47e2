import Model
import Storage
import Testing

@testable import StoreDriver

@Suite("What is open, by how late it is")
struct AgedReadingTests {
  private struct Group: Hashable {
    let party: PartyKey?
    let code: String
  }

  /// What is open on an account on a day, with nothing clever: every line, groups of letters apart.
  private static func expected(
    _ entries: [JournalEntry.Validated], _ account: String, on day: CalendarDate
  ) -> [PartyKey?: AgedAmounts] {
    var groups: [Group: (lines: [DueLine], day: CalendarDate?)] = [:]
    var found: [PartyKey?: AgedAmounts] = [:]
    func count(_ party: PartyKey?, _ line: DueLine, _ amount: Int64) {
      guard line.date <= day else { return }
      found[party, default: .zero][AgeBracket(due: line.due, on: day)].add(Money(minor: amount))
    }
    for entry in entries {
      for line in entry.lines where line.account == account {
        let date = line.overrides?.date ?? entry.date
        let voucher = line.overrides?.voucherDate.map(\.value) ?? entry.voucherDate
        let due = DueLine(
          amount: line.debit.minor - line.credit.minor, date: date,
          due: DueLine.due(nil, date: date, voucherDate: voucher, isOpening: entry.flags.contains(.opening)))
        guard !line.matchingCode.isEmpty else {
          count(line.party, due, due.amount)
          continue
        }
        let group = Group(party: line.party, code: line.matchingCode)
        groups[group, default: ([], nil)].lines.append(due)
        let known = groups[group]?.day
        groups[group]?.day = [known, line.matchingDate].compactMap(\.self).max()
      }
    }
    for (group, held) in groups {
      for share in LineShare.of(held.lines, matchedOn: held.day) where share.settledOn.map({ $0 > day }) ?? true {
        count(group.party, held.lines[share.line], share.amount)
      }
    }
    return found.filter { !$0.value.isNil }
  }

  @Test(
    "what is open on any day is that of a naive fold, and adds up to the account", arguments: Engine.all,
    1...4 as ClosedRange<UInt64>)
  func totals(engine: Engine, seed: UInt64) async throws {
    let log = try GeneratedLog(seed: seed, entries: 90)
    let made = try await TestStore.holding(log, on: engine)
    let entries = log.visible.filter { $0.year == 1 }.map(\.entry)
    let fold = NaiveFold(entries)
    try await made.store.read { (transaction: any ReadTransaction) throws in
      for (month, number) in [(1, 15), (3, 31), (6, 10), (12, 31)] {
        let day = try #require(CalendarDate(year: 2025, month: month, day: number))
        for side in AgedSide.allCases {
          let found = try transaction.agedAccounts(prefix: side.prefix, years: [1], on: AgingDay(day))
          var total = AgedAmounts.zero
          for one in found {
            var parties: [PartyKey?: AgedAmounts] = [:]
            let names = Dictionary(
              uniqueKeysWithValues: try transaction.parties(numbered: one.parties.keys.filter { $0 > 0 })
                .map { ($0.number, $0.key) })
            for (number, amounts) in one.parties where !amounts.isNil { parties[names[number]] = amounts }
            #expect(parties == Self.expected(entries, one.account.account, on: day), "\(one.account.account) \(day)")
            let lines = fold.page(account: one.account.account).filter { $0.date <= day }
            #expect(one.total.total == NaiveFold.balance(lines))
            total += one.total
            for (number, amounts) in one.parties {
              let party = try transaction.parties(numbered: [number]).first
              let place = MatchingPlace(account: one.account, party: party)
              #expect(try transaction.agedAmounts(place, years: [1], on: AgingDay(day)) == amounts)
              let open = try transaction.openShares(place, years: [1], on: AgingDay(day), limit: 10_000)
              #expect(open.reduce(into: MoneyTotal.zero) { $0.add($1.open) } == amounts.total)
              #expect(open.map(\.line.date) == open.map(\.line.date).sorted())
            }
          }
          #expect(try transaction.agedTotal(prefix: side.prefix, years: [1], on: AgingDay(day)) == total)
          #expect(found.map(\.account.account) == found.map(\.account.account).sorted())
        }
      }
      #expect(try transaction.pageTableGaps().isEmpty)
    }
  }

  @Test("third parties are walked through by their key, both ways", arguments: Engine.all)
  func walk(engine: Engine) async throws {
    let made = try await TestStore.holding(try GeneratedLog(seed: 5, entries: 60), on: engine)
    try await made.store.read { (transaction: any ReadTransaction) throws in
      let all = try transaction.parties()
      var (forward, place): ([NumberedParty], PartyKey?) = ([], nil)
      while let some = Optional(try transaction.parties(beside: place, isBackward: false, limit: 3)), !some.isEmpty {
        forward += some
        place = some.last?.key
      }
      #expect(forward == all)
      var (backward, end): ([NumberedParty], PartyKey?) = ([], nil)
      while let some = Optional(try transaction.parties(beside: end, isBackward: true, limit: 3)), !some.isEmpty {
        backward += some
        end = some.last?.key
      }
      #expect(backward.reversed() == all)
    }
  }
}
