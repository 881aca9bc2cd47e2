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

  fileprivate struct OneImport {
    let yearEnd: CalendarDate
    var isComplete = false
    var entryCount: UInt64 = 0
    var lineCount: UInt64 = 0
    var sums: [Key: Sums] = [:]
  }

  private var imports: [Identifier<Import>: OneImport] = [:]

  public init() {}

  /// Events that move no balance are passed over.
  public mutating func add(_ event: BookEvent) {
    switch event {
    case .importAccepted(let accepted): imports[accepted.id] = OneImport(yearEnd: accepted.year.end)
    case .entryImported(let imported): imports[imported.importID]?.add(imported.entry)
    case .importCompleted(let completed): imports[completed.id]?.isComplete = true
    case .importWithdrawn(let withdrawn): imports[withdrawn.id] = nil
    case .companyCreated, .deviceEnrolled, .userEnrolled, .fiscalYearOpened, .journalCreated, .accountCreated,
      .partyCreated, .booksExported, .deviceRestored, .rootKeyChanged, .olderCopyAccepted:
      break
    }
  }

  /// What can be seen: imports that are complete and were not withdrawn.
  public var visible: [Key: Sums] {
    var all: [Key: Sums] = [:]
    for one in imports.values where one.isComplete {
      all.merge(one.sums) { Sums(debit: $0.debit + $1.debit, credit: $0.credit + $1.credit) }
    }
    return all
  }

  public var visibleEntryCount: UInt64 { imports.values.reduce(0) { $0 + ($1.isComplete ? $1.entryCount : 0) } }
  public var visibleLineCount: UInt64 { imports.values.reduce(0) { $0 + ($1.isComplete ? $1.lineCount : 0) } }
}

extension BalanceFold.OneImport {
  fileprivate mutating func add(_ entry: JournalEntry.Validated) {
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
