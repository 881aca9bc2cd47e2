import Model

/// The invariants of the books that the log alone can show, event after event.
struct LedgerCheck {
  private(set) var entryCount: UInt64 = 0
  private(set) var lineCount: UInt64 = 0
  private var company: Identifier<Company>?
  private var devices: Set<Identifier<Device>> = []
  private var entries: Set<Identifier<JournalEntry.Validated>> = []
  private var imports: [Identifier<Import>: ImportTally] = [:]
  private var series = SeriesCheck()
  private var closings = ClosedYearCheck()
  private var reversed: Set<Identifier<JournalEntry.Validated>> = []

  var openImports: [Identifier<Import>] {
    imports.filter { $0.value.state == .open }.map(\.key).sorted()
  }

  mutating func add(
    _ event: BookEvent, of owner: Identifier<Company>, by device: Identifier<Device>
  ) throws(LedgerDefect) {
    if case .companyCreated(let created) = event {
      guard company == nil else { throw .companyCreatedAgain }
      guard created.id == owner else { throw .otherCompany(created.id) }
      company = created.id
      return
    }
    guard company != nil else { throw .companyNotCreated }
    try closings.add(event, by: device)
    switch event {
    case .deviceEnrolled(let enrolled):
      guard devices.insert(enrolled.id).inserted else { throw .deviceEnrolledAgain(enrolled.id) }
    case .deviceRestored(let restored):
      guard devices.insert(restored.id).inserted else { throw .deviceEnrolledAgain(restored.id) }
    case .importAccepted(let accepted):
      guard imports[accepted.id] == nil else { throw .importRepeated(accepted.id) }
      imports[accepted.id] = try ImportTally(accepted)
    case .entryImported(let imported):
      try add(imported)
    case .importCompleted(let completed):
      try change(completed.id) { tally throws(LedgerDefect) in try tally.complete() }
    case .importWithdrawn(let withdrawn):
      try change(withdrawn.id) { tally throws(LedgerDefect) in try tally.withdraw() }
    case .seriesAssigned(let assigned):
      guard devices.contains(assigned.owner) else { throw .seriesMisassigned(assigned.series) }
      try series.assign(assigned)
    case .entryPosted(let posted): try add(posted, by: device)
    case .companyCreated, .userEnrolled, .fiscalYearOpened, .journalCreated, .accountCreated, .partyCreated,
      .booksExported, .rootKeyChanged, .olderCopyAccepted, .draftChanged, .periodLockChanged, .journalChanged,
      .accountChanged, .partyChanged, .linesMatched, .matchingRemoved, .personChanged, .personRemoved,
      .secondFactorChanged, .signInsNoted, .companyChanged, .documentAttached, .documentDetached,
      .documentSuperseded, .documentWaived, .documentWaiverEnded, .yearClosed, .yearReopened, .assetChanged,
      .assetEntryDrafted, .depreciationConventionChosen, .cutOffMade, .auditExported, .matchingToleranceSet,
      .matchingWrittenOff, .guideChanged, .recurrenceChanged, .occurrenceSettled, .entryMappingChanged,
      .draftActDone, .documentsExported, .actsRefused:
      break
    }
  }

  private mutating func add(_ imported: EntryImported) throws(LedgerDefect) {
    let entry = imported.entry
    guard let place = imports.index(forKey: imported.importID) else { throw .importUnknown(imported.importID) }
    guard entries.insert(entry.id).inserted else { throw .entryRepeated }
    let (debit, credit) = Self.sums(of: entry.lines)
    if debit != credit {
      guard entry.flags.contains(.unbalancedAtSource) else { throw .entryUnbalanced(debit: debit, credit: credit) }
      guard imports.values[place].accepted.consentsToUnbalancedEntries else {
        throw .unbalancedWithoutConsent(debit: debit, credit: credit)
      }
    }
    try imports.values[place].add(entry, debit: debit, credit: credit)
    entryCount += 1
    lineCount += UInt64(entry.lines.count)
  }

  private mutating func add(_ posted: EntryPosted, by device: Identifier<Device>) throws(LedgerDefect) {
    let entry = posted.entry
    guard entries.insert(entry.id).inserted else { throw .entryRepeated }
    let (debit, credit) = Self.sums(of: entry.lines)
    guard debit == credit else { throw .entryUnbalanced(debit: debit, credit: credit) }
    try series.take(posted, by: device)
    if let taken = posted.reversal?.of {
      guard entries.contains(taken), reversed.insert(taken).inserted else { throw .reversalUnknown(taken) }
    }
    entryCount += 1
    lineCount += UInt64(entry.lines.count)
  }

  private mutating func change(
    _ id: Identifier<Import>, _ body: (inout ImportTally) throws(LedgerDefect) -> Void
  ) throws(LedgerDefect) {
    guard let place = imports.index(forKey: id) else { throw .importUnknown(id) }
    try body(&imports.values[place])
  }

  private static func sums(of lines: [EntryLine]) -> (debit: MoneyTotal, credit: MoneyTotal) {
    var (debit, credit) = (MoneyTotal.zero, MoneyTotal.zero)
    for line in lines {
      debit.add(line.debit)
      credit.add(line.credit)
    }
    return (debit, credit)
  }
}
