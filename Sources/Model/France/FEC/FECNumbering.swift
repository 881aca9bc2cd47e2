/// How the entries of a file are numbered, and where the numbering breaks.
///
/// The law wants one continuous sequence, for the year or for each journal (LPF art. A. 47 A-1, VII: EcritureNum). A
/// number may carry a constant prefix and padding zeros: `VE-000123` is read as 123.
public struct FECNumbering: Equatable, Sendable {
  /// One entry's number, in the order of the file.
  public struct Item: Equatable, Sendable {
    /// Any number that tells journals apart.
    public var journal: UInt32
    /// The text before the last digits, and the value of those; nil when the number does not end with digits, or has
    /// more of them than 18.
    public var serial: Serial?

    public init(journal: UInt32, serial: Serial?) {
      self.journal = journal
      self.serial = serial
    }
  }

  public struct Serial: Equatable, Sendable {
    public var prefix: [UInt8]
    public var value: Int64

    /// Nil when `number` does not end with one to eighteen digits.
    public init?(_ number: ArraySlice<UInt8>) {
      let digits = number[(number.lastIndex { !(48...57).contains($0) }.map { $0 + 1 } ?? number.startIndex)...]
      guard (1...18).contains(digits.count) else { return nil }
      value = digits.reduce(0) { $0 * 10 + Int64($1 - 48) }
      prefix = Array(number.dropLast(digits.count))
    }
  }

  /// A break of the sequence: `item` is the entry's place among those given, `before` the number it follows.
  public struct Break: Equatable, Sendable {
    public var item: Int
    public var before: Int64
    public var after: Int64
  }

  public let scheme: NumberingScheme
  /// In rising order of numbers, journal by journal. Empty for a foreign scheme.
  public let holes: [Break]
  /// Entries whose number another one already has.
  public let repeats: [Int]

  /// The scheme with the fewest breaks is held to be the one meant; more than one break in four entries, and there is
  /// none.
  public init(_ items: [Item]) {
    let whole = Self.breaks(of: items, byJournal: false)
    let parts = Self.breaks(of: items, byJournal: true)
    let tolerated = max(3, items.count / 4)
    let best = [(NumberingScheme.oneSequence, whole), (.perJournal, parts)]
      .compactMap { scheme, found in found.map { (scheme, $0) } }
      .min { $0.1.count < $1.1.count }
    if let best, !items.isEmpty, best.1.count <= tolerated {
      (scheme, holes, repeats) = (best.0, best.1.holes, best.1.repeats)
    } else {
      (scheme, holes, repeats) = (.foreign, [], parts?.repeats ?? [])
    }
  }

  private struct Found {
    var holes: [Break] = []
    var repeats: [Int] = []
    var count: Int { holes.count + repeats.count }
  }

  /// Nil when numbers are not serial, or their prefix changes within one sequence.
  private static func breaks(of items: [Item], byJournal: Bool) -> Found? {
    var prefixes: [UInt32: [UInt8]] = [:]
    var order: [(journal: UInt32, value: Int64, item: Int)] = []
    order.reserveCapacity(items.count)
    for (place, item) in items.enumerated() {
      guard let serial = item.serial else { return nil }
      let sequence = byJournal ? item.journal : 0
      let prefix = prefixes[sequence, default: serial.prefix]
      guard prefix == serial.prefix else { return nil }
      prefixes[sequence] = prefix
      order.append((sequence, serial.value, place))
    }
    order.sort { ($0.journal, $0.value, $0.item) < ($1.journal, $1.value, $1.item) }
    var found = Found()
    for (one, two) in zip(order, order.dropFirst()) where one.journal == two.journal {
      if one.value == two.value {
        found.repeats.append(two.item)
      } else if two.value != one.value + 1 {
        found.holes.append(Break(item: two.item, before: one.value, after: two.value))
      }
    }
    return found
  }
}
