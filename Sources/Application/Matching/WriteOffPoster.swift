import Model
import Storage

/// What a write-off is called in the books.
public struct WriteOffWords: Sendable {
  /// Label of its entry.
  public let label: String
  /// Label of the entry that takes it back.
  public let takenBack: String
  /// Of the journal and of the accounts, where the books have none yet.
  public let journalLabel: String
  public let lossLabel: String
  public let gainLabel: String

  public init(label: String, takenBack: String, journalLabel: String, lossLabel: String, gainLabel: String) {
    self.label = label
    self.takenBack = takenBack
    self.journalLabel = journalLabel
    self.lossLabel = lossLabel
    self.gainLabel = gainLabel
  }
}

/// Makes the entries that take small differences of matchings away, within the transaction of the matchings: numbered
/// and signed as any other, in the journal of operations diverses.
struct WriteOffPoster {
  static let journal = "OD"

  private let transaction: any ReadTransaction
  private let environment: Environment
  private let context: PostingContext
  private let words: WriteOffWords
  private var giver: SeriesGiver
  private var counterparts: [String: String] = [:]
  /// Masters that the books did not have, to be made first.
  private(set) var masters: [BookEvent] = []

  init(
    _ transaction: any ReadTransaction, device: Identifier<Device>, environment: Environment,
    person: Identifier<Person>, words: WriteOffWords
  ) throws {
    self.transaction = transaction
    self.environment = environment
    self.words = words
    context = try PostingReader(transaction, today: environment.today(), person: person).context(of: [])
    giver = SeriesGiver(device: device, today: environment.today(), transaction)
    if try !transaction.journals().contains(where: { $0.code == Self.journal }) {
      masters.append(.journalCreated(JournalCreated(code: Self.journal, label: words.journalLabel)))
    }
  }

  /// What stands before the entries: masters, then who gives the numbers.
  var opening: [BookEvent] { masters + giver.assignments }

  /// The entry that takes what is left of a matching, and the matching with its line.
  ///
  /// - Parameter last: the year that the lines stand in; the entry is of today, or of its last day once it is over.
  mutating func post(
    _ matched: LinesMatched, _ off: WriteOff, in last: FiscalYear
  ) throws -> (entry: EntryPosted, matched: LinesMatched) {
    let (date, year) = try day(in: last)
    let number = try giver.number(in: EntrySeries(journal: Self.journal, yearEnd: year.end))
    let entry = JournalEntry.Validated(
      id: environment.identifier(), journal: Self.journal, number: String(number), date: date,
      validationDate: context.today, voucherReference: matched.code, voucherDate: date, label: words.label, flags: [],
      lines: off.lines(
        account: matched.account, party: matched.party, counterpart: try counterpart(off, like: matched.account)))
    var matched = matched
    matched.lines = (matched.lines + [LineReference(entry: entry.id, line: 0)]).sorted()
    return (EntryPosted(entry: entry, yearEnd: year.end, number: number), matched)
  }

  /// The entry that takes a write-off back.
  mutating func takeBack(_ entry: JournalEntry.Validated, in last: FiscalYear, reason: String) throws -> EntryPosted {
    let (date, year) = try day(in: last)
    let number = try giver.number(in: EntrySeries(journal: entry.journal, yearEnd: year.end))
    return entry.reversed(
      as: environment.identifier(), number: number, on: date, yearEnd: year.end, validatedOn: context.today,
      label: words.takenBack, reason: reason)
  }

  /// - Throws: ``PostingRefusal/dayRefused(_:)`` for a month that is locked.
  private func day(in last: FiscalYear) throws -> (CalendarDate, FiscalYear) {
    let date = min(context.today, last.end)
    let problems = EntryDraft(id: environment.identifier(), date: date).dateProblems(context)
    guard problems.isEmpty, let year = context.years.first(where: { $0.contains(date) }) else {
      throw PostingRefusal.dayRefused(problems)
    }
    return (date, year)
  }

  /// The account that takes it: that of the books, or one that is made.
  private mutating func counterpart(_ off: WriteOff, like account: String) throws -> String {
    if let known = counterparts[off.root] { return known }
    let own = off.number(like: account)
    let usable = try transaction.accounts().map(\.account)
      .filter { $0.hasPrefix(off.root) && !context.inactiveAccounts.contains($0) }
    let found = usable.contains(own) ? own : usable.min { $0.precedes($1) }
    if found == nil {
      let label = off.isLoss ? words.lossLabel : words.gainLabel
      masters.append(.accountCreated(AccountCreated(number: own, label: label)))
    }
    counterparts[off.root] = found ?? own
    return found ?? own
  }
}
