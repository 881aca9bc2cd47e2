import Model
import Synchronization
import Testing

@testable import Application

@Suite("The journal d'audit")
struct AuditTests {
  @Test("the log is read backwards, page after page, by person and by kind; an import counts its entries")
  func pages() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let paul = try await books.enrolPerson(
      PersonDecision(name: "Paul", role: .lecteur), password: "chaise nuage violon tomate")
    _ = try? await home.admit(Workbench.siren, person: paul, password: "pas le bon du tout")
    _ = try await home.admit(Workbench.siren, person: paul, password: "chaise nuage violon tomate")
    let all = try await books.audit(AuditQuestion())
    #expect(all.next == nil)
    #expect(all.records.map(\.position) == all.records.map(\.position).sorted(by: >))
    guard case .signInsNoted(let noted)? = all.records.first?.facts.first?.event else {
      Issue.record("the last fact is that Paul came in")
      return
    }
    #expect(noted.person == paul && noted.refused == 1 && noted.since != nil)
    #expect(all.records.first?.person == paul)
    var paged: [AuditRecord] = []
    var before: Int64?
    repeat {
      let page = try await books.audit(AuditQuestion(before: before), limit: 2)
      paged += page.records
      before = page.next
    } while before != nil
    #expect(paged == all.records)
    #expect(try await books.audit(AuditQuestion(person: paul)).records.count == 1)
    let people = try await books.audit(AuditQuestion(kind: .people)).records.flatMap(\.facts)
    #expect(people.count == 2, "the founder and Paul")
    let imported = all.records.flatMap(\.facts).filter { $0.event?.entry != nil }
    #expect(imported.reduce(0) { $0 + $1.count } > imported.count, "a run of entries is told as one fact")
    let collaborateur = Books(open: books.open, personID: paul, personName: "x", role: .collaborateur)
    await #expect(throws: NotAllowed(action: .readAudit, role: .collaborateur)) {
      _ = try await collaborateur.audit(AuditQuestion())
    }
    await home.closeAll()
  }

  @Test("each change tells what the field was, page by page as in the file, with its reason; the file is noted")
  func changes() async throws {
    let daily = try await DailyBench()
    let books = daily.books
    var draft = daily.purchase(12_000)
    draft = try await books.saveDraft(draft)
    draft.label = "Farine T65"
    draft.lines[0].amount = DraftAmount(debit: Money(minor: 12_500))
    draft = try await books.saveDraft(draft)
    try await books.setPeriodLocks(months: [202_601], isLocked: true, reason: "déclarée")
    try await books.setPeriodLocks(months: [202_601], isLocked: false, reason: "facture oubliée")
    let paul = try await books.enrolPerson(
      PersonDecision(name: "Paul", role: .lecteur), password: "chaise nuage violon tomate")
    try await books.changePerson(paul, PersonDecision(name: "Paul", role: .comptable))
    let page = try await books.audit(AuditQuestion())
    let told = page.records.flatMap(\.facts)
    func change(_ field: AuditField, in facts: [AuditFact]) -> AuditChange? {
      facts.flatMap(\.changes).first { $0.place.field == field }
    }
    #expect(change(.label, in: told)?.old == .value(.text("Farine")))
    #expect(change(.label, in: told)?.new == .text("Farine T65"))
    #expect(change(.amount, in: told)?.old == .value(.amount(DraftAmount(debit: Money(minor: 12_000)))))
    #expect(change(.role, in: told)?.old == .value(.role(.lecteur)))
    #expect(change(.role, in: told)?.new == .role(.comptable))
    #expect(change(.isLocked, in: told)?.old == .value(.flag(true)), "the newest first: opened again")
    #expect(told.compactMap { $0.event?.reason } == ["facture oubliée", "déclarée"])
    // One record on each page: what was before lies beyond it.
    let alone = try await books.audit(AuditQuestion(kind: .people), limit: 1)
    #expect(change(.role, in: alone.records.flatMap(\.facts))?.old == .value(.role(.lecteur)))
    let walk = try await books.exportAudit(AuditQuestion())
    var written: [AuditRecord] = []
    try await walk.each { written.append($0) }
    #expect(written.reversed() == page.records, "oldest first, and the same to the last field")
    let after = try await books.audit(AuditQuestion(kind: .exports)).records.first?.facts.first?.event
    guard case .auditExported(let noted)? = after else {
      Issue.record("the file was not noted")
      return
    }
    #expect(noted.person == nil && noted.kind.isEmpty && noted.changeSets == UInt64(page.records[0].position))
    try await daily.close()
  }

  @Test("what a role refuses is told: the first at once, those asked again and again with the next, or at the closing")
  func refusals() async throws {
    let minutes = Atomic<Int64>(0)
    let start = Instant(milliseconds: 1_795_000_000_000)
    let daily = try await DailyBench(
      now: { Instant(milliseconds: start.milliseconds + minutes.load(ordering: .relaxed) * 60_000) })
    let leo = Books(
      open: daily.books.open, personID: Identifier(high: 9, low: 9), personName: "Léo", role: .collaborateur)
    func told() async throws -> [ActsRefused] {
      try await daily.books.audit(AuditQuestion(person: leo.personID, kind: .signIns)).records.flatMap(\.facts)
        .compactMap { if case .actsRefused(let it)? = $0.event { it } else { nil } }.reversed()
    }
    func ask(_ action: Action, times: Int) async throws {
      for _ in 0..<times { try await leo.noteRefusal(NotAllowed(action: action, role: leo.role)) }
    }
    try await ask(.readBooks, times: 40)
    try await ask(.exportBooks, times: 1)
    #expect(
      try await told() == [ActsRefused(action: "readBooks", count: 1), ActsRefused(action: "exportBooks", count: 1)])
    minutes.store(20, ordering: .relaxed)
    try await ask(.readBooks, times: 2)
    #expect(try await told().last == ActsRefused(action: "readBooks", count: 40))
    minutes.store(40, ordering: .relaxed)
    try await ask(.readBooks, times: 1)
    #expect(try await told().last == ActsRefused(action: "readBooks", count: 2))
    // Those that still wait are written when the books are closed.
    try await ask(.readBooks, times: 3)
    try await daily.books.open.take(try await daily.books.leave())
    #expect(try await told().last == ActsRefused(action: "readBooks", count: 3))
    #expect(try await daily.books.verify { _ in }.isSound)
    try await daily.close()
  }
}
