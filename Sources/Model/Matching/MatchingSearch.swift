/// Puts lines together, each at most once: those it took are never looked at again.
struct MatchingSearch {
  struct Found {
    let basis: MatchingPlan.Basis
    /// Places in the open lines, ascending.
    let lines: [Int]
  }

  let lines: [OpenLine]
  /// Debit less credit of each, in cents.
  let amounts: [Int64]
  private(set) var isTaken: [Bool]
  private(set) var found: [Found] = []
  var hasGivenUp = false

  init(_ lines: [OpenLine]) {
    self.lines = lines
    amounts = lines.map(\.amount.minor)
    // A line of nothing settles nothing.
    isTaken = amounts.map { $0 == 0 }
  }

  mutating func take(_ basis: MatchingPlan.Basis, _ places: [Int]) {
    for place in places { isTaken[place] = true }
    found.append(Found(basis: basis, lines: places.sorted()))
  }

  /// Places of one side that are free, the oldest first.
  func free(debit: Bool) -> [Int] { lines.indices.filter { !isTaken[$0] && (amounts[$0] > 0) == debit } }

  // MARK: Pairs

  private struct Named: Hashable {
    let amount: Int64
    let name: String
  }

  /// Same amount, and the same piece; or the label of one names the piece of the other.
  mutating func pairByReference() {
    var (byPiece, byLabel): ([Named: Queue], [Named: Queue]) = ([:], [:])
    for place in free(debit: true) {
      let piece = LineNames.piece(lines[place])
      if !piece.isEmpty { byPiece[Named(amount: amounts[place], name: piece), default: Queue()].add(place) }
      for word in LineNames.words(lines[place]) {
        byLabel[Named(amount: amounts[place], name: word), default: Queue()].add(place)
      }
    }
    for place in free(debit: false) {
      let piece = LineNames.piece(lines[place])
      var best: Int?
      func look(_ queues: inout [Named: Queue], _ name: String) {
        guard let first = queues[Named(amount: -amounts[place], name: name)]?.first(isTaken) else { return }
        best = min(best ?? first, first)
      }
      if !piece.isEmpty {
        look(&byPiece, piece)
        look(&byLabel, piece)
      }
      for word in LineNames.words(lines[place]) { look(&byPiece, word) }
      if let best { take(.reference, [best, place]) }
    }
  }

  /// Same amount, the oldest of both sides first.
  mutating func pairByAmount() {
    var queues: [Int64: Queue] = [:]
    for place in free(debit: true) { queues[amounts[place], default: Queue()].add(place) }
    for place in free(debit: false) {
      guard let other = queues[-amounts[place]]?.first(isTaken) else { continue }
      take(.amount, [other, place])
    }
  }

  /// The closest amount within the tolerance, then the oldest.
  mutating func pairNear(within tolerance: Int64) {
    let debits = free(debit: true).sorted { (amounts[$0], $0) < (amounts[$1], $1) }
    for place in free(debit: false) {
      let wanted = -amounts[place]
      var (low, high) = (0, debits.count)
      while low < high {
        let middle = (low + high) / 2
        if amounts[debits[middle]] < wanted - tolerance { low = middle + 1 } else { high = middle }
      }
      var best: Int?
      // A run of amounts as close as these is cut: further ones are no better than those before.
      for other in debits[low...].prefix(200) {
        guard amounts[other] <= wanted + tolerance else { break }
        guard !isTaken[other] else { continue }
        guard let known = best else {
          best = other
          continue
        }
        let (here, there) = ((amounts[other] - wanted).magnitude, (amounts[known] - wanted).magnitude)
        if (here, other) < (there, known) { best = other }
      }
      if let best { take(.near, [best, place]) }
    }
  }
}

/// Places in order, of which those taken meanwhile are passed over for good.
struct Queue {
  private var places: [Int] = []
  private var head = 0

  mutating func add(_ place: Int) { if places.last != place { places.append(place) } }

  mutating func first(_ isTaken: [Bool]) -> Int? {
    while head < places.count, isTaken[places[head]] { head += 1 }
    return head < places.count ? places[head] : nil
  }
}

/// How lines name pieces, whatever the capitals and signs between.
enum LineNames {
  /// Letters and digits of the piece, in capitals.
  static func piece(_ line: OpenLine) -> String {
    String(decoding: line.voucherReference.utf8.compactMap(letter), as: UTF8.self)
  }

  /// The words of the label that hold a digit: what a reference looks like.
  static func words(_ line: OpenLine) -> [String] {
    line.label.utf8.split { letter($0) == nil && $0 != 45 && $0 != 47 }.prefix(12).compactMap { word in
      guard word.contains(where: { (48...57).contains($0) }) else { return nil }
      let letters = word.compactMap(letter)
      return letters.count < 2 ? nil : String(decoding: letters, as: UTF8.self)
    }
  }

  private static func letter(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57, 65...90: byte
    case 97...122: byte - 32
    // Of a letter with an accent.
    case 128...: byte
    default: nil
    }
  }
}
