import Application
import Foundation
import Model
import Testing

@testable import Web

@Suite("Sessions")
struct SessionTests {
  @Test("a session unseen for thirty minutes is over")
  func idle() async {
    let clock = TestClock()
    let store = SessionStore(environment: clock.environment)
    let id = await store.begin().id
    clock.advance(minutes: 29)
    #expect(await store.find(id) != nil)
    clock.advance(minutes: 29)
    #expect(await store.find(id) != nil, "being seen begins the half hour again")
    clock.advance(minutes: 30)
    #expect(await store.find(id) == nil)
  }

  @Test("a session in use is over after twelve hours")
  func absolute() async {
    let clock = TestClock()
    let store = SessionStore(environment: clock.environment)
    let id = await store.begin().id
    for _ in 0..<(12 * 60 / 20 - 1) {
      clock.advance(minutes: 20)
      #expect(await store.find(id) != nil)
    }
    clock.advance(minutes: 20)
    #expect(await store.find(id) == nil)
  }

  @Test("proving who one is changes the identifier and the token, and keeps the look")
  func rotation() async throws {
    let store = SessionStore(environment: TestClock().environment)
    let (old, before) = await store.begin()
    await store.update(old) {
      $0.theme = .dark
      $0.firstStart.name = "Au Pain de Lise"
    }
    let id = await store.rotate(old, books: nil)
    let after = try #require(await store.find(id))
    #expect(id != old)
    #expect(await store.find(old) == nil)
    #expect(after.formToken != before.formToken)
    #expect(after.theme == .dark)
    #expect(after.firstStart.name == "")
  }

  @Test("identifiers are 256 bits")
  func length() async {
    #expect(await SessionStore(environment: TestClock().environment).begin().id.utf8.count == 64)
  }

  @Test("the number of sessions is bounded; the longest unseen go")
  func bounded() async {
    let clock = TestClock()
    let store = SessionStore(environment: clock.environment)
    let first = await store.begin().id
    clock.advance(seconds: 1)
    for _ in 0..<SessionStore.capacity { _ = await store.begin() }
    #expect(await store.find(first) == nil)
  }

  @Test("a company is quiet once nobody looked at it for two minutes; its books still answer after they rested")
  func quiet() async throws {
    let clock = TestClock()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quiet-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let home = try NodeHome(folder: folder, environment: clock.environment, chart: [], liasse: .shipped)
    let year = try FiscalYear(
      start: #require(CalendarDate(iso: "2026-01-01")), end: #require(CalendarDate(iso: "2026-12-31")))
    let made = try await home.create(
      CompanyCreation(siren: SIREN("732829320")!, name: "Mesures", year: year, personName: "Ève"),
      password: "un mot de passe long")
    let store = SessionStore(environment: clock.environment)
    let first = await store.rotate(store.begin().id, books: made.books)
    let second = await store.rotate(store.begin().id, books: made.books)
    #expect(await store.quietCompanies(minutes: 2).isEmpty)
    clock.advance(minutes: 1)
    _ = await store.find(second)
    clock.advance(minutes: 1)
    #expect(await store.quietCompanies(minutes: 2).isEmpty, "the second browser was there a minute ago")
    clock.advance(minutes: 1)
    let quiet = await store.quietCompanies(minutes: 2)
    #expect(quiet.map(\.company.siren) == [made.books.company.siren])
    quiet.first?.rest()
    #expect(try await made.books.years().count == 1)
    _ = await store.find(first)
    #expect(await store.quietCompanies(minutes: 2).isEmpty)
    await home.closeAll()
    made.books.rest()
  }
}

@Suite("Tries at a password")
struct AttemptThrottleTests {
  private let siren = SIREN("732829320")!

  @Test("three misses are free, then each wait doubles up to five minutes")
  func doubling() async {
    let clock = TestClock()
    let throttle = AttemptThrottle(environment: clock.environment)
    for _ in 0..<3 { #expect(await throttle.ask(.init(siren)) == .go) }
    #expect(await throttle.ask(.init(siren)) == .wait(seconds: 1))
    clock.advance(seconds: 1)
    #expect(await throttle.ask(.init(siren)) == .go)
    #expect(await throttle.ask(.init(siren)) == .wait(seconds: 2))
    #expect(AttemptThrottle.waitSeconds(misses: 60) == AttemptThrottle.longestWaitSeconds)
  }

  @Test("a wait ends: nobody is locked out for ever")
  func ends() async {
    let clock = TestClock()
    let throttle = AttemptThrottle(environment: clock.environment)
    for _ in 0..<40 {
      _ = await throttle.ask(.init(siren))
      clock.advance(seconds: AttemptThrottle.longestWaitSeconds)
    }
    #expect(await throttle.ask(.init(siren)) == .go)
  }

  @Test("success forgets the misses; what never reached the secret neither counts nor forgets")
  func successAndForgiveness() async {
    let clock = TestClock()
    let throttle = AttemptThrottle(environment: clock.environment)
    for _ in 0..<3 { _ = await throttle.ask(.init(siren)) }
    clock.advance(seconds: 1)
    _ = await throttle.ask(.init(siren))
    await throttle.forgive(.init(siren))
    #expect(await throttle.ask(.init(siren)) == .go)
    #expect(await throttle.ask(.init(siren)) == .wait(seconds: 2), "the misses before still count")
    await throttle.succeeded(.init(siren))
    #expect(await throttle.ask(.init(siren)) == .go)
  }
}
