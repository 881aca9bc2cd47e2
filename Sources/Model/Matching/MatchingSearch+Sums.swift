/// Sums: up to six lines of one side that make up one line of the other.
extension MatchingSearch {
  private static let mostLines = 6
  /// Of the other side, this many of the oldest are combined; the last line of a sum is sought among all.
  private static let windowSize = 40
  private static let windowReach = 300
  /// Combinations looked at for one line, and for all of one side: an exact search would take for ever.
  private static let stepsPerLine = 4_000
  private static let stepsOfSide = 2_000_000

  /// Oldest first, the fewest lines first.
  mutating func addUp() {
    for debit in [true, false] {
      var steps = Self.stepsOfSide
      // Amounts that no sum was found for: none will be until something is taken.
      var failed: Set<Int64> = []
      var others = Others(free(debit: !debit), amounts)
      for target in free(debit: debit) where !isTaken[target] {
        guard steps > 0 else {
          hasGivenUp = true
          break
        }
        guard !failed.contains(amounts[target]) else { continue }
        others.forget(isTaken)
        guard let places = sum(of: target, &others, &steps) else {
          failed.insert(amounts[target])
          continue
        }
        failed.removeAll(keepingCapacity: true)
        take(.sum, places + [target])
      }
    }
  }

  /// Lines of the other side, and where each amount is.
  private struct Others {
    private(set) var places: ArraySlice<Int>
    private var byAmount: [UInt64: Queue] = [:]

    init(_ all: [Int], _ amounts: [Int64]) {
      places = all[...]
      for place in all { byAmount[amounts[place].magnitude, default: Queue()].add(place) }
    }

    /// The first ones that were taken cost nothing any more.
    mutating func forget(_ isTaken: [Bool]) {
      while let first = places.first, isTaken[first] { places = places.dropFirst() }
    }

    /// The oldest line of that amount which is free.
    mutating func place(of amount: UInt64, _ isTaken: [Bool]) -> Int? { byAmount[amount]?.first(isTaken) }
  }

  private mutating func sum(of target: Int, _ others: inout Others, _ steps: inout Int) -> [Int]? {
    let wanted = amounts[target].magnitude
    var window: [Int] = []
    var reached = 0
    for place in others.places.prefix(Self.windowReach) {
      reached += 1
      if !isTaken[place], amounts[place].magnitude < wanted { window.append(place) }
      if window.count == Self.windowSize { break }
    }
    guard !window.isEmpty else {
      if reached < others.places.count { hasGivenUp = true }
      return nil
    }
    if reached < others.places.count { hasGivenUp = true }
    var chosen: [Int] = []
    var left = min(Self.stepsPerLine, steps)
    let before = left
    defer { steps -= max(before - left, 1) }
    for count in 2...Self.mostLines {
      guard left > 0 else { break }
      if choose(count, from: 0, window, wanted, &chosen, &others, &left) { return chosen }
    }
    if left <= 0 { hasGivenUp = true }
    return nil
  }

  /// Adds `count` lines that make up `wanted`; all but the last come from the window.
  private func choose(
    _ count: Int, from start: Int, _ window: [Int], _ wanted: UInt64, _ chosen: inout [Int], _ others: inout Others,
    _ left: inout Int
  ) -> Bool {
    left -= 1
    guard left > 0 else { return false }
    guard count > 1 else {
      guard let last = others.place(of: wanted, isTaken), !chosen.contains(last) else { return false }
      chosen.append(last)
      return true
    }
    for index in start..<max(start, window.count) {
      let amount = amounts[window[index]].magnitude
      guard amount < wanted else { continue }
      chosen.append(window[index])
      if choose(count - 1, from: index + 1, window, wanted - amount, &chosen, &others, &left) { return true }
      chosen.removeLast()
      guard left > 0 else { return false }
    }
    return false
  }
}
