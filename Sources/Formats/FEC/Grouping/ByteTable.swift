/// Gives the same small number to the same bytes: a value of a million lines is kept once. Numbers are given in order,
/// from 0.
struct ByteTable: Sendable {
  private var arena: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  private var slots = SlotTable()
  /// The value asked for last: files repeat themselves from line to line.
  private var last: UInt32?

  var count: Int { ends.count }

  subscript(id: UInt32) -> ArraySlice<UInt8> { arena[start(id)..<ends[Int(id)]] }

  mutating func id(of value: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if let last, matches(last, value) { return last }
    let hash = FECBytes.hash(value)
    let (slot, found) = slots.find(hash) { hashes[Int($0)] == hash && matches($0, value) }
    last = found ?? UInt32(ends.count)
    if let found { return found }
    let id = UInt32(ends.count)
    arena.append(contentsOf: value)
    ends.append(arena.count)
    hashes.append(hash)
    slots.put(id, at: slot) { hashes[Int($0)] }
    return id
  }

  func withBytes<Result>(_ id: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    arena.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start(id)..<ends[Int(id)]])) }
  }

  private func start(_ id: UInt32) -> Int { id == 0 ? 0 : ends[Int(id) - 1] }

  @inline(__always)
  private func matches(_ id: UInt32, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = start(id)
    guard ends[Int(id)] - start == value.count else { return false }
    for index in 0..<value.count where arena[start + index] != value[index] { return false }
    return true
  }
}
