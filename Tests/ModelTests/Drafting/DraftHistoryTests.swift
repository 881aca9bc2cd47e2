import Model
import Testing

/// Two devices and more change one draft far from each other; the order in which the changes arrive decides nothing.
@Suite("The changes of a draft")
struct DraftHistoryTests {
  private static func id<Subject>(_ low: UInt64) -> Identifier<Subject> { Identifier(high: 1, low: low) }
  private static let draft: Identifier<Draft> = id(1)

  private static func edit(_ revision: UInt64, after bases: [UInt64], _ edit: DraftEdit) -> DraftChanged {
    DraftChanged(draft: draft, revision: id(revision), bases: bases.map { id($0) }, change: .edited(edit))
  }

  private static func discard(_ revision: UInt64, after bases: [UInt64]) -> DraftChanged {
    DraftChanged(draft: draft, revision: id(revision), bases: bases.map { id($0) }, change: .discarded)
  }

  private static func line(_ name: UInt64, _ edit: DraftLineEdit) -> DraftLineChange {
    DraftLineChange(id: id(name), content: .edited(edit))
  }

  private static let first = edit(
    10, after: [],
    DraftEdit(
      journal: "AC", date: CalendarDate(number: 20_260_315), label: "Farine",
      lines: [
        line(1, DraftLineEdit(account: "601000", amount: DraftAmount(debit: Money(minor: 100)), place: 1)),
        line(2, DraftLineEdit(account: "401000", amount: DraftAmount(credit: Money(minor: 100)), place: 2)),
      ]))

  private func state(_ changes: DraftChanged...) -> DraftHistory.State {
    var history = DraftHistory(id: Self.draft)
    for change in changes { history.add(change) }
    return history.state
  }

  private func open(_ changes: DraftChanged...) throws -> EntryDraft {
    var history = DraftHistory(id: Self.draft)
    for change in changes { history.add(change) }
    guard case .open(let draft) = history.state else {
      Issue.record("the draft is not open")
      return EntryDraft(id: Self.draft)
    }
    return draft
  }

  @Test("A later change takes the place of what it knew")
  func successive() throws {
    let draft = try open(Self.first, Self.edit(11, after: [10], DraftEdit(label: "Farine de seigle")))
    #expect(draft.label == "Farine de seigle" && draft.journal == "AC" && draft.clashes.isEmpty)
    #expect(draft.heads == [Self.id(11)] && draft.lines.map(\.account) == ["601000", "401000"])
  }

  @Test("Two people on two fields: both stay")
  func apart() throws {
    let draft = try open(
      Self.first, Self.edit(11, after: [10], DraftEdit(label: "Seigle")),
      Self.edit(12, after: [10], DraftEdit(voucherReference: "F77")))
    #expect(draft.label == "Seigle" && draft.voucherReference == "F77" && draft.clashes.isEmpty)
    #expect(draft.heads == [Self.id(11), Self.id(12)])
  }

  @Test("Two people on one amount: the earlier stays, both are kept, and whoever settles it ends the clash")
  func clash() throws {
    func amount(_ minor: Int64) -> DraftEdit {
      DraftEdit(lines: [Self.line(1, DraftLineEdit(amount: DraftAmount(debit: Money(minor: minor))))])
    }
    let mine = Self.edit(11, after: [10], amount(120))
    let theirs = Self.edit(12, after: [10], amount(200))
    let draft = try open(Self.first, theirs, mine)
    #expect(draft.lines[0].amount.debit == Money(minor: 120))
    #expect(
      draft.clashes == [
        DraftClash(
          field: .line(Self.id(1), .amount),
          values: [
            .amount(DraftAmount(debit: Money(minor: 120))), .amount(DraftAmount(debit: Money(minor: 200))),
          ])
      ])
    let settled = try open(Self.first, theirs, mine, Self.edit(13, after: [11, 12], amount(200)))
    #expect(settled.clashes.isEmpty && settled.lines[0].amount.debit == Money(minor: 200))
  }

  @Test("Two people who type the same do not clash")
  func agreement() throws {
    let draft = try open(
      Self.first, Self.edit(11, after: [10], DraftEdit(label: "Seigle")),
      Self.edit(12, after: [10], DraftEdit(label: "Seigle")))
    #expect(draft.label == "Seigle" && draft.clashes.isEmpty)
  }

  @Test("An edit beats a removal that did not know it, of a line and of the draft")
  func editBeatsDelete() throws {
    let removal = Self.edit(11, after: [10], DraftEdit(lines: [DraftLineChange(id: Self.id(1), content: .removed)]))
    let edit = Self.edit(12, after: [10], DraftEdit(lines: [Self.line(1, DraftLineEdit(label: "quand même"))]))
    #expect(try open(Self.first, removal).lines.map(\.account) == ["401000"])
    let draft = try open(Self.first, removal, edit)
    // The whole line is there again, not only the field that was edited.
    #expect(draft.lines.map(\.account) == ["601000", "401000"] && draft.lines[0].label == "quand même")
    #expect(draft.lines[0].amount.debit == Money(minor: 100))
    #expect(state(Self.first, Self.discard(11, after: [10])) == .discarded)
    #expect(try open(Self.first, Self.discard(11, after: [10]), edit).lines[0].label == "quand même")
    // Taking it back is an edit that knew.
    let back = Self.edit(13, after: [11], DraftEdit())
    #expect(try open(Self.first, Self.discard(11, after: [10]), back).label == "Farine")
  }

  @Test("An entry holds what it knew; a change it did not know is told")
  func posted() {
    var history = DraftHistory(id: Self.draft)
    history.add(Self.first)
    history.add(Self.edit(11, after: [10], DraftEdit(label: "Seigle")))
    history.post(as: Self.id(50), revisions: [Self.id(11)])
    #expect(history.state == .posted(Self.id(50), later: false))
    history.add(Self.edit(12, after: [10], DraftEdit(label: "Froment")))
    #expect(history.state == .posted(Self.id(50), later: true))
  }

  @Test("What somebody saw is found again by the changes they knew")
  func asSeen() throws {
    var history = DraftHistory(id: Self.draft)
    history.add(Self.first)
    history.add(Self.edit(11, after: [10], DraftEdit(label: "Seigle")))
    history.add(Self.edit(12, after: [11], DraftEdit(label: "Froment")))
    #expect(history.draft(knowing: [Self.id(11)])?.label == "Seigle")
    #expect(history.draft(knowing: [Self.id(99)]) == nil)
  }

  @Test("The edit between two drafts makes one of the other", arguments: 1...40)
  func editBetween(seed: UInt64) throws {
    var writers = DraftWriters(seed: seed)
    for _ in 0..<12 { writers.step() }
    var wanted = writers.anyView
    let current = writers.merged
    wanted.id = current.id
    let edit = current.edit(toBecome: wanted)
    var history = writers.history
    history.add(
      DraftChanged(draft: current.id, revision: Self.id(9_999), bases: current.heads, change: .edited(edit)))
    guard case .open(let made) = history.state else {
      Issue.record("not open")
      return
    }
    #expect(made.clashes.isEmpty)
    #expect(made.label == wanted.label && made.journal == wanted.journal && made.date == wanted.date)
    #expect(Set(made.lines.map(\.id)) == Set(wanted.lines.map(\.id)))
    for line in wanted.lines { #expect(made.lines.contains(line)) }
  }

  @Test("Every order of arrival gives one state, and so does arriving twice", arguments: 1...60)
  func anyOrder(seed: UInt64) {
    var writers = DraftWriters(seed: seed)
    for _ in 0..<20 { writers.step() }
    let expected = writers.history.state
    for _ in 0..<8 {
      var history = DraftHistory(id: writers.draft)
      for change in writers.shuffled() { history.add(change) }
      for change in writers.shuffled().prefix(5) { history.add(change) }
      #expect(history.state == expected, "seed \(seed)")
    }
  }

  @Test("What nobody replaced knowingly stands, and nothing else", arguments: 1...60)
  func nothingLost(seed: UInt64) {
    var writers = DraftWriters(seed: seed)
    for _ in 0..<20 { writers.step() }
    guard case .open(let draft) = writers.history.state else { return }
    let standing = writers.standingLabels()
    let shown = draft.clashes.first { $0.field == .label }?.values ?? [.text(draft.label)]
    #expect(Set(shown) == (standing.isEmpty ? [.text("")] : standing), "seed \(seed)")
  }
}

/// Writers who see each other's changes now and then, and change what they see.
private struct DraftWriters {
  let draft: Identifier<Draft> = Identifier(high: 2, low: 2)
  private var dice: Dice
  private var changes: [DraftChanged] = []
  /// What each of three writers has seen: places in `changes`.
  private var seen: [[Int]] = [[], [], []]
  private var next: UInt64 = 100

  init(seed: UInt64) { dice = Dice(state: seed) }

  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private func history(of places: [Int]) -> DraftHistory {
    var history = DraftHistory(id: draft)
    for place in places { history.add(changes[place]) }
    return history
  }

  var history: DraftHistory { history(of: Array(changes.indices)) }

  var merged: EntryDraft {
    guard case .open(let draft) = history.state else { return EntryDraft(id: draft) }
    return draft
  }

  var anyView: EntryDraft {
    guard let view = seen.first, case .open(let draft) = history(of: view).state else { return EntryDraft(id: draft) }
    return draft
  }

  mutating func shuffled() -> [DraftChanged] { changes.shuffled(using: &dice) }

  mutating func step() {
    let writer = Int.random(in: 0..<3, using: &dice)
    if Bool.random(using: &dice), let place = changes.indices.randomElement(using: &dice) {
      // Sees a change of somebody else, and all that one knew: what the log guarantees.
      let all = Set(seen[writer]).union(places(upTo: changes[place]))
      seen[writer] = all.sorted()
    }
    next += 1
    let revision: Identifier<DraftRevision> = Identifier(high: UInt64.random(in: 1...3, using: &dice), low: next)
    let bases = heads(seen[writer])
    var edit = DraftEdit()
    switch Int.random(in: 0..<6, using: &dice) {
    case 0: edit.label = "libellé \(Int.random(in: 0..<3, using: &dice))"
    case 1: edit.journal = ["AC", "VE"].randomElement(using: &dice)
    case 2: edit.lines = [DraftLineChange(id: name(), content: .removed)]
    default:
      edit.lines = [
        DraftLineChange(
          id: name(),
          content: .edited(
            DraftLineEdit(
              account: "60100\(Int.random(in: 0..<3, using: &dice))",
              amount: DraftAmount(debit: Money(minor: Int64.random(in: 1...3, using: &dice))),
              place: Int64.random(in: 0..<4, using: &dice))))
      ]
    }
    let isDiscard = Int.random(in: 0..<15, using: &dice) == 0 && !bases.isEmpty
    changes.append(
      DraftChanged(draft: draft, revision: revision, bases: bases, change: isDiscard ? .discarded : .edited(edit)))
    seen[writer].append(changes.count - 1)
  }

  private mutating func name() -> Identifier<DraftLine> {
    Identifier(high: 1, low: UInt64.random(in: 1...3, using: &dice))
  }

  private func heads(_ places: [Int]) -> [Identifier<DraftRevision>] {
    let based = Set(places.flatMap { changes[$0].bases })
    return places.map { changes[$0].revision }.filter { !based.contains($0) }.sorted()
  }

  /// By going back along what each change knew, one step at a time.
  func standingLabels() -> Set<DraftValue> {
    let writes = changes.filter { if case .edited(let edit) = $0.change { edit.label != nil } else { false } }
    let kept = writes.filter { write in
      !writes.contains { other in
        other.revision != write.revision && places(upTo: other).contains { changes[$0].revision == write.revision }
      }
    }
    return Set(
      kept.compactMap { change in
        guard case .edited(let edit) = change.change, let label = edit.label else { return nil }
        return .text(label)
      })
  }

  private func places(upTo change: DraftChanged) -> Set<Int> {
    var found: Set<Int> = []
    var waiting = [change.revision]
    while let revision = waiting.popLast() {
      guard let place = changes.firstIndex(where: { $0.revision == revision }), found.insert(place).inserted else {
        continue
      }
      waiting += changes[place].bases
    }
    return found
  }
}
