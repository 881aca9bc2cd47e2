import Model
import Testing

@Suite("People of a company")
struct PersonCardTests {
  private let today = CalendarDate(iso: "2026-11-26")!
  private let lise = PersonCard(id: Identifier(high: 1, low: 1), name: "Lise", role: .gerant)
  private let paul = PersonCard(id: Identifier(high: 1, low: 2), name: "Paul", role: .comptable)

  @Test("the last gérant without an end stays one: not demoted, not ended, not removed")
  func lastManager() {
    let ends = CalendarDate(iso: "2027-01-01")!
    let people = [lise, paul]
    let demoted = PersonDecision(name: "Lise", role: .lecteur)
    #expect(people.obstacles(to: demoted, about: lise.id, today: today) == [.lastManager])
    let ended = PersonDecision(name: "Lise", role: .gerant, until: ends)
    #expect(people.obstacles(to: ended, about: lise.id, today: today) == [.lastManager])
    #expect(people.obstacle(toRemoving: lise.id, by: paul.id) == .lastManager)
    let leaving = PersonCard(id: Identifier(high: 1, low: 3), name: "Ali", role: .gerant, until: ends)
    #expect((people + [leaving]).obstacle(toRemoving: lise.id, by: leaving.id) == .lastManager)
    let second = PersonCard(id: Identifier(high: 1, low: 3), name: "Ali", role: .gerant)
    #expect((people + [second]).obstacles(to: demoted, about: lise.id, today: today).isEmpty)
    #expect((people + [second]).obstacle(toRemoving: lise.id, by: second.id) == nil)
    #expect((people + [second]).obstacle(toRemoving: lise.id, by: lise.id) == .yourself)
    let gone = PersonCard(id: Identifier(high: 1, low: 3), name: "Ali", role: .gerant, isRemoved: true)
    #expect((people + [gone]).obstacle(toRemoving: lise.id, by: paul.id) == .lastManager)
  }

  @Test("a name is one person's, an end lies ahead, and all that is wrong is told at once")
  func decisions() {
    let people = [lise, paul]
    let past = CalendarDate(iso: "2026-11-25")!
    let wrong = PersonDecision(name: "Paul", role: .lecteur, until: past)
    #expect(people.obstacles(to: wrong, about: nil, today: today) == [.nameTaken("Paul"), .endPassed(past)])
    #expect(people.obstacles(to: PersonDecision(name: "", role: .lecteur), about: nil, today: today) == [.nameMissing])
    #expect(people.obstacles(to: PersonDecision(name: "Paul", role: .lecteur), about: paul.id, today: today).isEmpty)
  }

  @Test("the door is open on the last day, shut the day after, and shut for who was removed")
  func door() {
    let until = PersonCard(id: paul.id, name: "Paul", role: .lecteur, until: today)
    #expect(until.refusal(on: today) == nil)
    #expect(until.refusal(on: CalendarDate(iso: "2026-11-27")!) == .ended(today))
    let gone = PersonCard(id: paul.id, name: "Paul", role: .lecteur, isRemoved: true)
    #expect(gone.refusal(on: today) == .removed)
  }

  @Test("base 32 as RFC 4648 writes it, without the padding")
  func base32() {
    let vectors = [
      ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
    ]
    for (plain, letters) in vectors { #expect(Base32.encode(Array(plain.utf8)) == letters) }
  }
}
