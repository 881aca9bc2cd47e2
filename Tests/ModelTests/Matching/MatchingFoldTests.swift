import Model
import Testing

@Suite("Which matchings hold")
struct MatchingFoldTests {
  private static func id<Subject>(_ low: UInt64) -> Identifier<Subject> { Identifier(high: 1, low: low) }
  private static let here: Identifier<Device> = id(1)
  private static let there: Identifier<Device> = id(2)

  private static func matched(_ name: UInt64, _ entries: UInt64...) -> BookEvent {
    .linesMatched(
      LinesMatched(
        id: id(name), account: "411000", party: nil, lines: entries.map { LineReference(entry: id($0), line: 0) },
        code: "AAA", date: CalendarDate(number: 20_260_331)!))
  }

  private static func removed(_ name: UInt64) -> BookEvent {
    .matchingRemoved(MatchingRemoved(id: id(name), reason: ""))
  }

  private static func place(_ position: UInt64?, _ device: Identifier<Device>, _ sequence: UInt64) -> LogPlace {
    LogPlace(position: position, device: device, sequence: sequence, event: 0, base: 0)
  }

  private static let story: [(BookEvent, LogPlace)] = [
    (matched(10, 100, 101), place(1, here, 1)),
    (matched(11, 101, 102), place(2, there, 1)),
    (removed(10), place(3, here, 2)),
    (matched(12, 101, 103), place(4, there, 2)),
    (removed(12), place(5, there, 3)),
    (removed(12), place(6, here, 3)),
    (matched(13, 100, 101), place(7, here, 4)),
  ]

  @Test("A line belongs to the first that took it; who came too late holds nothing, and is told")
  func story() {
    var fold = MatchingFold()
    for (event, place) in Self.story.prefix(2) { fold.add(event, at: place) }
    #expect(Set(fold.result.effective.keys) == [Self.id(10)] && fold.result.overtaken == [Self.id(11): Self.id(10)])
    for (event, place) in Self.story.dropFirst(2) { fold.add(event, at: place) }
    #expect(Set(fold.result.effective.keys) == [Self.id(13)])
    // What the removal freed does not bring back the one that came too late.
    #expect(fold.result.overtaken == [Self.id(11): Self.id(10)])
  }

  @Test("Every order of arrival agrees", arguments: 1...30)
  func anyOrder(seed: UInt64) {
    var expected = MatchingFold()
    for (event, place) in Self.story { expected.add(event, at: place) }
    var dice = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      var fold = MatchingFold()
      for (event, place) in Self.story where place.device == Self.here {
        var waiting = place
        waiting.position = nil
        fold.add(event, at: waiting)
      }
      for (event, place) in Self.story.shuffled(using: &dice) { fold.add(event, at: place) }
      #expect(fold == expected && fold.result == expected.result)
    }
  }
}
