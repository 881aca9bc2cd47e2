import Model

/// Puts the lines of a file together into entries, line by line, with the finest key: journal, number and date. What
/// goes together for the whole file is decided at the end, by ``EntryGrouping``.
///
/// A line without number, or with a number of zeros alone, goes with those of the same journal, date and piece, until
/// they balance.
struct EntryGrouper: Sendable {
  /// Neighbouring lines of one part.
  struct Run: Sendable {
    var firstRank: UInt32
    var part: UInt32
  }

  private(set) var parts: [EntryPart] = []
  private(set) var runs: [Run] = []
  private var slots = SlotTable()
  /// The part of the line before; nil when the next line must begin a run.
  private var open: UInt32?
  /// Parts without number that balance: the next line of their key begins another.
  private var closed: Set<UInt32> = []

  /// True when the line begins a run.
  mutating func add(
    journal: UInt32, number: UInt32?, piece: UInt32, rank: Int, line: Int, values: FECValues
  ) -> Bool {
    let key = EntryPart.Key(
      journal: journal, text: number ?? piece, day: values.entryDate?.number ?? 0, isNumbered: number != nil)
    var part = open
    if part.map({ parts[Int($0)].key != key }) ?? true {
      part = find(
        key, rank: rank, line: line, validationDay: values.validationDate?.number ?? 0)
      runs.append(Run(firstRank: UInt32(clamping: rank), part: part ?? 0))
    }
    let isNew = part != open
    guard let part else { return isNew }
    open = part
    let place = Int(part)
    parts[place].lineCount += 1
    parts[place].debit.add(Money(minor: values.debit))
    parts[place].credit.add(Money(minor: values.credit))
    let moved = !parts[place].debit.isZero || values.debit != 0
    if number == nil, moved, parts[place].isBalanced {
      closed.insert(part)
      open = nil
    }
    return isNew
  }

  /// Hands over what was gathered, so that it can be worked on without a copy.
  mutating func takeParts() -> [EntryPart] {
    let taken = parts
    parts = []
    slots = SlotTable()
    return taken
  }

  private mutating func find(
    _ key: EntryPart.Key, rank: Int, line: Int, validationDay: Int32
  ) -> UInt32 {
    let (slot, found) = slots.find(key.hash) { parts[Int($0)].key == key }
    if let found, closed.remove(found) == nil { return found }
    let part = UInt32(parts.count)
    parts.append(EntryPart(key, firstRank: rank, firstLine: line, validationDay: validationDay))
    slots.put(part, at: slot) { parts[Int($0)].key.hash }
    return part
  }
}
