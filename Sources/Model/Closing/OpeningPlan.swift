/// The definitive opening (à-nouveaux) that a closing gives the next year: every balance of classes 1 to 5 as it stood,
/// in detail where lines wait for one another, and the result of the year on 120 (profit) or 129 (loss). Classes 6 and
/// 7 begin at nothing. The opening balance sheet is the closing one (code de commerce, L123-19).
public struct OpeningPlan: Equatable, Sendable {
  /// One line of the opening.
  public struct Line: Equatable, Sendable {
    public var account: String
    public var party: PartyKey?
    public var debit: Money
    public var credit: Money
    /// The line of the closed year it takes over; nil for the balance of an account.
    public var origin: CarriedLine?

    public init(account: String, party: PartyKey?, debit: Money, credit: Money, origin: CarriedLine? = nil) {
      self.account = account
      self.party = party
      self.debit = debit
      self.credit = credit
      self.origin = origin
    }

    /// Debit less credit.
    public var amount: Money { debit - credit }
  }

  /// In the order of accounts, then third parties, then days.
  public let lines: [Line]
  /// Credit less debit of classes 6 and 7: positive for a profit.
  public let result: MoneyTotal
  /// Where the result stands; blank for a year without any.
  public let resultAccount: String

  /// - Parameters:
  ///   - balances: debit less credit of every account at the end of the year.
  ///   - carried: the lines that nothing settles, of the accounts kept in detail, in any order.
  ///   - resultAccount: the number of 120 for a profit, of 129 for a loss, as the books write them.
  public init(
    balances: [(account: String, balance: MoneyTotal)], carried: [CarriedLine],
    resultAccount: (_ isProfit: Bool) -> String
  ) {
    var result = MoneyTotal.zero
    let details = Dictionary(grouping: carried, by: \.account)
    var lines: [Line] = []
    for (account, balance) in balances.sorted(byBytesOf: { $0.account }) {
      if Self.isOfResult(account) { result += MoneyTotal.zero - balance }
      guard Self.isCarried(account) else { continue }
      let detail = (details[account] ?? []).sorted { Self.order($0) < Self.order($1) }
      var rest = balance
      for line in detail {
        rest += MoneyTotal.zero - MoneyTotal(minor: Int128(line.amount.minor))
      }
      lines += Self.lines(of: account, rest)
      lines += detail.map {
        Line(account: account, party: $0.party, debit: $0.debit, credit: $0.credit, origin: $0)
      }
    }
    let account = result.isZero ? "" : resultAccount(result.minor > 0)
    if !result.isZero {
      let place = lines.firstIndex { account.precedes($0.account) } ?? lines.count
      lines.insert(contentsOf: Self.lines(of: account, MoneyTotal.zero - result), at: place)
    }
    self.result = result
    self.resultAccount = account
    self.lines = lines
  }

  /// Debit less credit: nothing, but where the books of the year do not balance.
  public var imbalance: MoneyTotal {
    lines.reduce(into: MoneyTotal.zero) { $0.add($1.amount) }
  }

  /// Classes 1 to 5: what the next year takes over.
  public static func isCarried(_ account: String) -> Bool { ("1"..."5").contains(String(account.prefix(1))) }

  /// Classes 6 and 7.
  public static func isOfResult(_ account: String) -> Bool { account.hasPrefix("6") || account.hasPrefix("7") }

  /// A balance on its own side; in several lines when it is larger than one may be, none when it is nothing.
  private static func lines(of account: String, _ balance: MoneyTotal) -> [Line] {
    var lines: [Line] = []
    var left = balance.minor.magnitude
    while left > 0 {
      let part = min(left, UInt128(Money.largestMinor))
      left -= part
      let amount = Money(minor: Int64(part))
      let isDebit = balance.minor > 0
      lines.append(
        Line(account: account, party: nil, debit: isDebit ? amount : .zero, credit: isDebit ? .zero : amount))
    }
    return lines
  }

  private static func order(_ line: CarriedLine) -> (UInt8, String, CalendarDate, LineReference) {
    (line.party?.nature.rawValue ?? 0, line.party?.code ?? "", line.voucherDate, line.reference)
  }
}

extension OpeningPlan {
  /// An opening entry holds so many lines at most: a change-set is bounded, and an entry is never cut.
  public static let linesOfOneEntry = 50_000

  /// The lines of each opening entry. One entry, as a rule; where there are too many lines, each of several is balanced
  /// by the opening account (PCG 890), which stands at nothing over all of them.
  ///
  /// - Parameter openingAccount: the number of 890, as the books write it.
  public func entries(openingAccount: String, limit: Int = linesOfOneEntry) -> [[Line]] {
    guard lines.count > limit else { return lines.isEmpty ? [] : [lines] }
    return stride(from: 0, to: lines.count, by: limit).map { start in
      let part = Array(lines[start..<min(start + limit, lines.count)])
      let sum = part.reduce(into: MoneyTotal.zero) { $0.add($1.amount) }
      return part + Self.lines(of: openingAccount, .zero - sum)
    }
  }
}

extension JournalEntry.Validated {
  /// An opening entry of such lines. A line says of itself what differs: the piece, its day and the label it had.
  ///
  /// - Parameters:
  ///   - day: first of the next year.
  ///   - label: what the entry is called, and its conventional piece.
  public init(
    opening lines: [OpeningPlan.Line], id: Identifier<JournalEntry.Validated>, journal: String, number: UInt64,
    on day: CalendarDate, validatedOn today: CalendarDate, voucherReference: String, label: String
  ) {
    self.init(
      id: id, journal: journal, number: String(number), date: day, validationDate: today,
      voucherReference: voucherReference, voucherDate: day, label: label, flags: .opening,
      lines: lines.enumerated().map { rank, line in
        var overrides = LineOverrides()
        if let origin = line.origin {
          if origin.label != label { overrides.label = origin.label }
          if origin.voucherReference != voucherReference { overrides.voucherReference = origin.voucherReference }
          if origin.voucherDate != day { overrides.voucherDate = .date(origin.voucherDate) }
        }
        return EntryLine(
          account: line.account, party: line.party, debit: line.debit, credit: line.credit,
          original: line.origin?.original, overrides: overrides.isEmpty ? nil : overrides, sourceRank: UInt32(rank))
      })
  }
}

extension OpeningPlan {
  /// What the opening brings to one account.
  public struct Row: Equatable, Sendable {
    public let account: String
    public var lineCount: Int
    /// Debit less credit.
    public var balance: MoneyTotal

    public init(account: String, lineCount: Int = 0, balance: MoneyTotal = .zero) {
      self.account = account
      self.lineCount = lineCount
      self.balance = balance
    }
  }

  /// The lines of each account added up, in the order of accounts.
  public var rows: [Row] {
    var rows: [Row] = []
    for line in lines {
      if rows.last?.account != line.account { rows.append(Row(account: line.account)) }
      rows[rows.count - 1].lineCount += 1
      rows[rows.count - 1].balance.add(line.amount)
    }
    return rows
  }
}
