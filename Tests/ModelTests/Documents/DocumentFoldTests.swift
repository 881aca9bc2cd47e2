import Model
import Testing

@Suite("Which documents stand where")
struct DocumentFoldTests {
  private static func id<Subject>(_ low: UInt64) -> Identifier<Subject> { Identifier(high: 1, low: low) }
  private static let here: Identifier<Device> = id(1)
  private static let there: Identifier<Device> = id(2)
  private static let facts = DocumentFacts(
    hash: [UInt8](repeating: 7, count: 32), kind: .pdf, size: 12, fileName: "Facture.pdf")

  private static func attached(_ name: UInt64, draft: UInt64) -> BookEvent {
    .documentAttached(DocumentAttached(id: id(name), target: .draft(id(draft)), document: facts))
  }

  private static func attached(_ name: UInt64, entry: UInt64) -> BookEvent {
    .documentAttached(DocumentAttached(id: id(name), target: .entry(id(entry)), document: facts))
  }

  private static func detached(_ name: UInt64) -> BookEvent { .documentDetached(DocumentDetached(id: id(name))) }

  private static func posted(_ draft: UInt64, as entry: UInt64) -> BookEvent {
    let day = CalendarDate(number: 20_260_331)!
    let entry = JournalEntry.Validated(
      id: id(entry), journal: "AC", number: "1", date: day, validationDate: day, voucherReference: "", voucherDate: nil,
      label: "", flags: [], lines: [])
    return .entryPosted(
      EntryPosted(
        entry: entry, yearEnd: CalendarDate(number: 20_261_231)!, number: 1,
        draft: PostedDraft(id: id(draft), revisions: [])))
  }

  private static func place(_ position: UInt64?, _ device: Identifier<Device>, _ sequence: UInt64) -> LogPlace {
    LogPlace(position: position, device: device, sequence: sequence, event: 0, base: 0)
  }

  /// Two documents of a draft, one of them taken away before it became an entry, the other one after; then one more,
  /// by somebody who did not know; a replacement, told twice; and a waiver that was taken back.
  private static let story: [(BookEvent, LogPlace)] = [
    (attached(10, draft: 5), place(1, here, 1)),
    (attached(11, draft: 5), place(2, there, 1)),
    (detached(11), place(3, here, 2)),
    (posted(5, as: 80), place(4, here, 3)),
    (detached(10), place(5, there, 2)),
    (attached(12, draft: 5), place(6, there, 3)),
    (attached(13, entry: 80), place(7, here, 4)),
    (.documentSuperseded(DocumentSuperseded(id: id(12), by: id(13), reason: "illisible")), place(8, here, 5)),
    (.documentSuperseded(DocumentSuperseded(id: id(12), by: nil, reason: "faux")), place(9, there, 4)),
    (.documentWaived(DocumentWaived(id: id(20), target: .draft(id(6)), reason: "ticket perdu")), place(10, here, 6)),
    (posted(6, as: 81), place(11, here, 7)),
    (.documentWaiverEnded(DocumentWaiverEnded(id: id(20))), place(12, there, 5)),
  ]

  @Test("What stands beside a draft goes along with its entry, which loses nothing")
  func story() throws {
    var fold = DocumentFold()
    for (event, place) in Self.story { fold.add(event, at: place) }
    let found = fold.result.attachments
    let entry: Identifier<JournalEntry.Validated> = Self.id(80)
    #expect(found.count == 4 && fold.result.waivers.count == 1)
    #expect(found[Self.id(10)]?.entry == entry && found[Self.id(10)]?.end == nil)
    #expect(found[Self.id(11)]?.entry == nil && found[Self.id(11)]?.end == .detached)
    #expect(found[Self.id(12)]?.entry == entry)
    #expect(found[Self.id(12)]?.end == .superseded(by: Self.id(13), reason: "illisible"))
    #expect(found[Self.id(13)]?.end == nil)
    let waiver = try #require(fold.result.waivers[Self.id(20)])
    #expect(waiver.isEnded && waiver.entry == Self.id(81))
  }

  @Test("Every order of arrival agrees", arguments: 1...30)
  func anyOrder(seed: UInt64) {
    var expected = DocumentFold()
    for (event, place) in Self.story { expected.add(event, at: place) }
    var dice = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      var fold = DocumentFold()
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
