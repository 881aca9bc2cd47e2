import Model
import Testing

@Suite("Checks before a closing")
struct ClosingChecklistTests {
  /// One fixture that turns a check red, and its twin that leaves it green.
  struct Pair: Sendable, CustomTestStringConvertible {
    let check: ClosingCheck
    let gravity: ClosingItem.Gravity
    let red: @Sendable (inout ClosingFacts) -> Void
    let green: @Sendable (inout ClosingFacts) -> Void

    var testDescription: String { check.rawValue }

    init(
      _ check: ClosingCheck, _ gravity: ClosingItem.Gravity = .toLookAt,
      red: @escaping @Sendable (inout ClosingFacts) -> Void, green: @escaping @Sendable (inout ClosingFacts) -> Void
    ) {
      (self.check, self.gravity, self.red, self.green) = (check, gravity, red, green)
    }

    /// By the balance of one account: debit positive.
    init(_ check: ClosingCheck, account: String, red: Int64, green: Int64) {
      self.init(check, red: { $0.set(account, red) }, green: { $0.set(account, green) })
    }
  }

  private static let year = ClosingFacts.sound.year
  private static let next = try! FiscalYear(start: date("2027-01-01"), end: date("2027-12-31"))
  private static let previous = try! FiscalYear(start: date("2025-01-01"), end: date("2025-12-31"))

  static let pairs: [Pair] = structure + accounts

  private static let entry = Identifier<JournalEntry.Validated>(high: 1, low: 1)

  private static func cutOff(_ outcome: DraftOutcome, _ reversal: DraftOutcome) -> StandingCutOff {
    StandingCutOff(
      made: CutOffMade(
        id: Identifier(high: 1, low: 2), kind: .invoiceNotReceived, yearEnd: year.end, label: "Farine",
        account: "601000", party: nil, amount: Money(minor: 100), vat: .zero, period: nil, share: Money(minor: 100),
        draft: Identifier(high: 1, low: 3), reversal: Identifier(high: 1, low: 4)),
      outcome: outcome, reversalOutcome: reversal)
  }

  private static func tax(of turnovers: [(amount: Int128, rate: UInt32?)], _ collected: Int128) -> TurnoverTax {
    TurnoverTax(
      turnovers: turnovers.map {
        .init(account: "707000", label: "Ventes", amount: MoneyTotal(minor: $0.amount), rate: $0.rate)
      }, collected: MoneyTotal(minor: collected))
  }

  private static let structure: [Pair] = [
    Pair(.yearNotOver, .blocks, red: { $0.today = $0.year.end }, green: { $0.today = date("2027-01-01") }),
    Pair(.noEntry, .blocks, red: { $0.entryCount = 0 }, green: { $0.entryCount = 1 }),
    Pair(
      .previousYearOpen, .blocks,
      red: {
        $0.previousYear = previous
        $0.isPreviousClosed = false
      }, green: { $0.previousYear = previous }),
    Pair(.importUnderWay, .blocks, red: { $0.importsUnderWay = ["FEC.txt"] }, green: { $0.importsUnderWay = [] }),
    Pair(.draftsLeft, .blocks, red: { $0.drafts = 1 }, green: { $0.undatedDrafts = 1 }),
    Pair(.booksUnbalanced, .blocks, red: { $0.add("512000", 1) }, green: { $0.set("471000", 1) }),
    Pair(.accountsOutsideClasses, .blocks, red: { $0.set("890000", 5) }, green: { $0.set("890000", 0) }),
    Pair(.undatedDrafts, red: { $0.undatedDrafts = 2 }, green: { $0.drafts = 2 }),
    Pair(.unbalancedEntries, red: { $0.unbalancedEntries = 1 }, green: { $0.unbalancedEntries = 0 }),
    Pair(.datesOutsideYear, red: { $0.entriesOutsideYear = 1 }, green: { $0.entriesOutsideYear = 0 }),
    Pair(.numbersMissing, red: { $0.missingNumbers = ["AC": 2] }, green: { $0.missingNumbers = [:] }),
    Pair(.notVerified, red: { $0.verification = .outdated }, green: { $0.verification = .current }),
    Pair(.monthsOpen, red: { $0.openMonths = [202_612] }, green: { $0.openMonths = [] }),
    Pair(
      .yearLength, red: { $0.year = try! FiscalYear(start: date("2026-02-01"), end: date("2026-12-31")) },
      green: { $0.year = year }),
    Pair(.nextYearMissing, red: { $0.nextYear = nil }, green: { $0.nextYear = next }),
    Pair(
      .openingDiffers, red: { $0.previousClosing = ["512000": MoneyTotal(minor: 1)] },
      green: { $0.previousClosing = ["512000": MoneyTotal(minor: 900), "120000": MoneyTotal(minor: -900)] }),
    Pair(
      .nextOpeningDiffers,
      red: {
        $0.ownClosing = ["512000": MoneyTotal(minor: 2)]
        $0.nextOpening = ["512000": MoneyTotal(minor: 1)]
      }, green: { $0.ownClosing = ["512000": MoneyTotal(minor: 2)] }),
    Pair(
      .statementsUnequal,
      red: { $0.controls = [.init(kind: .balance, left: MoneyTotal(minor: 1), right: .zero)] },
      green: { $0.controls = [.init(kind: .balance, left: .zero, right: .zero)] }),
    Pair(
      .unplacedAccounts,
      red: { $0.statementFindings = [.init(kind: .unplaced, account: "999", label: "", balance: .zero)] },
      green: { $0.statementFindings = [.init(kind: .toAllocate, account: "120", label: "", balance: .zero)] }),
    Pair(.priorResultLeft, red: { $0.set("120000", -5, opening: -5) }, green: { $0.set("120000", 0, opening: -5) }),
    Pair(.groupAccounts, red: { $0.set("400000", -1, isGroup: true) }, green: { $0.set("401000", -1) }),
    Pair(
      .suppliersDebit, red: { $0.trade("401000", debtors: 5) }, green: { $0.trade("409100", debtors: 5) }),
    Pair(
      .customersCredit, red: { $0.trade("411000", creditors: 5) }, green: { $0.trade("419100", creditors: 5) }),
    Pair(
      .lettersUnbalanced, red: { $0.unbalancedLetters = [.init(place: "411000")] },
      green: { $0.unbalancedLetters = [] }),
    Pair(.oldOpenLines, red: { $0.oldOpenLines = [.init(place: "411000")] }, green: { $0.oldOpenLines = [] }),
    Pair(
      .cashNegative,
      red: {
        let low = MoneyTotal(minor: -1)
        $0.cashLows = [.init(account: "530000", label: "Caisse", day: date("2026-05-01"), balance: low)]
      }, green: { $0.cashLows = [] }),
    Pair(
      .depreciationMissing, red: { $0.set("218300", 100) },
      green: {
        $0.set("218300", 100)
        $0.set("281830", -20)
      }),
    Pair(.deferralsNotReversed, red: { $0.set("486000", 5, opening: 5) }, green: { $0.set("486000", 0, opening: 5) }),
    Pair(.accrualsNotReversed, red: { $0.set("408100", -5, opening: -5) }, green: { $0.set("408100", -5) }),
    Pair(
      .cutOffsNotPosted, red: { $0.cutOffs = [cutOff(.draft, .draft)] },
      green: { $0.cutOffs = [cutOff(.posted(entry), .posted(entry)), cutOff(.discarded, .discarded)] }),
    Pair(
      .cutOffsNotTakenBack, red: { $0.cutOffs = [cutOff(.posted(entry), .draft)] },
      green: { $0.cutOffs = [cutOff(.posted(entry), .posted(entry)), cutOff(.reversed(entry), .discarded)] }),
    Pair(
      .priorCutOffsNotTakenBack, red: { $0.previousCutOffs = [cutOff(.posted(entry), .reversed(entry))] },
      green: {
        $0.previousCutOffs = [cutOff(.posted(entry), .posted(entry)), cutOff(.draft, .draft)]
        $0.cutOffs = $0.previousCutOffs.filter { !$0.isLeftStanding && $0.outcome.entry != nil }
      }),
    Pair(
      .vatAgainstTurnover, red: { $0.turnoverTax = tax(of: [(1_000_000, 2_000)], 198_000 - 1) },
      green: { $0.turnoverTax = tax(of: [(1_000_000, 2_000)], 198_000) }),
    Pair(
      .stocksNotMoved, red: { $0.set("370000", 5) },
      green: {
        $0.set("370000", 5)
        $0.set("603700", -5)
      }),
  ]

  private static let accounts: [Pair] = [
    Pair(.suspenseAccounts, account: "471000", red: 1, green: 0),
    Pair(.transferAccounts, account: "580000", red: -1, green: 0),
    Pair(.chequesToCash, account: "511200", red: 1, green: 0),
    Pair(.vatDeductibleLeft, account: "445660", red: 1, green: 0),
    Pair(.vatCollectedLeft, account: "445710", red: -1, green: 0),
    Pair(.vatDueDebit, account: "445510", red: 1, green: -1),
    Pair(.bankOverdrawn, account: "512100", red: -1, green: 1),
    Pair(.equityWrongSide, account: "101000", red: 1, green: -1),
    Pair(.fixedAssetsWrongSide, account: "281830", red: 1, green: -1),
    Pair(.stocksWrongSide, account: "370000", red: -1, green: 1),
    Pair(.payrollWrongSide, account: "431000", red: 1, green: -1),
    Pair(.investmentsWrongSide, account: "503000", red: -1, green: 1),
    Pair(.expensesWrongSide, account: "606000", red: -1, green: 1),
    Pair(.incomeWrongSide, account: "706000", red: 1, green: -1),
  ]

  @Test("a fixture turns it red, its twin leaves it green", arguments: pairs)
  func pair(_ pair: Pair) throws {
    var (bad, good) = (ClosingFacts.sound, ClosingFacts.sound)
    pair.red(&bad)
    pair.green(&good)
    let red = try #require(ClosingChecklist(bad).items.first { $0.check == pair.check })
    let green = try #require(ClosingChecklist(good).items.first { $0.check == pair.check })
    #expect(red.gravity == pair.gravity && !red.findings.isEmpty)
    #expect(green.gravity == .fine && green.findings.isEmpty)
  }

  @Test("every check has its pair and stands once in the list; sound books are all green")
  func complete() {
    #expect(Set(Self.pairs.map(\.check)) == Set(ClosingCheck.allCases))
    let list = ClosingChecklist(.sound)
    #expect(list.items.map(\.check.rawValue).sorted() == ClosingCheck.allCases.map(\.rawValue).sorted())
    #expect(list.items(.fine).count == list.items.count && list.items.count >= 25)
  }

  @Test("where there is a register of assets, what it proposes decides, not the accounts")
  func register() {
    var facts = ClosingFacts.sound
    facts.set("218300", 100)
    facts.chargesToMake = []
    #expect(ClosingChecklist(facts).toLookAt == [])
    facts.chargesToMake = [ClosingItem.Finding(place: "218300", label: "Four", amount: MoneyTotal(minor: 20))]
    #expect(ClosingChecklist(facts).toLookAt == [.depreciationMissing])
  }

  @Test("VAT against turnover: one in a hundred and ten euros are let pass; an account without a rate says nothing")
  func tax() {
    #expect(Self.tax(of: [(10_000, 2_000)], 3_000).isPlausible)
    #expect(!Self.tax(of: [(10_000, 2_000)], 3_001).isPlausible)
    #expect(!Self.tax(of: [(1_000_000, 0)], 20_000).isPlausible)
    let mixed = Self.tax(of: [(1_000_000, 550), (2_000_000, nil), (-100_000, nil)], 55_000)
    #expect(mixed.expected == .init(lowest: MoneyTotal(minor: 35_000), highest: MoneyTotal(minor: 455_000)))
    #expect(mixed.isPlausible && !Self.tax(of: [(1_000_000, nil)], 203_000).isPlausible)
    var facts = ClosingFacts.sound
    facts.turnoverTax = Self.tax(of: [(1_000_000, 2_000)], 100_000)
    let findings = ClosingChecklist(facts).items.first { $0.check == .vatAgainstTurnover }?.findings
    #expect(findings?.map(\.place) == ["4457", "707000"] && findings?.map(\.amount?.minor) == [-100_000, -1_000_000])
    #expect(findings?[0].bounds?.lowest.minor == 200_000 && findings?[1].rate == 2_000)
  }

  @Test("a log that does not verify blocks; one that was not read again does not")
  func verification() {
    var facts = ClosingFacts.sound
    facts.verification = .broken(problems: 3)
    #expect(ClosingChecklist(facts).blocking == [.notVerified])
    facts.verification = .never
    #expect(ClosingChecklist(facts).toLookAt == [.notVerified])
  }
}

private func date(_ text: String) -> CalendarDate { CalendarDate(iso: text)! }

extension ClosingFacts {
  /// A year over which there is nothing to say.
  fileprivate static var sound: ClosingFacts {
    var facts = ClosingFacts(
      year: try! FiscalYear(start: date("2026-01-01"), end: date("2026-12-31")), today: date("2027-02-01"))
    facts.entryCount = 12
    facts.isPreviousClosed = true
    facts.nextYear = try! FiscalYear(start: date("2027-01-01"), end: date("2027-12-31"))
    facts.set("512000", 900, opening: 900)
    facts.set("108000", -900, opening: -900)
    return facts
  }

  /// An account at that balance; the account of the exploitant takes the other side.
  fileprivate mutating func set(_ account: String, _ balance: Int64, opening: Int64 = 0, isGroup: Bool = false) {
    if isGroup { groupAccounts.insert(account) }
    add(account, balance, opening: opening)
    guard account != "108000", account != "512000" else { return }
    add("108000", -balance, opening: -opening)
  }

  fileprivate mutating func add(_ account: String, _ balance: Int64, opening: Int64 = 0) {
    let moved = balance - opening
    func debit(_ amount: Int64) -> MoneyTotal { MoneyTotal(minor: Int128(max(amount, 0))) }
    accounts.append(
      TrialBalance.Row(
        account: account, label: "", openingDebit: debit(opening), openingCredit: debit(-opening),
        debit: debit(opening) + debit(moved), credit: debit(-opening) + debit(-moved)))
  }

  fileprivate mutating func trade(_ account: String, debtors: Int64 = 0, creditors: Int64 = 0) {
    tradeAccounts = [
      AccountStanding(
        account: account, label: "", debtors: MoneyTotal(minor: Int128(debtors)),
        creditors: MoneyTotal(minor: Int128(creditors)))
    ]
  }
}
