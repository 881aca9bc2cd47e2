/// An account, or a third party on the account it stands on, that a line may go to.
public struct EntryTarget: Equatable, Sendable {
  public let account: String
  public let accountLabel: String
  public let party: PartyKey?
  public let partyLabel: String

  public init(account: String, accountLabel: String, party: PartyKey?, partyLabel: String) {
    self.account = account
    self.accountLabel = accountLabel
    self.party = party
    self.partyLabel = partyLabel
  }
}
