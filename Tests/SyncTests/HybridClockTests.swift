import Model
import Sync
import Testing

@Suite("The hybrid clock")
struct HybridClockTests {
  @Test("It follows the wall clock when that moves on")
  func forward() {
    let clock = HybridClock(milliseconds: 100, counter: 9).ticked(at: Instant(milliseconds: 101))
    #expect(clock == HybridClock(milliseconds: 101, counter: 0))
  }

  @Test("It counts when the wall clock stands still or goes back")
  func still() {
    let clock = HybridClock(milliseconds: 100, counter: 9)
    #expect(clock.ticked(at: Instant(milliseconds: 100)) == HybridClock(milliseconds: 100, counter: 10))
    #expect(clock.ticked(at: Instant(milliseconds: -5)) == HybridClock(milliseconds: 100, counter: 10))
  }

  @Test("A counter that is full borrows the next millisecond")
  func carry() {
    let clock = HybridClock(milliseconds: 100, counter: .max).ticked(at: Instant(milliseconds: 100))
    #expect(clock == HybridClock(milliseconds: 101, counter: 0))
  }

  @Test("Stamps of one device always grow, whatever its wall clock does")
  func monotone() {
    var dice = SeededDice(seed: 5)
    var clock = HybridClock.zero
    for _ in 0..<5_000 {
      let now = Instant(milliseconds: Int64(dice.below(1_000)))
      let next =
        dice.once(in: 3)
        ? clock.merged(with: HybridClock(milliseconds: Int64(dice.below(2_000)), counter: .max), at: now)
        : clock.ticked(at: now)
      #expect(next > clock)
      clock = next
    }
  }

  @Test("What follows a received stamp is stamped after it, unless that clock is a day ahead")
  func merging() {
    let clock = HybridClock(milliseconds: 100, counter: 0)
    let remote = HybridClock(milliseconds: 500, counter: 3)
    let now = Instant(milliseconds: 200)
    #expect(clock.merged(with: remote, at: now) == HybridClock(milliseconds: 500, counter: 4))
    let mad = HybridClock(milliseconds: 200 + HybridClock.largestLead + 1, counter: 0)
    #expect(clock.merged(with: mad, at: now) == HybridClock(milliseconds: 200, counter: 0))
  }

  @Test("Packed into 64 bits, stamps keep their order and their value")
  func packing() {
    let stamps = [
      HybridClock.zero, HybridClock(milliseconds: 1, counter: .max), HybridClock(milliseconds: 2, counter: 0),
      HybridClock(milliseconds: .max, counter: .max),
    ]
    #expect(stamps.map(\.packed) == stamps.map(\.packed).sorted())
    for stamp in stamps { #expect(HybridClock(packed: stamp.packed) == stamp) }
    #expect(HybridClock(milliseconds: -1, counter: 4).milliseconds == 0)
  }
}
