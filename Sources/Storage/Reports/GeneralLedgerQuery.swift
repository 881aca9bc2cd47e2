import Model

/// A line of the whole ledger: its account, then its place in it.
public struct LedgerKey: Hashable, Sendable {
  public let account: String
  public let line: LineKey

  public init(account: String, line: LineKey) {
    self.account = account
    self.line = line
  }
}

/// Which lines of the whole ledger a page asks for.
public enum LedgerPlace: Hashable, Sendable {
  case first
  case after(LedgerKey)
  case before(LedgerKey)
}

/// The lines of one account that stand on a page of the whole ledger.
public struct LedgerSection: Equatable, Sendable {
  public let account: NumberedAccount
  public internal(set) var lines: [AccountLine]
  /// What the account begins the year with, as long as no opening is recorded.
  public internal(set) var provisional = MoneyTotal.zero
  /// Debit minus credit of the lines of the account before these, those before the period included.
  public internal(set) var balanceBefore = MoneyTotal.zero
  /// Its first line is on this page.
  public internal(set) var begins = true
  /// Its last line is on this page.
  public internal(set) var ends = true
  /// Of the whole account in the period.
  public internal(set) var sums = RangeSums()
}

public struct GeneralLedgerPage: Equatable, Sendable {
  public let sections: [LedgerSection]
  public let hasEarlier: Bool
  public let hasLater: Bool

  public var first: LedgerKey? { sections.first.flatMap { key($0, $0.lines.first) } }
  public var last: LedgerKey? { sections.last.flatMap { key($0, $0.lines.last) } }

  private func key(_ section: LedgerSection, _ line: AccountLine?) -> LedgerKey? {
    line.map { LedgerKey(account: section.account.account, line: $0.key) }
  }
}

extension ReadTransaction {
  /// One page of the grand livre: accounts in the order of their numbers, each with its lines by date.
  public func generalLedger(
    year: Int64, accounts: AccountSpan = .all, from start: CalendarDate? = nil, through date: CalendarDate? = nil,
    at place: LedgerPlace = .first, limit: Int = 100, opening: ProvisionalOpening = .none
  ) throws -> GeneralLedgerPage {
    let period = LinePeriod(from: start, through: date)
    var walk = LedgerWalk(year: year, accounts: accounts, period: period, place: place)
    var sections: [LedgerSection] = []
    var count = 0
    // One line more than asked tells whether there is a further page.
    while count <= limit, let account = try walk.next(self) {
      let range = LineRange(year: year, account: account.number, from: start, through: date)
      let lines = try page(range, walk.place(in: account), limit: limit + 1 - count)
      guard !lines.isEmpty else { continue }
      count += lines.count
      sections.append(LedgerSection(account: account, lines: walk.isBackward ? lines.reversed() : lines))
    }
    let hasMore = count > limit
    if hasMore, let last = sections.indices.last {
      sections[last].lines.remove(at: walk.isBackward ? 0 : sections[last].lines.count - 1)
      if sections[last].lines.isEmpty { sections.removeLast() }
    }
    if walk.isBackward { sections.reverse() }
    for index in sections.indices {
      sections[index].provisional = opening[sections[index].account.account]
      try complete(&sections[index], year: year, period, isEdge: index == 0 || index == sections.count - 1)
    }
    return GeneralLedgerPage(
      sections: sections, hasEarlier: walk.isBackward ? hasMore : place != .first,
      hasLater: walk.isBackward || hasMore)
  }

  /// Only the first and the last account of a page may reach beyond it; all of them may have lines before the period.
  private func complete(
    _ section: inout LedgerSection, year: Int64, _ period: LinePeriod, isEdge: Bool
  ) throws {
    let range = LineRange(
      year: year, account: section.account.number, from: period.from, through: period.through)
    var onPage = RangeSums()
    for line in section.lines {
      onPage.debit.add(line.debit)
      onPage.credit.add(line.credit)
    }
    section.sums = onPage
    if isEdge, let first = section.lines.first, let last = section.lines.last {
      section.sums = try sums(range)
      section.begins = try page(range, .before(first.key), limit: 1).isEmpty
      section.ends = try page(range, .after(last.key), limit: 1).isEmpty
    }
    if period.from != nil || !section.begins, let first = section.lines.first {
      section.balanceBefore = try balance(range, before: first.key)
    }
    section.balanceBefore += section.provisional
    var balance = section.balanceBefore
    for index in section.lines.indices {
      balance.add(section.lines[index].debit)
      balance.add(-section.lines[index].credit)
      section.lines[index].balance = balance
    }
  }
}

/// The days that some lines are asked for; nil where the year bounds them.
struct LinePeriod {
  var from: CalendarDate?
  var through: CalendarDate?

  /// Months that hold days of it, of a table `m`: an account without any is passed by.
  var months: String {
    from == nil ? "" : " AND m.month >= ?" + (through == nil ? "" : " AND m.month <= ?")
  }
  var monthArguments: [Value] {
    guard let from else { return [] }
    return [.number(from.monthNumber)] + (through.map { [.number($0.monthNumber)] } ?? [])
  }
}

/// Goes through the accounts of a year that hold lines, in the order of their numbers or against it, a few at a time.
struct LedgerWalk {
  private static let chunk = 40

  let year: Int64
  let accounts: AccountSpan
  let place: LedgerPlace
  private let period: LinePeriod
  private var pending: [NumberedAccount] = []
  /// The number from which the next chunk is read, and whether that account itself still counts.
  private var bound: String
  private var isInclusive: Bool
  private var isOver = false

  init(year: Int64, accounts: AccountSpan, period: LinePeriod, place: LedgerPlace) {
    self.year = year
    self.accounts = accounts
    self.period = period
    self.place = place
    isInclusive = true
    switch place {
    case .first: bound = accounts.lowest
    case .after(let key), .before(let key): bound = key.account
    }
  }

  var isBackward: Bool { if case .before = place { true } else { false } }

  /// Where to begin in that account.
  func place(in account: NumberedAccount) -> PagePlace {
    switch place {
    case .first: .first
    case .after(let key): key.account == account.account ? .after(key.line) : .first
    case .before(let key): key.account == account.account ? .before(key.line) : .last
    }
  }

  mutating func next(_ reader: any ReadTransaction) throws -> NumberedAccount? {
    if pending.isEmpty, !isOver {
      let comparison = (isBackward ? "<" : ">") + (isInclusive ? "=" : "")
      let span = [Value.text(bound), .text(accounts.lowest), .text(accounts.highest.afterAllThatStartSo)]
      let inYear = [Value.integer(year)] + period.monthArguments
      let isPast = reader.known != nil
      // At present each account is sought in the sums; what was known is added up, once for all of them.
      let tables =
        isPast
        ? """
        (SELECT DISTINCT m.account_no FROM account_month m WHERE m.year_no = ?\(period.months)) s
          JOIN account a ON a.account_no = s.account_no
        """ : "account a"
      let holdsLines =
        isPast
        ? ""
        : """
         AND EXISTS (
          SELECT 1 FROM account_month m WHERE m.year_no = ? AND m.account_no = a.account_no\(period.months))
        """
      let found = try reader.list(
        """
        SELECT a.account_no, a.number, a.label FROM \(tables)
        WHERE a.number \(comparison) ? AND a.number >= ? AND a.number < ?\(holdsLines)
        ORDER BY a.number \(isBackward ? "DESC" : "ASC") LIMIT ?
        """, (isPast ? inYear + span : span + inYear) + [.number(Self.chunk)]
      ) { NumberedAccount(number: $0.integer(0), account: $0.text(1), label: $0.text(2)) }
      isOver = found.count < Self.chunk
      if let last = found.last { (bound, isInclusive) = (last.account, false) }
      pending = found.reversed()
    }
    return pending.popLast()
  }
}

extension String {
  /// A text that comes after all those that start with this one, compared byte by byte.
  var afterAllThatStartSo: String { self + "\u{10FFFF}" }
}
