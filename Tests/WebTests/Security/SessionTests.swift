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
}

@Suite("Tries at a password")
struct AttemptThrottleTests {
  private let siren = SIREN("732829320")!

  @Test("three misses are free, then each wait doubles up to five minutes")
  func doubling() async {
    let clock = TestClock()
    let throttle = AttemptThrottle(environment: clock.environment)
    for _ in 0..<3 { #expect(await throttle.ask(siren) == .go) }
    #expect(await throttle.ask(siren) == .wait(seconds: 1))
    clock.advance(seconds: 1)
    #expect(await throttle.ask(siren) == .go)
    #expect(await throttle.ask(siren) == .wait(seconds: 2))
    #expect(AttemptThrottle.waitSeconds(misses: 60) == AttemptThrottle.longestWaitSeconds)
  }

  @Test("a wait ends: nobody is locked out for ever")
  func ends() async {
    let clock = TestClock()
    let throttle = AttemptThrottle(environment: clock.environment)
    for _ in 0..<40 {
      _ = await throttle.ask(siren)
      clock.advance(seconds: AttemptThrottle.longestWaitSeconds)
    }
    #expect(await throttle.ask(siren) == .go)
  }

  @Test("success forgets the misses; what never reached the secret neither counts nor forgets")
  func successAndForgiveness() async {
    let clock = TestClock()
    let throttle = AttemptThrottle(environment: clock.environment)
    for _ in 0..<3 { _ = await throttle.ask(siren) }
    clock.advance(seconds: 1)
    _ = await throttle.ask(siren)
    await throttle.forgive(siren)
    #expect(await throttle.ask(siren) == .go)
    #expect(await throttle.ask(siren) == .wait(seconds: 2), "the misses before still count")
    await throttle.succeeded(siren)
    #expect(await throttle.ask(siren) == .go)
  }
}
