import Model

/// A line of the whole ledger: its account, then its place in it.
public struct LedgerKey: Hashable, Sendable {
  public let account: String
  /// Nil for an account that stands there without a line: what it begins the year with is all it holds.
  public let line: LineKey?

  public init(account: String, line: LineKey?) {
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

  public var first: LedgerKey? { sections.first.map { key($0, $0.lines.first) } }
  public var last: LedgerKey? { sections.last.map { key($0, $0.lines.last) } }

  private func key(_ section: LedgerSection, _ line: AccountLine?) -> LedgerKey {
    LedgerKey(account: section.account.account, line: line?.key)
  }
}

extension ReadTransaction {
  /// One page of the grand livre: accounts in the order of their numbers, each with its lines by date. An account that
  /// only begins the year, or the period, with something is there without a line, and counts as one.
  public func generalLedger(
    year: Int64, accounts: AccountSpan = .all, from start: CalendarDate? = nil, through date: CalendarDate? = nil,
    at place: LedgerPlace = .first, limit: Int = 100, opening: ProvisionalOpening = .none
  ) throws -> GeneralLedgerPage {
    let period = LinePeriod(from: start, through: date)
    let before = try start.map { try balances(before: $0, year: year, opening) } ?? opening
    var walk = LedgerWalk(year: year, accounts: accounts, period: period, place: place, opening: before)
    var sections: [LedgerSection] = []
    var count = 0
    // One line more than asked tells whether there is a further page.
    while count <= limit, let account = try walk.next(self) {
      let range = LineRange(year: year, account: account.number, from: start, through: date)
      let lines = account.holdsLines ? try page(range, walk.place(in: account), limit: limit + 1 - count) : []
      guard !lines.isEmpty || walk.isCarried(account) else { continue }
      count += max(1, lines.count)
      sections.append(LedgerSection(account: account, lines: walk.isBackward ? lines.reversed() : lines))
    }
    let hasMore = count > limit
    if hasMore, let last = sections.indices.last {
      if !sections[last].lines.isEmpty {
        sections[last].lines.remove(at: walk.isBackward ? 0 : sections[last].lines.count - 1)
      }
      if sections[last].lines.isEmpty { sections.removeLast() }
    }
    if walk.isBackward { sections.reverse() }
    for index in sections.indices {
      let account = sections[index].account.account
      // Where there are lines, what is before them is read with them.
      sections[index].provisional = sections[index].lines.isEmpty ? before[account] : opening[account]
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

/// Goes through the accounts of a year that hold lines, or something carried over from the year before, in the order of
/// their numbers or against it, a few at a time.
struct LedgerWalk {
  private static let chunk = 40

  let year: Int64
  let accounts: AccountSpan
  let place: LedgerPlace
  private let period: LinePeriod
  private var pending: [NumberedAccount] = []
  private let opening: ProvisionalOpening
  /// Those of the opening that are still to come; the next one is the last.
  private var carried: [NumberedAccount] = []
  /// The number from which the next chunk is read, and whether that account itself still counts.
  private var bound: String
  private var isInclusive: Bool
  private var isOver = false

  /// - Parameter opening: what accounts begin the period with.
  init(
    year: Int64, accounts: AccountSpan, period: LinePeriod, place: LedgerPlace, opening: ProvisionalOpening = .none
  ) {
    self.opening = opening
    self.year = year
    self.accounts = accounts
    self.period = period
    self.place = place
    switch place {
    case .first: (bound, isInclusive) = (accounts.lowest, true)
    case .after(let key), .before(let key): (bound, isInclusive) = (key.account, key.line != nil)
    }
    let (bound, isInclusive, isBackward) = (bound, isInclusive, isBackward)
    let coming = self.opening.rows.values.filter { row in
      guard row.account != bound else { return isInclusive && accounts.contains(bound) }
      return accounts.contains(row.account) && row.account.precedes(bound) == isBackward
    }.map { NumberedAccount(number: 0, account: $0.account, label: $0.label) }.sorted(byBytesOf: \.account)
    carried = isBackward ? coming : coming.reversed()
  }

  var isBackward: Bool { if case .before = place { true } else { false } }

  /// Whether an account without a line here stands for what it begins the year with; not where lines of it are on the
  /// page before or after.
  func isCarried(_ account: NumberedAccount) -> Bool {
    switch place {
    case .after(let key) where key.account == account.account: false
    case .before(let key) where key.account == account.account: false
    case .first, .after, .before: !opening[account.account].isZero
    }
  }

  /// Where to begin in that account.
  func place(in account: NumberedAccount) -> PagePlace {
    switch place {
    case .first: .first
    case .after(let key): key.account == account.account ? key.line.map(PagePlace.after) ?? .first : .first
    case .before(let key): key.account == account.account ? key.line.map(PagePlace.before) ?? .last : .last
    }
  }

  mutating func next(_ reader: any ReadTransaction) throws -> NumberedAccount? {
    try refill(reader)
    guard let waiting = carried.last else { return pending.popLast() }
    guard let found = pending.last else { return carried.popLast() }
    if found.account == waiting.account {
      carried.removeLast()
      return pending.popLast()
    }
    return waiting.account.precedes(found.account) == isBackward ? pending.popLast() : carried.popLast()
  }

  private mutating func refill(_ reader: any ReadTransaction) throws {
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
  }
}

extension NumberedAccount {
  /// One that is known only from what a year begins with bears no number, and has no line there.
  var holdsLines: Bool { number != 0 }
}

extension String {
  /// A text that comes after all those that start with this one, compared byte by byte.
  var afterAllThatStartSo: String { self + "\u{10FFFF}" }
}
