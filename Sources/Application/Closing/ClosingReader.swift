import Model
import Storage

/// Gathers what the checks of a closing need to know, within one transaction.
struct ClosingReader {
  /// A line of a supplier or a customer that is older than this at the end of the year is to be explained.
  private static let oldDays = 90

  let books: Books
  let transaction: any ReadTransaction
  let year: BookYear

  var act: ClosingAct {
    get throws {
      ClosingAct(
        transaction: transaction, year: year, environment: books.open.environment,
        device: try books.open.current().writer.device)
    }
  }

  func facts(_ plan: OpeningPlan) throws -> ClosingFacts {
    var facts = ClosingFacts(year: year.year, today: books.open.environment.today())
    let years = try transaction.bookYears()
    let previous = years.first { $0.year.end.adding(days: 1) == year.year.start }
    let next = years.first { year.year.end.adding(days: 1) == $0.year.start }
    (facts.previousYear, facts.nextYear) = (previous?.year, next?.year)
    facts.isPreviousClosed = try previous.map { try transaction.closedYears().contains($0.year) } ?? true
    facts.accounts = try transaction.carriedTrialBalance(year: year.number, through: .latest).rows
    let chart = ChartOfAccounts(accounts: books.open.chart, yearOpened: year.year.start)
    facts.groupAccounts = Set(facts.accounts.map(\.account).filter(chart.isGroup))
    facts.tradeAccounts = try transaction.carriedStandings(
      year: year.number, through: .latest, splitting: ["40", "41"])
    let counts = try transaction.entryCounts(year: year.number, year.year)
    (facts.entryCount, facts.entriesOutsideYear) = counts
    let drafts = try transaction.draftCounts(year.year)
    (facts.drafts, facts.undatedDrafts) = (drafts.dated, drafts.undated)
    facts.importsUnderWay = try transaction.rollingImports().filter { $0.yearNumber == year.number }.map(\.fileName)
    facts.unbalancedEntries = try transaction.unbalancedCount(year: year.number)
    facts.missingNumbers = try transaction.missingNumbers(year: year.number, endingOn: year.year.end)
    facts.verification = try books.verificationStanding(transaction)
    facts.openMonths = try openMonths()
    facts.cashLows = try transaction.cashLows(year: year.number)
    facts.unbalancedLetters = try transaction.unbalancedLetters(year: year.number)
    if let day = year.year.end.adding(days: -Self.oldDays) {
      facts.oldOpenLines = try transaction.oldOpenLines(year: year.number, through: day)
    }
    try compareOpenings(previous, next, plan, &facts)
    if try !transaction.assets().isEmpty {
      facts.chargesToMake = try RegisterReader(transaction).rows(yearEnd: year.year.end).filter { $0.record == nil }
        .map { row in
          ClosingItem.Finding(
            place: row.asset.account, label: row.asset.label,
            amount: MoneyTotal(minor: Int128(row.planned.charge.minor)))
        }
    }
    facts.cutOffs = try transaction.cutOffs(yearEnd: year.year.end)
    if let previous { facts.previousCutOffs = try transaction.cutOffs(yearEnd: previous.year.end) }
    facts.turnoverTax = try turnoverTax(facts.accounts)
    let statements = try books.filled(year, through: nil, .base, transaction).statements
    (facts.controls, facts.statementFindings) = (statements.controls, statements.findings)
    return facts
  }

  /// The tax is looked for in what the accounts say themselves: what somebody set, or what all their last entries bear.
  private func turnoverTax(_ accounts: [TrialBalance.Row]) throws -> TurnoverTax {
    let deferred = try transaction.deferredTurnover(year: year.number)
    let turnovers = try accounts.filter { $0.account.hasPrefix("70") }.map { row in
      TurnoverTax.Turnover(
        account: row.account, label: row.label,
        amount: row.credit - row.debit - (deferred[row.account] ?? .zero),
        rate: try transaction.accountVAT(row.account)?.rate ?? transaction.vatEvidence(row.account).onlyRate)
    }
    return TurnoverTax(turnovers: turnovers, collected: try transaction.collectedTax(year: year.number))
  }

  private func openMonths() throws -> [Int32] {
    let locked = Set(try transaction.periodLocks().filter(\.isLocked).map(\.month))
    return year.year.months.filter { !locked.contains($0) }
  }

  private func compareOpenings(
    _ previous: BookYear?, _ next: BookYear?, _ plan: OpeningPlan, _ facts: inout ClosingFacts
  ) throws {
    for line in plan.lines { facts.ownClosing[line.account, default: .zero].add(line.amount) }
    if let previous {
      let before = try transaction.trialBalance(year: previous.number, through: .latest)
      var left = Dictionary(before.rows.map { ($0.account, $0.balance) }, uniquingKeysWith: +)
      let result = before.rows.filter { OpeningPlan.isOfResult($0.account) }.reduce(MoneyTotal.zero) {
        $0 + $1.balance
      }
      left["120", default: .zero] += result
      facts.previousClosing = left
    }
    if let next, try transaction.hasOpening(year: next.number) {
      let rows = try transaction.trialBalance(year: next.number, through: .latest).rows
      facts.nextOpening = Dictionary(
        rows.map { ($0.account, $0.openingDebit - $0.openingCredit) }, uniquingKeysWith: +)
    }
  }
}

extension FiscalYear {
  /// AAAAMM, in order.
  var months: [Int32] {
    var found: [Int32] = []
    var month = start.monthNumber
    while month <= end.monthNumber {
      found.append(month)
      month = month % 100 == 12 ? month + 89 : month + 1
    }
    return found
  }
}
