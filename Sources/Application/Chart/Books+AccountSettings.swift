import Model
import Storage

/// An account with what can be set of it.
public struct AccountSettings: Sendable, Equatable {
  public let number: String
  public let label: String
  /// What somebody set; a rate of 0 is « no VAT ».
  public let vat: AccountVAT?
  /// What its entries and the plan comptable let expect.
  public let expected: VATRule?
  /// Accounts of the books that VAT may stand on.
  public let vatAccounts: [NamedAccount]

  public struct NamedAccount: Sendable, Equatable {
    public let number: String
    public let label: String
  }
}

/// Why a setting of an account was not taken.
public enum AccountSettingsRefusal: Refusal, Equatable {
  case unknownAccount(String)
  case notVATAccount(String)
  case unknownRate

  public var code: String {
    switch self {
    case .unknownAccount: "account.unknown"
    case .notVATAccount: "account.not_vat"
    case .unknownRate: "account.unknown_rate"
    }
  }
}

extension Books {
  public func accountSettings(_ number: String) async throws -> AccountSettings {
    try authorise(.readBooks)
    return try await store.read { transaction in
      guard let account = try transaction.account(number) else {
        throw AccountSettingsRefusal.unknownAccount(number)
      }
      let evidence = try transaction.vatEvidence(number)
      var expected = evidence.usual
      if expected == nil, !evidence.saysNone, let usual = AccountVAT.usual(of: number),
        let vat = try transaction.usualAccount(startingWith: usual.root)
      {
        expected = VATRule(vat: AccountVAT(account: vat, rate: usual.rate), basis: .plan)
      }
      return AccountSettings(
        number: number, label: account.label, vat: try transaction.accountVAT(number), expected: expected,
        vatAccounts: try transaction.accounts().filter { AccountVAT.isVAT($0.account) }.map {
          AccountSettings.NamedAccount(number: $0.account, label: $0.label)
        })
    }
  }

  /// Sets the VAT that goes with the amounts of an account; a rate of 0 says that there is none.
  public func setVAT(of number: String, _ vat: AccountVAT) async throws {
    try authorise(.changeMasters)
    try await open.current().writer.append(by: personID) { transaction in
      guard try transaction.account(number) != nil else { throw AccountSettingsRefusal.unknownAccount(number) }
      guard AccountVAT.isVAT(vat.account), try transaction.account(vat.account) != nil else {
        throw AccountSettingsRefusal.notVATAccount(vat.account)
      }
      guard vat.rate == 0 || AccountVAT.rates.contains(vat.rate) else { throw AccountSettingsRefusal.unknownRate }
      if try transaction.accountVAT(number) == vat { return [] }
      return [.accountChanged(AccountChanged(number: number, vatAccount: vat.account, vatRate: vat.rate))]
    }
  }
}
