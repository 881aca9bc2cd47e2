import Model
import Testing

@Suite("The register by all that was said of it")
struct AssetFoldTests {
  private static func place(_ position: UInt64, _ device: UInt64, _ sequence: UInt64) -> LogPlace {
    LogPlace(position: position, device: AssetSample.id(device), sequence: sequence, event: 0, base: 0)
  }

  private static func change(_ asset: UInt64, _ body: (inout AssetChanged) -> Void) -> BookEvent {
    var change = AssetChanged(id: AssetSample.id(asset))
    body(&change)
    return .assetChanged(change)
  }

  private static let story: [(BookEvent, LogPlace)] = [
    (change(1) { ($0.label, $0.cost, $0.method) = ("Four", Money(minor: 5), .linear) }, place(1, 1, 1)),
    (change(1) { $0.label = "Four à sole" }, place(2, 2, 1)),
    (change(2) { $0.label = "Pétrin" }, place(3, 1, 2)),
    (change(1) { ($0.label, $0.months) = ("Four double", 60) }, place(4, 1, 3)),
    (change(1) { $0.cost = Money(minor: 7) }, place(5, 2, 2)),
    (.depreciationConventionChosen(DepreciationConventionChosen(convention: .days360)), place(6, 1, 4)),
    (.depreciationConventionChosen(DepreciationConventionChosen(convention: .days365)), place(7, 2, 3)),
    (
      .assetEntryDrafted(
        AssetEntryDrafted(
          draft: AssetSample.id(8), purpose: .depreciation, yearEnd: AssetSample.day("2025-12-31"),
          parts: [AssetEntryDrafted.Part(asset: AssetSample.id(1), charge: Money(minor: 3))])),
      place(8, 1, 5)
    ),
    (change(2) { $0.isRemoved = true }, place(9, 2, 4)),
  ]

  @Test("the last writer of each field wins, and fields of two people stay")
  func story() throws {
    var fold = AssetFold()
    for (event, place) in Self.story { fold.add(event, at: place) }
    let oven = try #require(fold.assets[AssetSample.id(1)])
    #expect(oven.label == "Four double" && oven.cost.minor == 7 && oven.months == 60 && oven.method == .linear)
    #expect(fold.assets[AssetSample.id(2)]?.isRemoved == true && fold.convention == .days365)
    #expect(fold.drafted.count == 1)
  }

  @Test("every order of arrival agrees, those that wait for their place included", arguments: 1...30)
  func anyOrder(seed: UInt64) {
    var expected = AssetFold()
    for (event, place) in Self.story { expected.add(event, at: place) }
    var dice = DepreciationPropertyTests.Dice(state: seed)
    for _ in 0..<20 {
      var fold = AssetFold()
      for (event, place) in Self.story where place.device == AssetSample.id(1) {
        var waiting = place
        waiting.position = nil
        fold.add(event, at: waiting)
      }
      for (event, place) in Self.story.shuffled(using: &dice) { fold.add(event, at: place) }
      #expect(fold == expected)
    }
  }

  @Test("what two devices drafted for one year counts once: the earlier draft stands, the other is told")
  func doubled() {
    func record(_ draft: UInt64, _ cents: Int64, _ outcome: DraftOutcome) -> AssetRecord {
      AssetRecord(
        asset: AssetSample.id(1), yearEnd: AssetSample.day("2025-12-31"), purpose: .depreciation,
        charge: Money(minor: cents), derogatory: .zero, draft: AssetSample.id(draft), outcome: outcome)
    }
    let both = [record(21, 8, .draft), record(20, 9, .posted(AssetSample.id(30)))]
    #expect(both.recorded.values.map(\.charge.minor) == [9] && both.doubled.map(\.draft) == [AssetSample.id(21)])
    let gone = [record(20, 9, .discarded), record(21, 8, .reversed(AssetSample.id(30)))]
    #expect(gone.recorded.isEmpty && gone.doubled.isEmpty)
  }
}
