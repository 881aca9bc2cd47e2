import Model
import Testing

@testable import Application

@Suite("The company's own card")
struct CompanyCardTests {
  @Test("what the first start answers is signed with the company; a change is one event, by field; no change is none")
  func settings() async throws {
    let bench = try Workbench()
    let home = try bench.home()
    var creation = Workbench.creation()
    creation.settings = CompanySettings(vatScheme: .quarterly, vatDue: .onPayment)
    let books = try await home.create(creation, password: Workbench.password).books
    #expect(try await books.companySettings() == creation.settings)

    var changed = creation.settings
    changed.address = "3 rue du Four\n38000 Grenoble"
    try await books.changeCompany(changed)
    try await books.changeCompany(changed)
    #expect(try await books.companySettings() == changed)
    let facts = try await books.audit(AuditQuestion(kind: .masters)).records.flatMap(\.facts).compactMap(\.event)
    let events = facts.filter { if case .companyChanged = $0 { true } else { false } }
    #expect(events.contains(.companyChanged(CompanyChanged(address: changed.address))))
    #expect(events.count == 2, "the founding, and one change")

    var long = changed
    long.address = String(repeating: "x", count: 81)
    await #expect(throws: CompanySettingsRefusal.addressTooLong) { try await books.changeCompany(long) }
    let reader = Books(open: books.open, personID: books.personID, personName: "x", role: .lecteur)
    await #expect(throws: NotAllowed(action: .changeMasters, role: .lecteur)) {
      try await reader.changeCompany(changed)
    }
    #expect(try await books.verify { _ in }.problems.isEmpty)
    await home.closeAll()
  }

  @Test("the first page offers what is most urgent")
  func nextSteps() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    #expect(try await books.nextSteps() == [.importBooks, .addSecondFactor, .describeCompany])
    try await books.take(books.control(SampleFEC.year2026))
    #expect(try await books.nextSteps() == [.addSecondFactor, .describeCompany, .invite])
    await home.closeAll()
  }
}
