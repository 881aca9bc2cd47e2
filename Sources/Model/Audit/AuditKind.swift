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
  /// Accounts, third parties, journals, years.
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
    case .draftChanged, .seriesAssigned, .entryPosted, .periodLockChanged, .occurrenceSettled, .draftActDone: .entries
    case .linesMatched, .matchingRemoved: .matchings
    case .companyCreated, .fiscalYearOpened, .journalCreated, .accountCreated, .partyCreated, .journalChanged,
      .accountChanged, .partyChanged, .guideChanged, .recurrenceChanged, .entryMappingChanged:
      .masters
    case .booksExported: .exports
    }
  }
}
