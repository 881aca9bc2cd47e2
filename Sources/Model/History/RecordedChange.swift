/// An import that was completed, or withdrawn.
public struct RecordedImport: Equatable, Sendable {
  public let id: Identifier<Import>
  public let fileName: String
  public let entryCount: Int64
  public let lineCount: Int64
  public let isWithdrawal: Bool
  /// Why it was withdrawn.
  public let reason: String
  public let at: Instant

  public init(
    id: Identifier<Import>, fileName: String, entryCount: Int64, lineCount: Int64, isWithdrawal: Bool, reason: String,
    at: Instant
  ) {
    self.id = id
    self.fileName = fileName
    self.entryCount = entryCount
    self.lineCount = lineCount
    self.isWithdrawal = isWithdrawal
    self.reason = reason
    self.at = at
  }
}

/// A matching that was made, or removed.
public struct RecordedMatching: Equatable, Sendable {
  public let account: String
  public let party: PartyKey?
  public let code: String
  public let lineCount: Int64
  public let isRemoval: Bool
  public let at: Instant

  public init(account: String, party: PartyKey?, code: String, lineCount: Int64, isRemoval: Bool, at: Instant) {
    self.account = account
    self.party = party
    self.code = code
    self.lineCount = lineCount
    self.isRemoval = isRemoval
    self.at = at
  }
}

/// A journal, an account or a third party that got another label.
public struct RecordedLabel: Equatable, Sendable {
  /// Whose label it is.
  public enum Master: Equatable, Sendable {
    case journal(String)
    case account(String)
    case party(PartyKey)
  }

  public let master: Master
  /// Nil for one that had none.
  public let before: String?
  public let label: String

  public init(master: Master, before: String?, label: String) {
    self.master = master
    self.before = before
    self.label = label
  }
}
