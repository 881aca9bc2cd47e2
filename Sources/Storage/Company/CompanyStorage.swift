import Model

/// Where one company is kept, whatever engine holds its books: a sealed folder on a node, shared tables on a hub.
public protocol CompanyStorage: Sendable {
  var books: any Store { get }
  var originals: SealedOriginals { get }

  /// The key this installation signs with, or nil when it has none yet.
  func deviceSecret() async throws -> DeviceSecret?

  /// What an anchor says of these books, and where the first one lies; nil where somebody else watches over them.
  var anchorage: Anchorage? { get }

  /// What the recovery at the opening could not authenticate.
  var recoveryFinding: RecoveryFinding? { get }

  /// Called in the transaction that founds the company: keeps its signing key where this installation keeps such keys.
  func found(with secret: DeviceSecret, _ transaction: any WriteTransaction) throws

  /// Authenticates what lies under the tables.
  ///
  /// - Returns: what the recovery at the opening could not authenticate.
  /// - Throws: ``Model/Fault`` `.alteredData`.
  func checkFiles() async throws -> RecoveryFinding?

  /// Whether an older program made the tables, or filled them: they are to be built again before they are used.
  ///
  /// - Throws: ``Model/Fault`` `.configuration` when a newer program made them, or one that declares them otherwise.
  func isOutdated() async throws -> Bool

  /// Builds every table again from the log, and keeps the new ones if `check` accepts them. The books go on in the
  /// storage that is given back, whether that was done or not; this one is not to be used any more.
  func rebuilt(decode: @escaping LogDecoding, check: @escaping TableCheck) async throws -> RebuiltStorage

  /// Nobody looked at the company for a while: gives back the memory that only makes the next page faster.
  func rest()

  func close() async throws
}

/// What names some books to the anchors that watch over them.
public struct Anchorage: Sendable {
  /// 16 bytes.
  public let databaseID: [UInt8]
  public let keyEpoch: UInt32
  /// Absolute path of the anchor beside the books.
  public let path: String
  /// Beside the books too.
  public let alteredLog: AlteredLogNote
}

/// What a change-set says, as the codec of the log reads it; also the place to verify its signature.
public typealias LogDecoding = @Sendable (StoredChangeSet) throws -> [BookEvent]

/// Refuses tables built again by throwing: those of before then stay.
public typealias TableCheck = @Sendable (any ReadTransaction) throws -> Void

public struct RebuiltStorage: Sendable {
  public let storage: any CompanyStorage
  /// Why the tables of before stayed; nil when they were built again.
  public let failure: (any Error)?
}
