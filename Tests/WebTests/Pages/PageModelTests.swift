import Application
import Model
import Testing

@testable import Web

@Suite("Page models")
struct PageModelTests {
  private let year: FiscalYear

  init() throws {
    year = try FiscalYear(
      start: #require(CalendarDate(iso: "2026-01-01")), end: #require(CalendarDate(iso: "2026-12-31")))
  }

  private func total(_ cents: Int128) -> MoneyTotal { MoneyTotal(minor: cents) }

  private func balance(
    _ rows: [TrialBalance.Row], previous: CalendarDate? = nil, _ query: TrialBalanceQuery = TrialBalanceQuery()
  ) -> TrialBalanceModel {
    TrialBalanceModel(
      ComparedTrialBalance(balance: TrialBalance(rows: rows), previousDate: previous), year: year,
      day: DayFilter("", in: year), query: query)
  }

  @Test("the year before has its column, and an account of that year alone its row, unless they are hidden")
  func previousYear() {
    var gone = TrialBalance.Row(account: "401000", label: "Fournisseurs", debit: total(0), credit: total(0))
    gone.previousBalance = total(-700)
    var kept = TrialBalance.Row(account: "512000", label: "Banque", debit: total(900), credit: total(0))
    kept.previousBalance = total(700)
    let end = CalendarDate(iso: "2025-12-31")
    let shown = balance([gone, kept], previous: end)
    #expect(shown.previous == "Solde 31/12/2025")
    #expect(shown.classes.flatMap(\.rows).map(\.sums.previous) == ["7,00", "7,00"])
    #expect(shown.classes.flatMap(\.rows).map(\.sums.previousSide) == ["C", "D"])
    #expect(shown.total.previous == "0,00")
    #expect(shown.filter.comparison?.href == "/balance?exercice=2026-12-31&n1=sans")
    let hidden = balance([gone, kept], previous: end, TrialBalanceQuery(hidesPrevious: true))
    #expect(hidden.previous == nil)
    #expect(hidden.classes.flatMap(\.rows).map(\.account) == ["512000"])
    #expect(balance([kept]).filter.comparison == nil)
  }

  @Test("the figures of the year before lead to its lines, and so does an account of that year alone")
  func previousLinks() throws {
    var gone = TrialBalance.Row(account: "401000", label: "Fournisseurs", debit: total(0), credit: total(0))
    gone.previousBalance = total(-700)
    var kept = TrialBalance.Row(account: "512000", label: "Banque", debit: total(900), credit: total(0))
    kept.previousBalance = total(0)
    let end = try #require(CalendarDate(iso: "2025-12-31"))
    let before = try FiscalYear(start: #require(CalendarDate(iso: "2025-01-01")), end: end)
    let model = TrialBalanceModel(
      ComparedTrialBalance(balance: TrialBalance(rows: [gone, kept]), previousDate: end), year: year,
      day: DayFilter("", in: year), query: TrialBalanceQuery(), previousYear: before)
    let rows = model.classes.flatMap(\.rows)
    #expect(rows.map(\.href) == ["/comptes/401000?exercice=2025-12-31", "/comptes/512000?exercice=2026-12-31"])
    #expect(rows[0].html.contains("<a class=\"fig\" href=\"/comptes/401000?exercice=2025-12-31\">7,00<span"))
    #expect(!rows[1].html.contains("2025-12-31"), "nothing to follow where there is no figure")
  }

  @Test("each figure of the balance leads to its lines, up to the same day; a sum to those of its accounts")
  func figureLinks() {
    let row = TrialBalance.Row(account: "512000", label: "Banque", debit: total(900), credit: total(200))
    let model = TrialBalanceModel(
      ComparedTrialBalance(balance: TrialBalance(rows: [row]), previousDate: nil), year: year,
      day: DayFilter("30/06/2026", in: year), query: TrialBalanceQuery())
    let lines = "<a class=\"fig\" href=\"/comptes/512000?exercice=2026-12-31&amp;date=2026-06-30\">"
    let html = model.classes[0].rows[0].html
    #expect(html.contains("<td class=\"n sep p2\">\(lines)9,00</a></td><td class=\"n p2\">\(lines)2,00</a></td>"))
    let ofClass =
      "<a class=\"fig\" href=\"/grand-livre?exercice=2026-12-31&amp;comptes=5&amp;date=2026-06-30\">9,00</a>"
    #expect(model.classes[0].sums?.cells.contains(ofClass) == true)
    #expect(model.total.cells.contains("href=\"/grand-livre?exercice=2026-12-31&amp;date=2026-06-30\">9,00</a>"))
  }

  @Test(
    "a month of the first page leads to its lines; the days that the year bounds are left out",
    arguments: [
      (202_601, "/grand-livre?exercice=2026-12-31&date=2026-01-31&comptes=7"),
      (202_602, "/grand-livre?exercice=2026-12-31&du=2026-02-01&date=2026-02-28&comptes=7"),
      (202_612, "/grand-livre?exercice=2026-12-31&du=2026-12-01&comptes=7"),
    ] as [(Int32, String)])
  func monthLinks(month: Int32, address: String) {
    #expect(Address.ledger(year: year, month: month, accounts: "7") == address)
  }

  @Test("some accounts of the balance: their own sums, the verdict of all")
  func prefixed() {
    let rows: [TrialBalance.Row] = [
      .init(account: "411000", label: "Clients", debit: total(900), credit: total(0)),
      .init(account: "707000", label: "Ventes", debit: total(0), credit: total(900)),
    ]
    let model = balance(rows, TrialBalanceQuery(prefix: "41"))
    #expect(model.classes.flatMap(\.rows).map(\.account) == ["411000"])
    #expect(model.total.debitBalance == "9,00" && model.total.creditBalance == "0,00")
    #expect(model.isBalanced && model.nothing == nil)
    #expect(model.filter.settledHref == "/balance?exercice=2026-12-31&comptes=41&soldes=masques")
    let none = balance(rows, TrialBalanceQuery(prefix: "9"))
    #expect(none.nothing == "Aucun compte mouvementé ne commence par 9." && !none.isEmpty)
  }

  @Test("a year that runs is compared with the same months of the year before, which are named")
  func samePeriod() throws {
    func month(_ number: Int32, _ income: Int128) -> Overview.Month {
      Overview.Month(number: number, income: total(income), expenses: .zero, treasury: .zero)
    }
    let end = try #require(CalendarDate(iso: "2025-12-31"))
    let before = Overview(
      year: try FiscalYear(start: #require(CalendarDate(iso: "2025-01-01")), end: end), result: total(120_000),
      treasury: .zero, cash: .zero, receivables: .zero, payables: .zero,
      months: (1...12).map { month(202_500 + $0, 10_000) }, largestReceivables: [], largestPayables: [],
      trialBalanceDebit: .zero, trialBalanceCredit: .zero)
    let running = (1...11).map { month(202_600 + $0, $0 == 11 ? 0 : 5) }
    let part = YearPanel.comparison(with: before, months: running)
    #expect(part.text == "contre 1\u{202F}000,00\u{A0}€ de janvier à octobre 2025", "November holds nothing yet")
    #expect(part.href == "/grand-livre?exercice=2025-12-31&date=2025-10-31&comptes=6-7")
    let whole = (1...12).map { month(202_600 + $0, 5) }
    let year = YearPanel.comparison(with: before, months: whole)
    #expect(year.text == "contre 1\u{202F}200,00\u{A0}€ en 2025")
    #expect(year.href == "/grand-livre?exercice=2025-12-31&comptes=6-7")
  }

  @Test("a balanced trial balance says so, class by class")
  func balanced() {
    let model = balance([
      .init(
        account: "411000", label: "Clients", openingDebit: total(100), debit: total(12_000), credit: total(2_000)),
      .init(account: "445710", label: "TVA", debit: total(500), credit: total(500)),
      .init(account: "707000", label: "Ventes", debit: total(0), credit: total(10_000)),
    ])
    #expect(model.isBalanced)
    #expect(model.sentence.hasSuffix("Équilibrée : 100,00 au débit comme au crédit."))
    #expect(model.classes.map(\.digit) == ["4", "7"])
    #expect(model.classes[0].rows[0].sums.movementDebit == "119,00")
    #expect(model.classes[0].rows[0].sums.openingSide == "D")
    #expect(model.classes[0].rows[1].sums.debitBalance == "")
    #expect(model.total.debitBalance == "100,00")
  }

  @Test("hiding settled accounts leaves the sums alone")
  func settledHidden() {
    let rows: [TrialBalance.Row] = [
      .init(account: "411000", label: "Clients", debit: total(500), credit: total(500)),
      .init(account: "401000", label: "Fournisseurs", debit: total(700), credit: total(700)),
    ]
    let model = balance(rows, TrialBalanceQuery(hidesSettled: true))
    #expect(model.classes.isEmpty)
    #expect(model.total.movementDebit == "12,00")
  }

  @Test("what an account is called is text in its row, never markup")
  func hostile() throws {
    let row = TrialBalance.Row(
      account: "4<i>", label: "<script>alert(1)</script> & \"Cie\"", debit: total(5), credit: total(0))
    let html = try #require(balance([row]).classes.first?.rowsHTML)
    #expect(!html.contains("<script>") && !html.contains("<i>"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Cie&quot;"))
    #expect(html.contains("href=\"/comptes/4%3Ci%3E?exercice=2026-12-31\">0,05<span class=\"dc\">D</span></a></td>"))
  }

  @Test("a long balance comes page by page, each found by the account it begins with, both ways, or all at once")
  func paged() throws {
    let rows = (0..<1_000).map { rank in
      TrialBalance.Row(account: "\(4_000 + rank * 2)00", label: "", debit: total(1), credit: total(0))
    }
    let first = balance(rows)
    #expect(first.classes.flatMap(\.rows).map(\.account) == rows.prefix(TrialBalancePage.rowsPerPage).map(\.account))
    #expect(first.classes.map { $0.sums == nil } == [true], "the class goes on")
    #expect(first.total.debitBalance == "10,00", "of all pages")
    #expect(first.pages?.range == "Comptes 400000 à 459800, 300 sur 1\u{202F}000.")
    #expect(first.pages?.pager?.previousHref == nil)
    #expect(first.pages?.pager?.nextHref == "/balance?exercice=2026-12-31&depuis=460000")
    let second = balance(rows, TrialBalanceQuery(hidesSettled: true, start: "480000"))
    #expect(second.classes.map(\.digit) == ["4", "5"])
    #expect(second.classes.map { $0.sums == nil } == [false, true])
    #expect(second.classes.first?.sums?.debitBalance == "5,00", "of the whole class, whatever page it began on")
    #expect(second.pages?.pager?.previousHref == "/balance?exercice=2026-12-31&soldes=masques&depuis=420000")
    #expect(second.pages?.jumps.map(\.href).last == "/balance?exercice=2026-12-31&soldes=masques&depuis=500000")
    #expect(second.filter.settledHref == "/balance?exercice=2026-12-31", "another choice begins again")
    let last = balance(rows, TrialBalanceQuery(start: "9"))
    #expect(last.pages?.pager?.nextHref == nil)
    #expect(last.classes.flatMap(\.rows).count == TrialBalancePage.rowsPerPage, "beyond the end: the last page")
    let all = balance(rows, TrialBalanceQuery(showsAll: true))
    #expect(all.classes.flatMap(\.rows).count == 1_000)
    #expect(all.pages?.pager == nil)
    #expect(all.pages?.allHref == "/balance?exercice=2026-12-31")
    #expect(balance(Array(rows.prefix(TrialBalancePage.rowsPerPage))).pages == nil)
  }

  @Test("a gap is told with its amounts")
  func gap() {
    let model = balance([.init(account: "411000", label: "", debit: total(1_200), credit: total(0))])
    #expect(!model.isBalanced)
    #expect(model.sentence.contains("Écart de 12,00"))
  }

  @Test("a year without income is not said to be without expenses")
  func noIncome() throws {
    let year = try FiscalYear(start: CalendarDate(iso: "2026-01-01")!, end: CalendarDate(iso: "2026-12-31")!)
    func finding(income: Int128, expenses: Int128) -> String {
      let month = Overview.Month(
        number: 202_603, income: total(income), expenses: total(expenses), treasury: .zero)
      let overview = Overview(
        year: year, result: total(income - expenses), treasury: .zero, cash: .zero, receivables: .zero, payables: .zero,
        months: [month], largestReceivables: [], largestPayables: [], trialBalanceDebit: .zero,
        trialBalanceCredit: .zero)
      return YearPanel(overview, months: [month], previous: nil, href: "/").finding
    }
    #expect(finding(income: 0, expenses: 0) == "Aucune recette ni dépense enregistrée.")
    #expect(finding(income: 0, expenses: 12_345).contains("pour 123"))
    #expect(finding(income: 500, expenses: 12_345).hasPrefix("Mars"))
  }

  private func preview(_ codes: [FECAnomaly.Code]) -> FECPreview {
    FECPreview(
      facts: FECFacts(
        fileName: "a.txt", sizeBytes: 10, hash: [], encoding: .utf8, separator: .tab, lineEnding: .lf, columnCount: 18,
        lineCount: 4, entryCount: 2, siren: nil, closingDate: nil, firstEntryDate: nil, lastEntryDate: nil),
      year: year, numbering: .perJournal, journals: [], accountCount: 1, partyCount: 0, matchingGroupCount: 0,
      anomalies: codes.map { FECAnomaly($0) }, anomalyCounts: Dictionary(codes.map { ($0, 1) }, uniquingKeysWith: +))
  }

  private func status(_ stage: ImportStatus.Stage, _ codes: [FECAnomaly.Code]) -> ImportStatus {
    ImportStatus(id: Identifier(high: 1, low: 2), fileName: "a.txt", stage: stage, preview: preview(codes))
  }

  @Test("what may be decided follows the gravity")
  func decisions() {
    #expect(ImportModel(status(.ready, []), role: .gerant).decision?.consent == nil)
    #expect(ImportModel(status(.ready, [.entryUnbalanced]), role: .gerant).decision?.consent != nil)
    let blocked = ImportModel(status(.ready, [.fileUnbalanced, .entryUnbalanced]), role: .gerant)
    #expect(blocked.decision?.isBlocked == true)
    #expect(blocked.decision?.consent == nil, "no consent opens a blocked import")
    #expect(blocked.cancelHref != nil)
    #expect(ImportModel(status(.ready, []), role: .lecteur).decision == nil)
    #expect(ImportModel(status(.importing(entriesDone: 1, entryCount: 2), []), role: .gerant).cancelHref == nil)
    #expect(ImportModel(status(.completed, []), role: .gerant).withdrawal != nil)
    #expect(ImportModel(status(.completed, []), role: .lecteur).withdrawal == nil)
    #expect(ImportModel(status(.failed(Fault(.diskFull, "")), []), role: .gerant).retryHref != nil)
  }

  @Test("anomalies are grouped by kind, the gravest first, each with its count and its first lines")
  func groups() {
    var found = preview([.labelVaries, .missingValue, .entryUnbalanced, .unreadableAmount])
    found.anomalies = (1...50).map { FECAnomaly(.missingValue, line: $0 + 1, values: ["PieceRef"]) }
    found.anomalies += [FECAnomaly(.labelVaries, line: 3)]
    found.anomalies.insert(FECAnomaly(.unreadableAmount, line: 9, values: ["Debit", "x"]), at: 0)
    found.anomalyCounts = [.missingValue: 50, .labelVaries: 1, .unreadableAmount: 1]
    let groups = AnomalyGroup.list(found, key: "-2")
    #expect(groups.map(\.name) == ["Montant illisible", "Champ vide", "Libellés différents"])
    #expect(groups.map(\.count) == ["1", "50", "1"])
    #expect(groups.map(\.isOpen) == [true, false, false], "only what stands in the way is open")
    #expect(groups.map(\.rows.count) == [1, 20, 1])
    #expect(groups[1].rows[0].line == "ligne 2")
    #expect(groups[1].remedy == "Reprise telle quelle.", "said once for all")
    #expect(groups[1].rows.allSatisfy { $0.remedy == nil })
    #expect(groups[1].notShown == "Les 20 premières sur 50. La liste à télécharger les a toutes.")
    #expect(groups[0].id == "sorte-unreadable_amount-2")
  }

  private func file(
    _ number: UInt64, year: Int, _ stage: ImportStatus.Stage, _ codes: [FECAnomaly.Code]
  ) throws -> ImportStatus {
    var found = preview(codes)
    found.year = try FiscalYear(
      start: CalendarDate(iso: "\(year)-01-01")!, end: CalendarDate(iso: "\(year)-12-31")!)
    return ImportStatus(
      id: Identifier(high: 1, low: number), fileName: "\(year).txt", stage: stage, preview: found)
  }

  @Test("several files are decided as one: in the order of their years, blocked by any, with one consent")
  func sets() throws {
    let good = try [
      file(3, year: 2026, .ready, []), file(1, year: 2024, .ready, []), file(2, year: 2025, .ready, []),
    ]
    let model = ImportSetModel(ImportSet(good), role: .gerant)
    #expect(model.rows.map(\.year) == ["2024", "2025", "2026"])
    #expect(model.heading == "Import de 3 exercices")
    #expect(model.decision?.label == "Tout importer")
    #expect(model.decision?.isBlocked == false && model.decision?.consent == nil)
    #expect(model.cancel?.files == model.decision?.files)
    #expect(ImportSetModel(ImportSet(good), role: .lecteur).decision == nil)
    #expect(ImportSetModel(ImportSet(good), role: .lecteur).cancel == nil)

    let asked = try ImportSet([good[0], file(2, year: 2025, .ready, [.entryUnbalanced])])
    let consent = ImportSetModel(asked, role: .gerant).decision?.consent
    #expect(consent?.contains("1\u{A0}écriture non équilibrée de 2025.txt") == true)
    #expect(consent?.contains("2026.txt") == false)

    let blocked = try ImportSet([good[0], file(2, year: 2025, .ready, [.fileUnbalanced])])
    #expect(ImportSetModel(blocked, role: .gerant).decision?.isBlocked == true)
    #expect(ImportSetModel(blocked, role: .gerant).decision?.reasons.map(\.fileName) == ["2025.txt"])

    let twice = try ImportSet([good[0], file(4, year: 2026, .ready, [])])
    #expect(twice.refusals(consents: true).map(\.refusal) == [.sharesYear(fileName: "2026.txt")])
  }

  @Test("one bar for the whole set, and an end that leads home")
  func setProgress() throws {
    let running = try ImportSet([
      file(1, year: 2024, .completed, []), file(2, year: 2025, .importing(entriesDone: 1, entryCount: 2), []),
      file(3, year: 2026, .importing(entriesDone: 0, entryCount: 2), []),
    ])
    #expect(ImportSetWork(running)?.permille == 500)
    #expect(ImportSetWork(running)?.words == "3\u{A0}écritures sur 6")
    #expect(ImportSetModel(running, role: .gerant).outcome == nil)
    let done = try ImportSet((1...3).map { try file($0, year: 2023 + Int($0), .completed, []) })
    #expect(ImportSetWork(done) == nil)
    #expect(ImportSetModel(done, role: .gerant).outcome?.href == "/accueil")
    let stopped = try ImportSet([
      file(1, year: 2024, .completed, []), file(2, year: 2025, .failed(Fault(.diskFull, "")), []),
    ])
    #expect(ImportSetModel(stopped, role: .gerant).outcome?.isBad == true)
  }

  @Test(
    "a file to open in a sheet cannot hold a formula",
    arguments: [
      ("=1+1", "'=1+1"), ("+33", "'+33"), ("-5", "'-5"), ("@x", "'@x"), ("a;b", "\"a;b\""), ("a\"b;", "\"a\"\"b;\""),
      ("a\nb", "\"a\nb\""), ("plain", "plain"),
    ])
  func cells(text: String, cell: String) {
    #expect(SheetText.cell(text) == cell)
  }

  @Test(
    "axes have round steps and hold every value",
    arguments: [
      [Int128(0)], [1], [123_456, 9_876_543], [-182_000, 4_000_000], [-5, -900_000], [999_999_999_999_999],
    ])
  func scales(values: [Int128]) {
    let scale = ChartScale(cents: values, top: 100, bottom: 1_000)
    #expect(scale.ticks.count <= 8)
    #expect(scale.ticks.contains(0))
    for value in values { #expect((100...1_000).contains(scale.y(value))) }
  }

  @Test(
    "the last two groups of the code are asked back",
    arguments: [
      ("ZE5K A1GS", true), ("ze5k-a1gs", true), ("ze5ka1gs", true), ("A1GS", false), ("", false), ("ZE5K A1GX", false),
    ])
  func recoveryGroups(typed: String, isRight: Bool) {
    #expect(RecoveryKitModel.confirms(typed, code: "K7QF-2M9X-ZE5K-A1GS") == isRight)
  }
}
