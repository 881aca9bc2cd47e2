import Model

/// Whether two FECs say the same, line for line, whatever the order of the lines and whatever is normalised on purpose
/// when a file is read and written again (`docs/fec-normalisations.md`).
///
/// A check for tests and acceptance: both files are held in memory.
public struct FECComparison: Equatable, Sendable {
  /// Ranks of the lines that the other file does not have, in rising order; 1 is the first after the header. Lines
  /// that are there twice must be there twice in both.
  public let sourceOnly: [Int]
  public let exportOnly: [Int]
  /// One of the files has no header, or a line that cannot be cut into its fields.
  public let isReadable: Bool

  public var isSame: Bool { isReadable && sourceOnly.isEmpty && exportOnly.isEmpty }

  /// `importDay` is what the export says where the source gives an entry no ValidDate; nil when it says nothing.
  public init(source: [UInt8], export: [UInt8], importDay: CalendarDate?) {
    let one = ComparedFile(source, importDay: importDay)
    let two = ComparedFile(export, importDay: nil)
    isReadable = one.isReadable && two.isReadable
    var left: [Int] = []
    var right: [Int] = []
    var (first, second) = (0, 0)
    while first < one.lines.count || second < two.lines.count {
      if second == two.lines.count || (first < one.lines.count && one.lines[first].print < two.lines[second].print) {
        left.append(one.lines[first].rank)
        first += 1
      } else if first == one.lines.count || two.lines[second].print < one.lines[first].print {
        right.append(two.lines[second].rank)
        second += 1
      } else {
        first += 1
        second += 1
      }
    }
    sourceOnly = left.sorted()
    exportOnly = right.sorted()
  }
}
