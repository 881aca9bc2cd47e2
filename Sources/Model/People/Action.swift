/// What a person may ask of a company's books. Each command and query of `Application` names the one it needs.
public enum Action: String, Sendable, CaseIterable {
  case readBooks
  case exportBooks
  case importBooks
  case withdrawImport
  case verifyBooks
  case rebuildBooks
  case manageKeys
  case backUpBooks
  case restoreBooks
  case draftEntries
  /// Drafts of purchases and their documents: one's own alone for whom `draftEntries` is not given.
  case draftPurchases
  case postEntries
  case lockPeriods
  case closeYears
  case reopenYears
  case matchLines
  /// The register of assets, its proposals, and cut-offs.
  case manageAssets
  case changeMasters
  case managePeople
  case readAudit
  /// One's own password, second factor and sessions.
  case changeOwnAccess
}

extension Role {
  /// The whole rights table: one row per action.
  public func may(_ action: Action) -> Bool {
    switch action {
    case .readBooks: self != .collaborateur
    case .exportBooks: self != .collaborateur
    case .verifyBooks: self != .collaborateur
    case .importBooks: self == .gerant || self == .comptable
    case .withdrawImport: self == .gerant || self == .comptable
    case .rebuildBooks: self == .gerant || self == .comptable
    case .manageKeys: self == .gerant
    case .backUpBooks: self == .gerant || self == .comptable
    case .restoreBooks: self == .gerant
    case .draftEntries: self == .gerant || self == .comptable
    case .draftPurchases: self != .lecteur
    case .postEntries: self == .gerant || self == .comptable
    case .lockPeriods: self == .gerant || self == .comptable
    case .closeYears: self == .gerant || self == .comptable
    case .reopenYears: self == .gerant
    case .matchLines: self == .gerant || self == .comptable
    case .manageAssets: self == .gerant || self == .comptable
    case .changeMasters: self == .gerant || self == .comptable
    case .managePeople: self == .gerant
    case .readAudit: self != .collaborateur
    case .changeOwnAccess: true
    }
  }
}

/// The person's role does not allow what was asked.
public struct NotAllowed: Refusal, Equatable {
  public let action: Action
  public let role: Role

  public init(action: Action, role: Role) {
    self.action = action
    self.role = role
  }

  public var code: String { "people.not_allowed" }
}
