import Model

/// What a full reading of the signed log found.
public struct Verification: Sendable, Equatable {
  public let changeSetCount: UInt64
  /// BLAKE2b-256 of the last change-set, 32 bytes: print it, and an older copy of the books can be told from this one.
  public let headHash: [UInt8]
  public let entryCount: UInt64
  public let lineCount: UInt64
  /// Empty when all is in order.
  public let problems: [Problem]

  public var isSound: Bool { problems.isEmpty }

  public init(
    changeSetCount: UInt64, headHash: [UInt8], entryCount: UInt64, lineCount: UInt64, problems: [Problem]
  ) {
    self.changeSetCount = changeSetCount
    self.headHash = headHash
    self.entryCount = entryCount
    self.lineCount = lineCount
    self.problems = problems
  }

  /// The same, and what else was found.
  func adding(_ others: [Problem]) -> Verification {
    Verification(
      changeSetCount: changeSetCount, headHash: headHash, entryCount: entryCount, lineCount: lineCount,
      problems: problems + others)
  }
}
