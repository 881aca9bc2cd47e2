import Model
import Testing

@Suite("Acts of entry, undone and done again")
struct DraftActTests {
  private static func card(
    _ number: UInt64, _ kind: DraftActKind, reverts: UInt64? = nil, drafts: Int = 1, posted: Int = 0
  ) -> DraftActCard {
    DraftActCard(
      act: Identifier(high: number << 16, low: 100 - number), sequence: number, kind: kind,
      reverts: reverts.map { Identifier(high: $0 << 16, low: 100 - $0) },
      draftCount: drafts, postedCount: posted)
  }

  private static func tops(_ acts: [DraftActCard]) -> [UInt64?] {
    let stack = DraftActStack(acts)
    #expect(DraftActStack(acts.reversed()) == stack)
    return [stack.undo?.sequence, stack.redo?.sequence]
  }

  @Test("undone, done again, and forgotten by what is done next")
  func stack() {
    var acts = [Self.card(1, .created), Self.card(2, .changed), Self.card(3, .discarded)]
    #expect(Self.tops([]) == [nil, nil] && Self.tops(acts) == [3, nil])
    acts.append(Self.card(4, .undone, reverts: 3))
    #expect(Self.tops(acts) == [2, 4])
    acts.append(Self.card(5, .undone, reverts: 2))
    #expect(Self.tops(acts) == [1, 5])
    acts.append(Self.card(6, .redone, reverts: 5))
    #expect(Self.tops(acts) == [6, 4])
    #expect(Self.tops(acts + [Self.card(7, .undone, reverts: 6)]) == [1, 7])
    #expect(Self.tops(acts + [Self.card(7, .recurred)]) == [7, nil])
  }

  @Test("acts of one instant are in the order of their device")
  func instant() {
    let acts = (1...9).map { number in
      DraftActCard(
        act: Identifier(high: 7 << 16, low: UInt64(50 - number)), sequence: UInt64(number), kind: .changed,
        reverts: nil,
        draftCount: 1, postedCount: 0)
    }
    #expect(Self.tops(acts) == [9, nil])
  }

  @Test("what became entries whole is passed over")
  func posted() {
    #expect(Self.tops([Self.card(1, .changed), Self.card(2, .created, posted: 1)]) == [1, nil])
    #expect(Self.tops([Self.card(1, .changed), Self.card(2, .created, drafts: 2, posted: 1)]) == [2, nil])
  }

  private static func id<Subject>(_ number: UInt64) -> Identifier<Subject> { Identifier(high: 9, low: number) }

  private static func changed(_ number: UInt64, on bases: [UInt64], _ change: DraftChange) -> DraftChanged {
    DraftChanged(draft: id(1), revision: id(number), bases: bases.map { id($0) }, change: change)
  }

  private static func edit(_ label: String, line: UInt64? = nil, removing gone: UInt64? = nil) -> DraftChange {
    var edit = DraftEdit(label: label)
    if let line {
      edit.lines.append(
        DraftLineChange(
          id: id(line),
          content: .edited(
            DraftLineEdit(
              account: "601000", party: OptionalParty.none, amount: DraftAmount(debit: Money(minor: Int64(line))),
              label: "", dueDate: .blank, place: 1))))
    }
    if let gone { edit.lines.append(DraftLineChange(id: id(gone), content: .removed)) }
    return .edited(edit)
  }

  @Test("every change taken back gives what stood before it, and taking that back gives the change again")
  func takingBack() throws {
    var history = DraftHistory(id: Self.id(1))
    let steps: [DraftChange] = [
      Self.edit("a", line: 50), Self.edit("b", line: 60), Self.edit("c", removing: 50), .discarded,
    ]
    for (place, step) in steps.enumerated() {
      let number = UInt64(place + 1)
      let before = history
      history.add(Self.changed(number, on: place == 0 ? [] : [number - 1], step))
      var undone = history
      let back = try #require(undone.change(takingBack: Self.id(number)))
      undone.add(Self.changed(100, on: [number], back))
      #expect(Self.shown(undone) == (place == 0 ? nil : Self.shown(before)), "step \(number)")
      let again = try #require(undone.change(takingBack: Self.id(100)))
      undone.add(Self.changed(101, on: [100], again))
      #expect(Self.shown(undone) == Self.shown(history), "step \(number)")
    }
    // Only the last change is taken back, and not beside one of somebody else.
    #expect(history.change(takingBack: Self.id(2)) == nil)
    history.add(Self.changed(200, on: [3], Self.edit("d")))
    #expect(history.change(takingBack: Self.id(4)) == nil)
  }

  private static func shown(_ history: DraftHistory) -> EntryDraft? {
    guard case .open(var draft) = history.state else { return nil }
    draft.heads = []
    return draft
  }
}
