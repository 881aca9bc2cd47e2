import Model
import Testing

@Suite("What masters are")
struct MasterFoldTests {
  private static let here: Identifier<Device> = Identifier(high: 1, low: 1)
  private static let there: Identifier<Device> = Identifier(high: 1, low: 2)

  private static func place(
    _ position: UInt64?, _ device: Identifier<Device>, _ sequence: UInt64, base: UInt64 = 0
  ) -> LogPlace {
    LogPlace(position: position, device: device, sequence: sequence, event: 0, base: base)
  }

  private static func label(_ text: String) -> BookEvent {
    .accountChanged(AccountChanged(number: "607000", label: text))
  }

  @Test("The last writer wins in the order of the log, and one who could not know is flagged")
  func order() throws {
    var fold = MasterFold()
    fold.add(.accountCreated(AccountCreated(number: "607000", label: "Achats")), at: Self.place(1, Self.here, 1))
    fold.add(Self.label("de loin"), at: Self.place(3, Self.there, 1, base: 1))
    fold.add(Self.label("d’ici"), at: Self.place(2, Self.here, 2, base: 1))
    let standing = try #require(fold.standing(.account("607000"), .label))
    #expect(standing.value == .text("de loin") && standing.isConcurrent)
    #expect(fold.history(.account("607000"), .label) == [.text("Achats"), .text("d’ici"), .text("de loin")])
    // Whoever saw both and writes again ends it.
    fold.add(Self.label("accord"), at: Self.place(4, Self.there, 2, base: 3))
    #expect(fold.standing(.account("607000"), .label)?.isConcurrent == false)
  }

  @Test("Two fields do not meet")
  func fields() {
    var fold = MasterFold()
    fold.add(Self.label("Achats"), at: Self.place(1, Self.here, 1))
    fold.add(.accountChanged(AccountChanged(number: "607000", vatRate: 2_000)), at: Self.place(2, Self.there, 1))
    #expect(fold.standing(.account("607000"), .label)?.isConcurrent == false)
    #expect(fold.standing(.account("607000"), .vatRate)?.value == .number(2_000))
  }

  @Test("A change that waits for its place sorts last, then keeps its turn; every order of arrival agrees")
  func pending() {
    let events: [(BookEvent, LogPlace)] = [
      (Self.label("a"), Self.place(1, Self.here, 1)), (Self.label("b"), Self.place(2, Self.there, 1)),
      (Self.label("c"), Self.place(3, Self.here, 2, base: 2)),
      (
        .partyChanged(PartyChanged(key: PartyKey(nature: .customer, code: "C"), label: "Durand")),
        Self.place(4, Self.there, 2)
      ),
    ]
    var expected = MasterFold()
    for (event, place) in events { expected.add(event, at: place) }
    for order in Self.permutations(events.count) {
      var fold = MasterFold()
      // The node wrote this one first, and learns its place only after the others came.
      fold.add(events[0].0, at: Self.place(nil, Self.here, 1))
      #expect(fold.standing(.account("607000"), .label)?.value == .text("a"))
      for index in order { fold.add(events[index].0, at: events[index].1) }
      #expect(fold == expected)
    }
  }

  @Test("guides, recurring entries and readings of files: field by field, the same in every order of arrival")
  func patterns() {
    let guide: Identifier<Guide> = Identifier(high: 4, low: 1)
    let rent: Identifier<Recurrence> = Identifier(high: 4, low: 2)
    let lines = [GuideLine(account: "613200", side: .debit, formula: "TTC")]
    let events: [(BookEvent, LogPlace)] = [
      (.guideChanged(GuideChanged(id: guide, code: "LOYER", lines: [])), Self.place(1, Self.here, 1)),
      (.guideChanged(GuideChanged(id: guide, name: "Loyer", lines: lines)), Self.place(2, Self.there, 1)),
      (.recurrenceChanged(RecurrenceChanged(id: rent, period: .yearly, day: 5)), Self.place(3, Self.here, 2)),
      (.recurrenceChanged(RecurrenceChanged(id: rent, end: .blank, isActive: false)), Self.place(4, Self.there, 2)),
      (.entryMappingChanged(EntryMappingChanged(name: "Caisse", columns: [.date])), Self.place(5, Self.here, 3)),
    ]
    var expected = MasterFold()
    for (event, place) in events { expected.add(event, at: place) }
    for order in Self.permutations(events.count) {
      var fold = MasterFold()
      for index in order { fold.add(events[index].0, at: events[index].1) }
      #expect(fold == expected)
    }
    #expect(expected.standing(.guide(guide), .code)?.value == .text("LOYER"))
    #expect(expected.standing(.guide(guide), .lines)?.value == .lines(lines))
    #expect(expected.standing(.guide(guide), .lines)?.isConcurrent == true)
    #expect(expected.standing(.recurrence(rent), .period)?.value == .number(12))
    #expect(expected.standing(.recurrence(rent), .isActive)?.value == .flag(false))
    #expect(expected.standing(.mapping("Caisse"), .columns)?.value == .columns([.date]))
  }

  private static func permutations(_ count: Int) -> [[Int]] {
    guard count > 1 else { return [[0]] }
    return permutations(count - 1).flatMap { rest in
      (0...rest.count).map { place in
        var order = rest
        order.insert(count - 1, at: place)
        return order
      }
    }
  }
}
