import Model

/// What a whole log proved to hold.
public struct ChainVerification: Equatable, Sendable {
  public var changeSetCount: UInt64 = 0
  public var eventCount: UInt64 = 0
  /// Events of types, versions or keys that this program does not know: chained and signed, but not read.
  public var deferredEventCount: UInt64 = 0
  /// Of all imports, those not complete and those withdrawn included.
  public var entryCount: UInt64 = 0
  public var lineCount: UInt64 = 0
  /// Accepted and neither completed nor withdrawn, in the order of their identifiers.
  public var openImports: [Identifier<Import>] = []
  /// Hash of the last change-set; zero for an empty log.
  public var headHash: Hash256 = .zero
  /// Its sequence; 0 for an empty log.
  public var headSequence: UInt64 = 0

  /// That of an empty log.
  public init() {}
}
