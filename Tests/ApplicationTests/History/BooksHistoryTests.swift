import Model
import Storage
import Synchronization
import Testing

@testable import Application

/// A clock that moves when told.
private final class HandClock: Sendable {
  private let milliseconds = Mutex<Int64>(1_795_000_000_000)

  var now: Instant { Instant(milliseconds: milliseconds.withLock { $0 }) }

  func move(minutes: Int64) { milliseconds.withLock { $0 += minutes * 60_000 } }

  /// The minute before this one.
  var justBefore: KnownMoment {
    let (day, minutes) = ParisTime.clock(Instant(milliseconds: now.milliseconds - 60_000))
    return KnownMoment(day: day!, minutes: minutes)!
  }
}

@Suite("The books of another moment")
struct BooksHistoryTests {
  @Test(
    "reports of before are found again; what changed since is told with its effect, its author and its moment",
    arguments: Engine.available)
  func changes(engine: Engine) async throws {
    let clock = HandClock()
    let daily = try await DailyBench(engine, now: { clock.now })
    clock.move(minutes: 5)
    let signed = clock.justBefore
    let year = Workbench.year.end
    let balance = try await daily.books.trialBalance(yearEnd: year, at: nil)
    let sheet = try await daily.books.statements(yearEnd: year)
    let aged = try await daily.books.agedBalance(.suppliers, yearEnd: year, at: year, limit: 10)
    let letter = try await daily.books.partyStatement("401000", party: "M1", yearEnd: year, at: year, scope: .open)
    clock.move(minutes: 5)
    let posted = try await daily.post([daily.purchase(12_000), daily.purchase(700)])
    let twice = try #require(posted.first { $0.entry.lines[0].debit.minor == 700 }?.entry)
    clock.move(minutes: 5)
    try await daily.books.reverse(
      twice.id, on: Workbench.date("2026-04-20"), label: "Farine", reason: "saisie deux fois")
    let past = daily.books.asKnown(at: signed)
    #expect(try await past.trialBalance(yearEnd: year, at: nil) == balance)
    #expect(try await past.statements(yearEnd: year).statements.rows == sheet.statements.rows)
    #expect(try await daily.books.trialBalance(yearEnd: year, at: nil) != balance)
    let agedThen = try await past.agedBalance(.suppliers, yearEnd: year, at: year, limit: 10)
    #expect(agedThen.total == aged.total && agedThen.isEven)
    #expect(agedThen.accounts[0].rows.map(\.amounts) == aged.accounts[0].rows.map(\.amounts))
    let letterThen = try await past.partyStatement("401000", party: "M1", yearEnd: year, at: year, scope: .open)
    #expect(letterThen.lines.map(\.entry) == letter.lines.map(\.entry) && letterThen.total == letter.total)
    #expect(try await daily.books.agedBalance(.suppliers, yearEnd: year, at: year, limit: 10).total != aged.total)
    await #expect(throws: ReportRefusal.unknownEntry) { try await past.entryDetail(posted[0].entry.id, limit: 9) }
    let changes = try await daily.books.changes(since: signed, yearEnd: year)
    #expect(changes.entries.count == 3 && changes.entries[2].reversed == "AC \(twice.number)")
    #expect(changes.entries.allSatisfy { $0.recorder.person == "Lise Garnier" && $0.recorder.at > signed.last })
    let flour = try #require(changes.effects.first { $0.account == "601000" })
    #expect(flour.before.minor == 50_000)
    #expect(flour.after.minor == 62_000)
    #expect(flour.difference.minor == 12_000)
    #expect(changes.effects.map(\.account) == ["401000", "601000"] && changes.imports.isEmpty)
    let onFlour = try await daily.books.changes(since: signed, yearEnd: year, account: "601000", limit: 2)
    #expect(onFlour.effects.count == 1 && onFlour.entries.count == 2)
    let rest = try await daily.books.changes(
      since: signed, yearEnd: year, account: "601000", after: try #require(onFlour.next), limit: 2)
    #expect(rest.entries.count == 1 && rest.next == nil)
    let start = try #require(KnownMoment(text: "2026-01-01"))
    let all = try await past.changes(since: start, yearEnd: year)
    #expect(all.entries.isEmpty && all.imports.map(\.isWithdrawal) == [false] && all.effects.count == 7)
    try await daily.close()
  }

  @Test(
    "an import that was withdrawn shows again at the moments before, and its withdrawal is told",
    arguments: Engine.available)
  func withdrawn(engine: Engine) async throws {
    let clock = HandClock()
    let daily = try await DailyBench(engine, now: { clock.now })
    let year = Workbench.year.end
    let balance = try await daily.books.trialBalance(yearEnd: year, at: nil)
    clock.move(minutes: 5)
    let complete = clock.justBefore
    let id = try #require(try await daily.books.years().first?.importID)
    try await daily.books.withdrawImport(id, reason: "mauvais fichier")
    clock.move(minutes: 5)
    #expect(try await daily.books.trialBalance(yearEnd: year, at: nil).rows.isEmpty)
    let past = daily.books.asKnown(at: complete)
    #expect(try await past.trialBalance(yearEnd: year, at: nil) == balance)
    let page = try await past.accountPage("512000", yearEnd: year, cursor: nil, limit: 50)
    #expect(page.lines.count == 2)
    #expect(try await past.entryDetail(page.lines[0].entryID, limit: 9).lines.count == 2)
    let changes = try await daily.books.changes(since: complete, yearEnd: year)
    #expect(changes.imports.map(\.reason) == ["mauvais fichier"] && changes.effects.count == 7)
    #expect(try await daily.books.verify { _ in }.isSound)
    // The file may be imported again; the past then holds the first one, the present the second one.
    try await daily.books.take(daily.books.control(SampleFEC.year2026))
    #expect(try await daily.books.trialBalance(yearEnd: year, at: nil) == balance)
    #expect(try await past.trialBalance(yearEnd: year, at: nil) == balance)
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("nothing is done in the past", arguments: Engine.available)
  func noCommand(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let past = daily.books.asKnown(at: KnownMoment(text: "2026-06-30"))
    await #expect(throws: Fault.self) { try await past.saveDraft(daily.purchase(100)) }
    try await daily.close()
  }

  @Test(
    "an explanation adds up to its figure, names its largest lines and who recorded them", arguments: Engine.available)
  func explanation(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let year = Workbench.year.end
    let statements = try await daily.books.statements(yearEnd: year).statements
    for row in statements.rows where row.rubric.kind != .heading {
      let found = try await daily.books.explanation(of: row.rubric.code, yearEnd: year)
      let sum = found?.parts.reduce(MoneyTotal.zero) { $0 + $1.contribution.amount }
      #expect(sum ?? .zero == row.net, "\(row.rubric.code)")
    }
    let total = try #require(statements.total(of: .result))
    let result = try #require(try await daily.books.explanation(of: total.rubric.code, yearEnd: year))
    #expect(result.largest.first?.account == "707000" && result.largest.first?.recorder.person == "Lise Garnier")
    #expect(result.largest.map { abs($0.debit.minor - $0.credit.minor) } == [100_000, 50_000])
    #expect(try await daily.books.explanation(of: "ZZ", yearEnd: year) == nil)
    try await daily.close()
  }
}
