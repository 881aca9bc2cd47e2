import Model
import Storage

/// What an entry needs and the books do not have yet, made while it is typed.
public enum NewMaster: Equatable, Sendable {
  case journal(code: String, label: String)
  case account(number: String, label: String)
  case party(PartyKey, label: String)

  var event: BookEvent {
    switch self {
    case .journal(let code, let label): .journalCreated(JournalCreated(code: code, label: label))
    case .account(let number, let label): .accountCreated(AccountCreated(number: number, label: label))
    case .party(let key, let label): .partyCreated(PartyCreated(key: key, label: label))
    }
  }

  func isThere(_ transaction: any ReadTransaction) throws -> Bool {
    switch self {
    case .journal(let code, _): try transaction.journals().contains { $0.code == code }
    case .account(let number, _): try transaction.account(number) != nil
    case .party(let key, _): try transaction.party(key) != nil
    }
  }
}
