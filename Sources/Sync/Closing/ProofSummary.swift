import Model

/// What a proof of intangibility says before its log: all of it follows from that log, and is made again to check it.
public struct ProofSummary: Equatable, Sendable {
  public struct Closing: Equatable, Sendable {
    public let fact: YearClosed
    public internal(set) var isClosed: Bool
    /// That of the last closing or reopening.
    public internal(set) var generation: UInt32
  }

  public struct Key: Equatable, Sendable {
    public let device: Identifier<Device>
    /// Ed25519 public key.
    public let publicKey: [UInt8]
  }

  /// Nil only before the first change-set.
  public private(set) var company: CompanyCreated?
  /// In the order of their enrolment.
  public private(set) var keys: [Key] = []
  /// The last closing of each year, in the order of years.
  public private(set) var closings: [Closing] = []
  public internal(set) var verification = ChainVerification()

  public init() {}

  /// - Parameter changeSet: verified, and next in the log.
  public mutating func add(_ changeSet: VerifiedChangeSet) {
    for case .known(let event) in changeSet.events {
      switch event {
      case .companyCreated(let created): company = created
      case .deviceEnrolled(let enrolled): keys.append(Key(device: enrolled.id, publicKey: enrolled.publicKey))
      case .deviceRestored(let restored): keys.append(Key(device: restored.id, publicKey: restored.publicKey))
      case .yearClosed(let closed):
        closings.removeAll { $0.fact.year == closed.year }
        closings.append(Closing(fact: closed, isClosed: true, generation: closed.generation))
        closings.sort { $0.fact.year.end < $1.fact.year.end }
      case .yearReopened(let reopened):
        guard let place = closings.firstIndex(where: { $0.fact.year.end == reopened.yearEnd }) else { continue }
        closings[place].isClosed = false
        closings[place].generation = reopened.generation
      default: continue
      }
    }
  }

  /// The log is over.
  public mutating func finish(_ verification: ChainVerification) { self.verification = verification }
}
