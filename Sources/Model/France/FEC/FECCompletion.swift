/// What the law wants in every line of a FEC and the books did not hold: how many lines had each field filled by
/// convention when the file was written, and how many amounts are not as a line should have them.
public struct FECCompletion: Equatable, Sendable {
  /// How many lines had each of these fields filled.
  public var counts: [FECColumn: Int] = [:]
  /// Lines with an amount on both sides, and with none: left as they are, and told.
  public var bothSidesFilled = 0
  public var bothSidesZero = 0

  public init() {}

  /// Whether every line came whole from the books.
  public var isWhole: Bool { counts.isEmpty && bothSidesFilled == 0 && bothSidesZero == 0 }
}
