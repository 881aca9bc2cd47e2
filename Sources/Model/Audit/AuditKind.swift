/// What a fact of the log is about, as the journal d'audit sorts it.
public enum AuditKind: String, Sendable, CaseIterable {
  case signIns
  /// People, their rights and their second factors.
  case people
  /// Keys, devices and copies of the books.
  case keys
  case imports
  case entries
  case matchings
  /// Years closed and reopened.
  case closings
  /// Accounts, third parties, journals, years, assets.
  case masters
  case exports
}

extension BookEvent {
  public var auditKind: AuditKind {
    switch self {
    case .signInsNoted: .signIns
    case .userEnrolled, .personChanged, .personRemoved, .secondFactorChanged: .people
    case .deviceEnrolled, .deviceRestored, .rootKeyChanged, .olderCopyAccepted: .keys
    case .importAccepted, .entryImported, .importCompleted, .importWithdrawn: .imports
    case .draftChanged, .seriesAssigned, .entryPosted, .periodLockChanged, .assetEntryDrafted, .cutOffMade: .entries
    case .yearClosed, .yearReopened: .closings
    case .linesMatched, .matchingRemoved: .matchings
    case .companyCreated, .fiscalYearOpened, .journalCreated, .accountCreated, .partyCreated, .journalChanged,
      .accountChanged, .partyChanged, .assetChanged, .depreciationConventionChosen:
      .masters
    case .booksExported: .exports
    }
  }
}
