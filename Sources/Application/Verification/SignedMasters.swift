import Model
import Storage

/// The last label that was signed for each journal, account and third party.
struct SignedMasters {
  private var journals: [String: String] = [:]
  private var accounts: [String: String] = [:]
  private var parties: [PartyKey: String] = [:]

  mutating func add(_ event: BookEvent) {
    switch event {
    case .journalCreated(let event): journals[event.code] = event.label
    case .accountCreated(let event): accounts[event.number] = event.label
    case .partyCreated(let event): parties[event.key] = event.label
    case .journalChanged(let event): if let label = event.label { journals[event.code] = label }
    case .accountChanged(let event): if let label = event.label { accounts[event.number] = label }
    case .partyChanged(let event): if let label = event.label { parties[event.key] = label }
    case .companyCreated, .deviceEnrolled, .userEnrolled, .fiscalYearOpened, .importAccepted, .entryImported,
      .importCompleted, .importWithdrawn, .booksExported, .deviceRestored, .rootKeyChanged, .olderCopyAccepted,
      .draftChanged, .seriesAssigned, .entryPosted, .periodLockChanged, .linesMatched, .matchingRemoved,
      .personChanged, .personRemoved, .secondFactorChanged, .signInsNoted, .companyChanged, .documentAttached,
      .documentDetached, .documentSuperseded, .documentWaived, .documentWaiverEnded, .yearClosed, .yearReopened,
      .assetChanged, .assetEntryDrafted, .depreciationConventionChosen, .cutOffMade, .auditExported,
      .matchingToleranceSet, .matchingWrittenOff, .guideChanged, .recurrenceChanged, .occurrenceSettled,
      .entryMappingChanged, .draftActDone, .documentsExported, .actsRefused:
      break
    }
  }

  /// A master that an entry names before anything describes it has an empty label.
  func problems(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    let stored = try (
      journals: transaction.journals().map { ($0.code, $0.label) },
      accounts: transaction.accounts().map { ($0.account, $0.label) },
      parties: transaction.parties().map { ($0.key, $0.label) }
    )
    return Self.differing(journals, stored.journals) { $0 } + Self.differing(accounts, stored.accounts) { $0 }
      + Self.differing(parties, stored.parties) { $0.code }
  }

  private static func differing<Key: Hashable>(
    _ signed: [Key: String], _ stored: [(key: Key, label: String)], name: (Key) -> String
  ) -> [Verification.Problem] {
    var left = signed
    var found: [Verification.Problem] = []
    for (key, label) in stored {
      let right = left.removeValue(forKey: key) ?? ""
      guard !right.utf8.elementsEqual(label.utf8) else { continue }
      found.append(.master(code: name(key), signed: right, stored: label))
    }
    for (key, label) in left.sorted(by: { name($0.key) < name($1.key) }) {
      found.append(.master(code: name(key), signed: label, stored: ""))
    }
    return found
  }
}
