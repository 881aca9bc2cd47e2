/// The journals, accounts and third parties that a FEC names, each once, in the order of their first line, with the
/// first label that is not blank. A line that says another label keeps it as an override.
public struct FECMasters: Equatable, Sendable {
  public var journals: [JournalCreated]
  public var accounts: [AccountCreated]
  public var parties: [PartyCreated]

  public init(journals: [JournalCreated] = [], accounts: [AccountCreated] = [], parties: [PartyCreated] = []) {
    self.journals = journals
    self.accounts = accounts
    self.parties = parties
  }
}
