import Model

/// The entries of a whole file, decided once all of its lines have been seen.
///
/// An entry is what shares journal and number. But where numbers start again (each month, say), the dated parts of one
/// number balance by themselves: there the date takes part in the key. A number whose dated parts balance only together
/// stays one entry.
///
/// Lines without number whose piece does not balance are put together as far as they do: see ``LooseParts``.
struct EntryGrouping {
  let key: FECReadingPlan.EntryKey
  /// Every dated part. The first part of an entry has the sums of the whole.
  let parts: [EntryPart]
  let runStarts: LineMarks
  let lateRuns: [FECReadingPlan.LateRun]
  /// The first part of each entry, in the order of first lines.
  private let heads: [UInt32]

  var entryCount: Int { heads.count }
  var entries: some Sequence<EntryPart> { heads.lazy.map { parts[Int($0)] } }

  /// `opens` tells which journals bring balances forward.
  init(_ grouper: consuming EntryGrouper, lineCount: Int, opens: [Bool]) {
    let runs = grouper.runs
    var parts = grouper.takeParts()
    let (key, headOf) = Self.join(&parts, opens)
    var heads: [UInt32] = []
    heads.reserveCapacity(parts.count)
    for (part, head) in headOf.enumerated() {
      if Int(head) == part { heads.append(head) } else { parts[Int(head)].absorb(parts[part]) }
    }
    var marks = LineMarks(count: lineCount)
    var late: [FECReadingPlan.LateRun] = []
    var newest: UInt32?
    var current: UInt32?
    for run in runs {
      let head = headOf[Int(run.part)]
      guard head != current else { continue }
      current = head
      marks.insert(Int(run.firstRank) - 1)
      if newest.map({ head > $0 }) ?? true {
        newest = head
      } else {
        parts[Int(head)].isScattered = true
        late.append(FECReadingPlan.LateRun(firstRank: run.firstRank, entry: parts[Int(head)].firstRank))
      }
    }
    self.key = key
    self.parts = parts
    self.heads = heads
    runStarts = marks
    lateRuns = late
  }

  /// For each part, the first part of its entry.
  private static func join(
    _ parts: inout [EntryPart], _ opens: [Bool]
  ) -> (FECReadingPlan.EntryKey, [UInt32]) {
    var headOf = parts.indices.map { UInt32($0) }
    var key = FECReadingPlan.EntryKey.journalAndNumber
    for members in sameNumber(parts) {
      if startsAgain(members.map { parts[Int($0)] }) {
        key = .journalNumberAndDate
        for member in members.dropFirst() { parts[Int(member)].sharesNumber = true }
      } else {
        for member in members { headOf[Int(member)] = members[0] }
      }
    }
    LooseParts(parts, opens: opens).join(&headOf)
    return (key, headOf)
  }

  /// The parts that share journal and number, where there are several.
  private static func sameNumber(_ parts: [EntryPart]) -> [[UInt32]] {
    var slots = SlotTable()
    var groups: [UInt32: [UInt32]] = [:]
    let name = { (part: UInt32) in
      let key = parts[Int(part)].key
      return EntryPart.Key(journal: key.journal, text: key.text, day: 0, isNumbered: true)
    }
    for part in UInt32(0)..<UInt32(parts.count) where parts[Int(part)].key.isNumbered {
      let own = name(part)
      let (slot, head) = slots.find(own.hash) { name($0) == own }
      if let head {
        groups[head, default: [head]].append(part)
      } else {
        slots.put(part, at: slot) { name($0).hash }
      }
    }
    return Array(groups.values)
  }

  /// Whether dated parts of one number are entries of their own: all of them balance, or the whole does not and at
  /// least one of them does.
  private static func startsAgain(_ parts: [EntryPart]) -> Bool {
    let balanced = parts.count { $0.isBalanced && $0.lineCount > 1 }
    if balanced == parts.count { return true }
    var whole = parts[0]
    for part in parts.dropFirst() { whole.absorb(part) }
    return balanced > 0 && !whole.isBalanced
  }
}
