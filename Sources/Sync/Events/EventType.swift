/// The type of an event as a number of the public schema (`EventType` in changeset.proto). A number that this program
/// does not know is a valid value: such events are kept and deferred.
public struct EventType: RawRepresentable, Hashable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  public static let companyCreated = EventType(rawValue: 1)
  public static let deviceEnrolled = EventType(rawValue: 2)
  public static let userEnrolled = EventType(rawValue: 3)
  public static let fiscalYearOpened = EventType(rawValue: 4)
  public static let journalCreated = EventType(rawValue: 5)
  public static let accountCreated = EventType(rawValue: 6)
  public static let partyCreated = EventType(rawValue: 7)
  public static let importAccepted = EventType(rawValue: 8)
  public static let entryImported = EventType(rawValue: 9)
  public static let importCompleted = EventType(rawValue: 10)
  public static let importWithdrawn = EventType(rawValue: 11)
  public static let booksExported = EventType(rawValue: 12)
  public static let deviceRestored = EventType(rawValue: 13)
  public static let rootKeyChanged = EventType(rawValue: 14)
  public static let olderCopyAccepted = EventType(rawValue: 15)
  public static let draftChanged = EventType(rawValue: 16)
  public static let seriesAssigned = EventType(rawValue: 17)
  public static let entryPosted = EventType(rawValue: 18)
  public static let periodLockChanged = EventType(rawValue: 19)
  public static let journalChanged = EventType(rawValue: 20)
  public static let accountChanged = EventType(rawValue: 21)
  public static let partyChanged = EventType(rawValue: 22)
  public static let linesMatched = EventType(rawValue: 23)
  public static let matchingRemoved = EventType(rawValue: 24)
  public static let personChanged = EventType(rawValue: 25)
  public static let personRemoved = EventType(rawValue: 26)
  public static let secondFactorChanged = EventType(rawValue: 27)
  public static let signInsNoted = EventType(rawValue: 28)
  public static let companyChanged = EventType(rawValue: 29)
  public static let yearClosed = EventType(rawValue: 40)
  public static let yearReopened = EventType(rawValue: 41)
  public static let assetChanged = EventType(rawValue: 50)
  public static let assetEntryDrafted = EventType(rawValue: 51)
  public static let depreciationConventionChosen = EventType(rawValue: 52)
  public static let cutOffMade = EventType(rawValue: 53)
  public static let guideChanged = EventType(rawValue: 56)
  public static let recurrenceChanged = EventType(rawValue: 57)
  public static let occurrenceSettled = EventType(rawValue: 58)
  public static let entryMappingChanged = EventType(rawValue: 59)
  public static let draftActDone = EventType(rawValue: 60)
  public static let documentAttached = EventType(rawValue: 62)
  public static let documentDetached = EventType(rawValue: 63)
  public static let documentSuperseded = EventType(rawValue: 64)
  public static let documentWaived = EventType(rawValue: 65)
  public static let documentWaiverEnded = EventType(rawValue: 66)
  public static let auditExported = EventType(rawValue: 67)
  public static let matchingToleranceSet = EventType(rawValue: 68)
  public static let matchingWrittenOff = EventType(rawValue: 69)
  public static let documentsExported = EventType(rawValue: 70)
  public static let actsRefused = EventType(rawValue: 71)

  /// Those whose facts have ``BookEvent/auditWrites``: the journal d'audit reads no others for what a field was.
  public static let fieldWriters: Set<EventType> = [
    .journalCreated, .accountCreated, .partyCreated, .journalChanged, .accountChanged, .partyChanged, .userEnrolled,
    .personChanged, .personRemoved, .secondFactorChanged, .draftChanged, .periodLockChanged, .linesMatched,
    .matchingRemoved, .matchingToleranceSet, .yearClosed, .yearReopened, .companyChanged, .assetChanged,
    .depreciationConventionChosen, .guideChanged, .recurrenceChanged, .entryMappingChanged, .documentAttached,
    .documentDetached, .documentSuperseded, .documentWaived, .documentWaiverEnded,
  ]

  /// True for what changes who may sign or act: the keyring head moves to the change-set that bears it.
  var changesKeyring: Bool {
    switch self {
    case .deviceEnrolled, .userEnrolled, .deviceRestored, .personChanged, .personRemoved: true
    default: false
    }
  }
}
