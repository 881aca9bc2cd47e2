import Model
import Storage

/// What the form of an entry needs to know of the books.
public struct EntryDesk: Sendable {
  public struct Journal: Equatable, Sendable {
    public let code: String
    public let label: String
    /// The account that balances its entries; nil for none.
    public let counterpart: String?
    /// It is in the books; one that is not is made with its first entry.
    public let isThere: Bool
  }

  /// Those of the books, then the usual ones that are not there.
  public let journals: [Journal]
  public let years: [FiscalYear]
  public let today: CalendarDate
}

/// How the accounts and third parties of a draft are called; what the books do not have is absent.
public struct EntryNames: Sendable {
  public let accounts: [String: String]
  public let parties: [PartyKey: String]
}

extension Books {
  /// The journals of a firm that begins: what the plan comptable calls them everywhere.
  public static let usualJournals = [
    ("AC", "Achats"), ("VE", "Ventes"), ("BQ", "Banque"), ("CA", "Caisse"), ("OD", "Opérations diverses"),
  ]

  /// - Parameter action: what the form is for.
  public func entryDesk(for action: Action = .draftPurchases) async throws -> EntryDesk {
    try authorise(action)
    let reach = try reachOfDrafts()
    let today = open.environment.today()
    return try await store.read { transaction in
      let counterparts = try transaction.counterparts()
      let there = try reach.journals(transaction).map {
        EntryDesk.Journal(
          code: $0.code, label: $0.label,
          counterpart: counterparts[$0.code].flatMap { reach.holds(account: $0) ? $0 : nil },
          isThere: true)
      }
      let codes = Set(there.map(\.code))
      // Who types purchases alone makes no journal.
      let usual = Self.usualJournals.filter { reach.author == nil && !codes.contains($0.0) }.map {
        EntryDesk.Journal(code: $0.0, label: $0.1, counterpart: nil, isThere: false)
      }
      return EntryDesk(
        journals: there + usual, years: try transaction.bookYears().map(\.year), today: today)
    }
  }

  /// Looked through for who may see only some of them.
  private static let widest = 500

  /// Accounts and third parties whose number, code, or a word of whose name, starts with what was typed: those of the
  /// books, then accounts of the plan comptable that the books do not have.
  public func entryTargets(_ asked: String, limit: Int) async throws -> [EntryTarget] {
    let reach = try reachOfDrafts()
    let words = SearchText.words(asked)
    guard let first = words.first else { return [] }
    let (chart, today) = (open.chart, open.environment.today())
    return try await store.read { transaction in
      let key = words.count == 1 ? SearchText.key(asked) : first
      // The first word finds, the others must be there too.
      let wide = reach.author == nil ? words.count == 1 ? limit : limit * 8 : Self.widest
      func holds(_ target: EntryTarget) -> Bool {
        let own = SearchText.words(
          [target.account, target.accountLabel, target.party?.code ?? "", target.partyLabel].joined(separator: " "))
        return words.allSatisfy { word in own.contains { $0.hasPrefix(word) } }
      }
      let digits = key.first?.isNumber == true
      let accounts = try transaction.accountTargets(key: key, limit: wide).filter { target in
        reach.holds(account: target.account) && (words.count == 1 || holds(target))
      }
      let parties = try transaction.partyTargets(key: key, limit: wide).filter { target in
        reach.holds(party: target.party) && (words.count == 1 || holds(target))
      }
      let own = digits ? accounts + parties : parties + accounts
      let found = Array(own.prefix(limit))
      guard found.count < limit else { return found }
      // Nor an account.
      guard reach.author == nil else { return found }
      let plan = ChartOfAccounts(accounts: chart, yearOpened: today)
      var offered: [ChartAccount] = []
      for account in plan.accounts where account.number.utf8.count >= 3 && offered.count < limit - found.count {
        let isAsked =
          digits
          ? account.number.hasPrefix(key) || key.hasPrefix(account.number)
          : words.allSatisfy { word in SearchText.words(account.label).contains { $0.hasPrefix(word) } }
        guard isAsked, try transaction.account(account.number.filledAccount) == nil else { continue }
        offered.append(account)
      }
      return found
        + offered.map {
          EntryTarget(account: $0.number.filledAccount, accountLabel: $0.label, party: nil, partyLabel: "")
        }
    }
  }

  public func entryNames(_ draft: EntryDraft) async throws -> EntryNames {
    let reach = try reachOfDraftReading()
    return try await store.read { transaction in
      var (accounts, parties): ([String: String], [PartyKey: String]) = ([:], [:])
      for line in draft.lines {
        if reach.holds(account: line.account), let account = try transaction.account(line.account) {
          accounts[line.account] = account.label
        }
        if let key = line.party, reach.holds(party: key), let party = try transaction.party(key) {
          parties[key] = party.label
        }
      }
      return EntryNames(accounts: accounts, parties: parties)
    }
  }

  /// Of one line.
  public func entryNames(account: String, party: PartyKey?) async throws -> EntryNames {
    let line = EntryDraftLine(id: Identifier(high: 0, low: 0), account: account, party: party)
    return try await entryNames(EntryDraft(id: Identifier(high: 0, low: 0), lines: [line]))
  }

  /// The name that the plan comptable gives an account that the books do not have: what is proposed when it is made.
  public func planLabel(of account: String) -> String? {
    ChartOfAccounts(accounts: open.chart, yearOpened: open.environment.today()).home(of: account)?.label
  }

  /// A new draft like an entry that was validated or a draft: of today, without its piece.
  public func draftLike(_ draft: EntryDraft) -> EntryDraft {
    var copy = draft
    copy.id = open.environment.identifier()
    copy.heads = []
    copy.clashes = []
    copy.date = open.environment.today()
    copy.voucherReference = ""
    copy.voucherDate = nil
    copy.lines = draft.lines.map { line in
      var line = line
      line.id = open.environment.identifier()
      line.dueDate = nil
      return line
    }
    return copy
  }

  /// The lines of a validated entry as a draft, to make something like it; nil for an unknown one.
  public func draftOf(entry id: Identifier<JournalEntry.Validated>) async throws -> EntryDraft? {
    try authorise(.draftEntries)
    let environment = open.environment
    guard let entry = try await store.read({ try $0.entry(id) }), entry.lines.count <= GuideLine.most else {
      return nil
    }
    return EntryDraft(
      id: environment.identifier(), journal: entry.journal, date: entry.date,
      voucherReference: entry.voucherReference, label: entry.label,
      lines: entry.lines.enumerated().map { index, line in
        EntryDraftLine(
          id: environment.identifier(), account: line.account, party: line.party,
          amount: DraftAmount(debit: line.debit, credit: line.credit), label: line.overrides?.label ?? "",
          place: Int64(index + 1))
      })
  }

  /// Opens the year that follows the last one, of twelve months.
  ///
  /// - Parameter known: the last day of the last year as whoever asks saw it: asked for twice, one year is opened.
  /// - Returns: the last year there then is.
  @discardableResult
  public func openNextYear(after known: CalendarDate) async throws -> FiscalYear {
    try authorise(.draftEntries)
    return try await open.current().writer.append(cutting: personID) { transaction in
      guard let last = try transaction.bookYears().map(\.year).max(by: { $0.end < $1.end }),
        let year = last.following
      else { throw Fault(.database, "there is no year to follow") }
      guard last.end == known else { return ([], last) }
      return ([.fiscalYearOpened(FiscalYearOpened(year: year))], year)
    }
  }

  var scratchName: String { "scratch:\(personID)" }

  /// Keeps what is being typed and was not saved, sealed with the books and outside of the log: a power cut loses one
  /// cell. One for each person; nil forgets it.
  ///
  /// - Parameter draft: what is being typed: nothing is kept of one that is an entry by now.
  public func keepScratch(_ text: String?, of draft: Identifier<Draft>? = nil) async throws {
    try authorise(.draftPurchases)
    let name = scratchName
    try await store.write { transaction in
      if let draft, case .posted = try transaction.draft(draft) { return }
      if let text {
        try transaction.keep(note: name, Array(text.utf8.prefix(65_536)))
      } else {
        try transaction.forget(note: name)
      }
    }
  }

  public func scratch() async throws -> String? {
    try authorise(.draftPurchases)
    let name = scratchName
    return try await store.read { try $0.note(name) }.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  /// Six digits at least, as most plans of accounts write them: 6011 is 601100.
  fileprivate var filledAccount: String {
    utf8.count >= 6 ? self : self + String(repeating: "0", count: 6 - utf8.count)
  }
}
