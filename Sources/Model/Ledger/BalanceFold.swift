/// The balances that the events of a log amount to, added up one line after another with nothing clever: the proof
/// against which the tables are held.
public struct BalanceFold: Sendable {
  /// The grain at which balances are kept.
  public struct Key: Hashable, Sendable {
    public let yearEnd: CalendarDate
    public let account: String
    public let party: PartyKey?
    /// AAAAMM.
    public let month: Int32
    public let isOpening: Bool

    public init(yearEnd: CalendarDate, account: String, party: PartyKey?, month: Int32, isOpening: Bool) {
      self.yearEnd = yearEnd
      self.account = account
      self.party = party
      self.month = month
      self.isOpening = isOpening
    }
  }

  public struct Sums: Equatable, Sendable {
    public var debit = MoneyTotal.zero
    public var credit = MoneyTotal.zero

    public init(debit: MoneyTotal = .zero, credit: MoneyTotal = .zero) {
      self.debit = debit
      self.credit = credit
    }
  }

  fileprivate struct Tally {
    var entryCount: UInt64 = 0
    var lineCount: UInt64 = 0
    var sums: [Key: Sums] = [:]
  }

  private struct OneImport {
    let yearEnd: CalendarDate
    var isComplete = false
    var tally = Tally()
  }

  private var imports: [Identifier<Import>: OneImport] = [:]
  private var posted = Tally()

  public init() {}

  /// Events that move no balance are passed over.
  public mutating func add(_ event: BookEvent) {
    switch event {
    case .importAccepted(let accepted): imports[accepted.id] = OneImport(yearEnd: accepted.year.end)
    case .entryImported(let imported):
      guard let yearEnd = imports[imported.importID]?.yearEnd else { return }
      imports[imported.importID]?.tally.add(imported.entry, yearEnd: yearEnd)
    case .entryPosted(let event): posted.add(event.entry, yearEnd: event.yearEnd)
    case .importCompleted(let completed): imports[completed.id]?.isComplete = true
    case .importWithdrawn(let withdrawn): imports[withdrawn.id] = nil
    case .companyCreated, .deviceEnrolled, .userEnrolled, .fiscalYearOpened, .journalCreated, .accountCreated,
      .partyCreated, .booksExported, .deviceRestored, .rootKeyChanged, .olderCopyAccepted, .draftChanged,
      .seriesAssigned, .periodLockChanged, .journalChanged, .accountChanged, .partyChanged, .linesMatched,
      .matchingRemoved, .personChanged, .personRemoved, .secondFactorChanged, .signInsNoted, .companyChanged,
      .documentAttached, .documentDetached, .documentSuperseded, .documentWaived, .documentWaiverEnded, .yearClosed,
      .yearReopened, .assetChanged, .assetEntryDrafted, .depreciationConventionChosen, .cutOffMade, .auditExported,
      .matchingToleranceSet, .matchingWrittenOff, .guideChanged, .recurrenceChanged, .occurrenceSettled,
      .entryMappingChanged, .draftActDone, .documentsExported, .actsRefused:
      break
    }
  }

  /// What can be seen: imports that are complete and were not withdrawn, and what was validated here.
  public var visible: [Key: Sums] {
    tallies.reduce(into: [:]) { all, tally in
      all.merge(tally.sums) { Sums(debit: $0.debit + $1.debit, credit: $0.credit + $1.credit) }
    }
  }

  public var visibleEntryCount: UInt64 { tallies.reduce(0) { $0 + $1.entryCount } }
  public var visibleLineCount: UInt64 { tallies.reduce(0) { $0 + $1.lineCount } }

  private var tallies: [Tally] { imports.values.filter(\.isComplete).map(\.tally) + [posted] }
}

extension BalanceFold.Tally {
  fileprivate mutating func add(_ entry: JournalEntry.Validated, yearEnd: CalendarDate) {
    entryCount += 1
    lineCount += UInt64(entry.lines.count)
    let isOpening = entry.flags.contains(.opening)
    for line in entry.lines {
      let month = (line.overrides?.date ?? entry.date).monthNumber
      let key = BalanceFold.Key(
        yearEnd: yearEnd, account: line.account, party: line.party, month: month, isOpening: isOpening)
      sums[key, default: BalanceFold.Sums()].debit.add(line.debit)
      sums[key, default: BalanceFold.Sums()].credit.add(line.credit)
    }
  }
}
