import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("Coming in with two factors")
struct SignInTests {
  private static let other = "chaise nuage violon tomate"

  private static func code(_ draft: FactorDraft, _ bench: Workbench, later steps: Int64 = 0) -> String {
    TimeCode(secret: draft.secret).code(step: TimeCode.step(at: bench.environment.now()) + steps)
  }

  private static func step(_ admission: Admission) throws -> SecondStep {
    guard case .needsCode(let step) = admission else { throw FactorRefusal.none }
    return step
  }

  @Test("the password alone opens nothing once a factor is set; a code opens, and serves once")
  func codes() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let draft = try books.draftFactor()
    await #expect(throws: FactorRefusal.wrongCode) { _ = try await books.confirmFactor(draft, code: "000000x") }
    let confirmed = try await books.confirmFactor(draft, code: Self.code(draft, bench, later: -1))
    #expect(Set(confirmed.recoveryCodes).count == 10)
    #expect(try await books.ownCard().hasSecondFactor)
    await home.closeAll()
    let first = try Self.step(try await home.admit(Workbench.siren, person: nil, password: Workbench.password))
    #expect(await !home.isOpen(Workbench.siren), "nothing is open between the two steps")
    await #expect(throws: FactorRefusal.wrongCode) { _ = try await home.enter(first, code: "12345") }
    await #expect(throws: FactorRefusal.usedCode) {
      _ = try await home.enter(first, code: Self.code(draft, bench, later: -1))
    }
    #expect(await !home.isOpen(Workbench.siren), "a code that served opens nothing")
    let inside = try await home.enter(first, code: Self.code(draft, bench))
    #expect(inside.personName == "Lise Garnier" && inside.hasFactorAtHand)
    await #expect(throws: FactorRefusal.usedCode) { _ = try await inside.prove(code: Self.code(draft, bench)) }
    let paper = confirmed.recoveryCodes[3].lowercased().replacingOccurrences(of: "-", with: " ")
    let second = try Self.step(try await home.admit(Workbench.siren, person: nil, password: Workbench.password))
    let again = try await home.enter(second, code: paper)
    #expect(again.recoveryCodesLeft == 9)
    await #expect(throws: FactorRefusal.expired) { _ = try await home.enter(second, code: paper) }
    let third = try Self.step(try await home.admit(Workbench.siren, person: nil, password: Workbench.password))
    await #expect(throws: FactorRefusal.wrongCode) { _ = try await home.enter(third, code: paper) }
    let without = try await again.removeFactor(code: confirmed.recoveryCodes[0])
    #expect(try await !without.ownCard().hasSecondFactor)
    guard case .inside = try await home.admit(Workbench.siren, person: nil, password: Workbench.password) else {
      Issue.record("a password alone opens again")
      return
    }
    #expect(try await without.verify { _ in }.isSound)
    await home.closeAll()
  }

  @Test("a changed password keeps the factor; the printed kit gives a new one and takes the factor away")
  func passwords() async throws {
    let bench = try Workbench()
    let home = try bench.home()
    let created = try await home.create(Workbench.creation(), password: Workbench.password)
    let draft = try created.books.draftFactor()
    _ = try await created.books.confirmFactor(draft, code: Self.code(draft, bench, later: -1))
    await #expect(throws: CompanyRefusal.wrongPassword) {
      try await created.books.changePassword(from: "autre chose de long", to: Self.other)
    }
    await #expect(throws: PasswordRefusal.systematic) {
      try await created.books.changePassword(from: Workbench.password, to: "123456789012")
    }
    try await created.books.changePassword(from: Workbench.password, to: Self.other)
    let step = try Self.step(try await home.admit(Workbench.siren, person: nil, password: Self.other))
    _ = try await home.enter(step, code: Self.code(draft, bench))
    let recovered = try await home.open(
      Workbench.siren, recoveryCode: created.recoveryCode, newPassword: Workbench.password)
    #expect(recovered.lostSecondFactor)
    guard case .inside = try await home.admit(Workbench.siren, person: nil, password: Workbench.password) else {
      Issue.record("the factor is gone")
      return
    }
    await home.closeAll()
  }

  @Test("people come in by their own password, under their role, until their last day or their removal")
  func people() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let today = bench.environment.today()
    let decision = PersonDecision(name: "Paul Comptable", role: .comptable)
    let id = try await books.enrolPerson(decision, password: Self.other)
    #expect(try await home.signInNames(Workbench.siren).map(\.name) == ["Lise Garnier", "Paul Comptable"])
    await #expect(throws: CompanyRefusal.wrongPassword) {
      _ = try await home.admit(Workbench.siren, person: id, password: Workbench.password)
    }
    guard case .inside(let paul) = try await home.admit(Workbench.siren, person: id, password: Self.other) else {
      Issue.record("no second factor was set")
      return
    }
    #expect(paul.role == .comptable)
    await #expect(throws: NotAllowed(action: .managePeople, role: .comptable)) { _ = try await paul.people() }
    await #expect(throws: NotAllowed(action: .managePeople, role: .comptable)) {
      try await paul.removePerson(books.personID, reason: "non") { _ in }
    }
    try await books.changePerson(id, PersonDecision(name: "Paul R.", role: .lecteur, until: today))
    #expect(try await home.signInNames(Workbench.siren).map(\.name) == ["Lise Garnier", "Paul R."])
    let status = try await books.people().last
    #expect(status?.card.role == .lecteur && status?.card.until == today && status?.hasPassword == true)
    await #expect(throws: PersonNotTaken([.lastManager])) {
      try await books.changePerson(books.personID, PersonDecision(name: "Lise Garnier", role: .comptable))
    }
    await #expect(throws: PeopleRefusal.reasonMissing) { try await books.removePerson(id, reason: " ") { _ in } }
    let keys = try await books.keys().count
    try await books.removePerson(id, reason: "Fin du contrat") { _ in }
    #expect(try await books.keys().count == keys - 1)
    #expect(try await home.signInNames(Workbench.siren).map(\.name) == ["Lise Garnier"])
    await #expect(throws: CompanyRefusal.wrongPassword) {
      _ = try await home.admit(Workbench.siren, person: nil, password: Self.other)
    }
    let gone = try await books.people().last
    #expect(gone?.card.isRemoved == true && gone?.hasPassword == false)
    #expect(try await books.verify { _ in }.isSound)
    await home.closeAll()
    guard
      case .inside(let again) = try await home.admit(
        Workbench.siren, person: nil, password: Workbench.password)
    else { return }
    #expect(try await again.verify { _ in }.isSound)
    await home.closeAll()
  }

  @Test("after the last day the door says so, and an open session does nothing more")
  func ended() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let until = CalendarDate(iso: "2026-11-17")!
    let past = Books(open: books.open, personID: books.personID, personName: "x", role: .lecteur, until: until)
    await #expect(throws: PeopleRefusal.ended(until)) { _ = try await past.years() }
    let today = bench.environment.today()
    let id = try await books.enrolPerson(
      PersonDecision(name: "Inès", role: .lecteur, until: today), password: Self.other)
    try await books.open.current().writer.append(by: books.personID) { _ in
      [.personChanged(PersonChanged(id: id, until: .date(until)))]
    }
    await #expect(throws: PeopleRefusal.ended(until)) {
      _ = try await home.admit(Workbench.siren, person: id, password: Self.other)
    }
    await home.closeAll()
    await #expect(throws: PeopleRefusal.ended(until)) {
      _ = try await home.admit(Workbench.siren, person: id, password: Self.other)
    }
    #expect(await !home.isOpen(Workbench.siren), "who is refused leaves nothing open")
  }

  @Test("what a password is refused for")
  func strength() throws {
    #expect(PasswordStrength.refusal(of: "administrateur") == .dictionaryWord)
    #expect(PasswordStrength.refusal(of: "aaaaaaaaaaaa") == .fewCharacters)
    #expect(PasswordStrength.refusal(of: "123456789012") == .systematic)
    for good in ["quatre mots pour ouvrir", Self.other, Workbench.password] {
      #expect(PasswordStrength.refusal(of: good) == nil)
    }
    #expect(throws: CompanyRefusal.passwordTooShort(minimum: 12)) { try NodeHome.checkPassword("court") }
  }
}
