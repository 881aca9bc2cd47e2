import Model

/// Parts of entries without number that do not balance by journal, date and piece.
///
/// Within a journal and a day, neighbours that balance together are one entry: a bank statement gives its lines the
/// pieces that they pay. What is left of a journal of opening entries is one entry when it balances as a whole, since
/// detailed openings carry the dates of the year before. The rest stays apart, and is told.
struct LooseParts {
  private struct Day: Hashable {
    var journal: UInt32
    var day: Int32
  }

  private let parts: [EntryPart]
  private let opens: [Bool]

  init(_ parts: [EntryPart], opens: [Bool]) {
    self.parts = parts
    self.opens = opens
  }

  /// Names the first part of its entry for each part that joins one.
  func join(_ headOf: inout [UInt32]) {
    let loose = parts.indices.filter { !parts[$0].key.isNumbered && !parts[$0].isBalanced }.map { UInt32($0) }
    guard !loose.isEmpty else { return }
    var left: [UInt32: [UInt32]] = [:]
    for (day, members) in Dictionary(grouping: loose, by: { day(of: $0) }) {
      left[day.journal, default: []] += joinNeighbours(members, &headOf)
    }
    for (journal, members) in left where opens[Int(journal)] {
      let members = members.sorted()
      guard members.reduce(Int128.zero, { $0 + parts[Int($1)].remainder }) == 0 else { continue }
      for member in members { headOf[Int(member)] = members[0] }
    }
  }

  private func day(of part: UInt32) -> Day {
    Day(journal: parts[Int(part)].key.journal, day: parts[Int(part)].key.day)
  }

  /// Cuts the parts of a day, in their order, where what was summed comes back to a sum met before: what lies between
  /// balances. Gives those that are in no such stretch.
  private func joinNeighbours(_ members: [UInt32], _ headOf: inout [UInt32]) -> [UInt32] {
    var pending: [UInt32] = []
    var sum: Int128 = 0
    var places: [Int128: Int] = [0: 0]
    for member in members {
      pending.append(member)
      sum += parts[Int(member)].remainder
      guard let place = places[sum] else {
        places[sum] = pending.count
        continue
      }
      let head = pending[place]
      for joined in pending[place...] { headOf[Int(joined)] = head }
      pending.removeSubrange(place...)
      places = places.filter { $0.value <= place }
    }
    return pending
  }
}
