/// The bare part of a hash table: slots that hold small numbers. What the numbers name, and when two are the same, is
/// known by the caller, so that nothing is kept twice.
struct SlotTable: Sendable {
  /// Open addressing; 0 is free, else the number plus one. A power of two, never more than half full.
  private var slots = [UInt32](repeating: 0, count: 64)
  private var count = 0

  /// The slot of the number that matches, or the free one where it belongs.
  @inline(__always)
  func find(_ hash: UInt64, _ matches: (UInt32) -> Bool) -> (slot: Int, id: UInt32?) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let id = slots[slot] - 1
      if matches(id) { return (slot, id) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (slot, nil)
  }

  /// Puts a number where ``find(_:_:)`` said; `hashOf` is asked when the table grows.
  @inline(__always)
  mutating func put(_ id: UInt32, at slot: Int, hashOf: (UInt32) -> UInt64) {
    let isFree = slots[slot] == 0
    slots[slot] = id + 1
    guard isFree else { return }
    count += 1
    guard count * 2 > slots.count else { return }
    let old = slots
    slots = [UInt32](repeating: 0, count: old.count * 2)
    for filled in old where filled != 0 {
      var slot = Int(truncatingIfNeeded: hashOf(filled - 1)) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = filled
    }
  }
}
