/// What a fact of the log is about, as the journal d'audit sorts it.
public enum AuditKind: String, Sendable, CaseIterable {
  /// Connections, and what a role refused.
  case signIns
  /// People, their rights and their second factors.
  case people
  /// Keys, devices and copies of the books.
  case keys
  case imports
  case entries
  case matchings
  case documents
  /// Years closed and reopened.
  case closings
  /// Accounts, third parties, journals, years, assets.
  case masters
  case exports
}

extension BookEvent {
  public var auditKind: AuditKind {
    switch self {
    case .signInsNoted, .actsRefused: .signIns
    case .userEnrolled, .personChanged, .personRemoved, .secondFactorChanged: .people
    case .deviceEnrolled, .deviceRestored, .rootKeyChanged, .olderCopyAccepted: .keys
    case .importAccepted, .entryImported, .importCompleted, .importWithdrawn: .imports
    case .yearClosed, .yearReopened: .closings
    case .draftChanged, .seriesAssigned, .entryPosted, .periodLockChanged, .assetEntryDrafted, .cutOffMade,
      .occurrenceSettled, .draftActDone:
      .entries
    case .documentAttached, .documentDetached, .documentSuperseded, .documentWaived, .documentWaiverEnded: .documents
    case .linesMatched, .matchingRemoved, .matchingToleranceSet, .matchingWrittenOff: .matchings
    case .companyCreated, .fiscalYearOpened, .journalCreated, .accountCreated, .partyCreated, .journalChanged,
      .accountChanged, .partyChanged, .companyChanged, .assetChanged, .depreciationConventionChosen, .guideChanged,
      .recurrenceChanged, .entryMappingChanged:
      .masters
    case .booksExported, .auditExported, .documentsExported: .exports
    }
  }
}
