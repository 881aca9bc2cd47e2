/// One fact of a company's books, as it is signed and kept for ever. Events hold results, not rules to re-run.
public enum BookEvent: Equatable, Sendable {
  case companyCreated(CompanyCreated)
  case deviceEnrolled(DeviceEnrolled)
  case userEnrolled(UserEnrolled)
  case fiscalYearOpened(FiscalYearOpened)
  case journalCreated(JournalCreated)
  case accountCreated(AccountCreated)
  case partyCreated(PartyCreated)
  case importAccepted(ImportAccepted)
  case entryImported(EntryImported)
  case importCompleted(ImportCompleted)
  case importWithdrawn(ImportWithdrawn)
  case booksExported(BooksExported)
  case deviceRestored(DeviceRestored)
  case rootKeyChanged(RootKeyChanged)
  case olderCopyAccepted(OlderCopyAccepted)
  case draftChanged(DraftChanged)
  case seriesAssigned(SeriesAssigned)
  case entryPosted(EntryPosted)
  case periodLockChanged(PeriodLockChanged)
  case journalChanged(JournalChanged)
  case accountChanged(AccountChanged)
  case partyChanged(PartyChanged)
  case linesMatched(LinesMatched)
  case matchingRemoved(MatchingRemoved)
  case personChanged(PersonChanged)
  case personRemoved(PersonRemoved)
  case secondFactorChanged(SecondFactorChanged)
  case signInsNoted(SignInsNoted)
  case companyChanged(CompanyChanged)
  case documentAttached(DocumentAttached)
  case documentDetached(DocumentDetached)
  case documentSuperseded(DocumentSuperseded)
  case documentWaived(DocumentWaived)
  case documentWaiverEnded(DocumentWaiverEnded)
  case yearClosed(YearClosed)
  case yearReopened(YearReopened)
  case assetChanged(AssetChanged)
  case assetEntryDrafted(AssetEntryDrafted)
  case depreciationConventionChosen(DepreciationConventionChosen)
  case cutOffMade(CutOffMade)
  case auditExported(AuditExported)
  case documentsExported(DocumentsExported)
  case actsRefused(ActsRefused)
  case matchingToleranceSet(MatchingToleranceSet)
  case matchingWrittenOff(MatchingWrittenOff)
  case guideChanged(GuideChanged)
  case recurrenceChanged(RecurrenceChanged)
  case occurrenceSettled(OccurrenceSettled)
  case entryMappingChanged(EntryMappingChanged)
  case draftActDone(DraftActDone)

  /// The entry that it brings into the books, if it does.
  public var entry: JournalEntry.Validated? {
    switch self {
    case .entryImported(let event): event.entry
    case .entryPosted(let event): event.entry
    default: nil
    }
  }

  /// See ADR 0001.
  public var mergeClass: MergeClass {
    switch self {
    case .companyCreated, .importAccepted, .entryImported, .importCompleted, .importWithdrawn, .booksExported,
      .rootKeyChanged, .olderCopyAccepted, .entryPosted, .signInsNoted, .documentAttached, .documentDetached,
      .documentSuperseded, .documentWaived, .documentWaiverEnded, .assetEntryDrafted, .cutOffMade, .auditExported,
      .occurrenceSettled, .draftActDone, .documentsExported, .actsRefused:
      .fact
    case .seriesAssigned: .series
    case .fiscalYearOpened, .periodLockChanged, .yearClosed, .yearReopened: .lock
    case .draftChanged: .draft
    case .journalCreated, .accountCreated, .partyCreated, .journalChanged, .accountChanged, .partyChanged,
      .companyChanged, .assetChanged, .depreciationConventionChosen, .matchingToleranceSet, .guideChanged,
      .recurrenceChanged, .entryMappingChanged:
      .master
    case .deviceEnrolled, .userEnrolled, .deviceRestored, .personChanged, .personRemoved, .secondFactorChanged:
      .permission
    case .linesMatched, .matchingRemoved, .matchingWrittenOff: .matching
    }
  }
}

public enum Company {}
public enum Device {}
public enum Person {}
public enum Import {}

public struct CompanyCreated: Equatable, Sendable {
  public var id: Identifier<Company>
  public var siren: SIREN
  public var name: String

  public init(id: Identifier<Company>, siren: SIREN, name: String) {
    self.id = id
    self.siren = siren
    self.name = name
  }
}

public struct DeviceEnrolled: Equatable, Sendable {
  public var id: Identifier<Device>
  /// Ed25519 public key, 32 bytes.
  public var publicKey: [UInt8]

  public init(id: Identifier<Device>, publicKey: [UInt8]) {
    self.id = id
    self.publicKey = publicKey
  }
}

public struct UserEnrolled: Equatable, Sendable {
  public var id: Identifier<Person>
  public var name: String
  public var role: Role

  public init(id: Identifier<Person>, name: String, role: Role) {
    self.id = id
    self.name = name
    self.role = role
  }
}

public struct FiscalYearOpened: Equatable, Sendable {
  public var year: FiscalYear

  public init(year: FiscalYear) { self.year = year }
}

public struct JournalCreated: Equatable, Sendable {
  public var code: String
  public var label: String

  public init(code: String, label: String) {
    self.code = code
    self.label = label
  }
}

public struct AccountCreated: Equatable, Sendable {
  public var number: String
  public var label: String

  public init(number: String, label: String) {
    self.number = number
    self.label = label
  }
}

/// The label is personal data when the party is a person: it travels in a sub-message with a key id, so that it can
/// be shredded when the duty to keep it ends.
public struct PartyCreated: Equatable, Sendable {
  public var key: PartyKey
  public var label: String

  public init(key: PartyKey, label: String) {
    self.key = key
    self.label = label
  }
}

public struct BooksExported: Equatable, Sendable {
  public var yearEnd: CalendarDate
  public var fileName: String
  /// BLAKE2b-256 of the file's bytes.
  public var hash: [UInt8]
  public var lineCount: UInt64

  public init(yearEnd: CalendarDate, fileName: String, hash: [UInt8], lineCount: UInt64) {
    self.yearEnd = yearEnd
    self.fileName = fileName
    self.hash = hash
    self.lineCount = lineCount
  }
}
