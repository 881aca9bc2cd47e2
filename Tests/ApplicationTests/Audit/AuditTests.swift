import Model
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
}
