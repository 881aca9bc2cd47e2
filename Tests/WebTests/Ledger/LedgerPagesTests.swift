import Application
import Model
import Testing

@testable import Web

@Suite("Pages of the ledger")
struct LedgerPagesTests {
  private let year: FiscalYear

  init() throws {
    year = try FiscalYear(
      start: #require(CalendarDate(iso: "2026-01-01")), end: #require(CalendarDate(iso: "2026-12-31")))
  }

  @Test(
    "the day of a filter is read as people type it, and refused with what to do",
    arguments: [
      ("", nil, false), ("30/06/2026", "2026-06-30", false), ("31/12/2026", nil, false), ("31/02/2026", nil, true),
      ("01/01/2027", nil, true), ("hier", nil, true), ("15/03", "2026-03-15", false), ("1503", "2026-03-15", false),
      ("150326", "2026-03-15", false), ("15-3", "2026-03-15", false), ("3002", nil, true), ("150325", nil, true),
      ("15/03/26", "2026-03-15", false), ("99", nil, true), ("+503", nil, true),
    ] as [(String, String?, Bool)])
  func days(typed: String, iso: String?, isRefused: Bool) {
    let day = DayFilter(typed, in: year)
    #expect(day.date?.iso == iso)
    #expect((day.fault != nil) == isRefused)
    #expect(day.typed.isEmpty == false)
  }

  @Test("a day without a year is the one of the fiscal year, in whichever calendar year it falls")
  func straddling() throws {
    let straddling = try FiscalYear(
      start: #require(CalendarDate(iso: "2025-07-01")), end: #require(CalendarDate(iso: "2026-06-30")))
    #expect(DayFilter("15/11", in: straddling).date?.iso == "2025-11-15")
    #expect(DayFilter("1503", in: straddling).date?.iso == "2026-03-15")
  }

  @Test(
    "the first day of a period is read like the last one, and refused after it",
    arguments: [
      ("", "", nil, false), ("1/3", "31/3", "2026-03-01", false), ("01/01/2026", "", nil, false),
      ("2/4", "31/3", nil, true), ("31/3", "31/3", "2026-03-31", false), ("hier", "", nil, true),
      ("31/12/2025", "", nil, true), ("31/12/2026", "", "2026-12-31", false), ("1/3", "hier", "2026-03-01", true),
    ] as [(String, String, String?, Bool)])
  func periods(from: String, through: String, iso: String?, isRefused: Bool) {
    let period = PeriodFilter(from: from, through: through, in: year)
    #expect(period.start?.iso == iso)
    #expect(period.hasFault == isRefused)
    #expect((period.fault != nil) == isRefused)
  }

  @Test("a period keeps its two days in every address, and says what it begins with")
  func period() throws {
    let period = PeriodFilter(from: "01/03/2026", through: "31/03/2026", in: year)
    #expect(period.fields.map { "\($0)=\($1)" } == ["du=2026-03-01", "date=2026-03-31"])
    #expect(period.suffix(of: year) == "-20260301-20260331")
    let model = LedgerModel(try page(next: true, opening: 700), period: period)
    #expect(model.carried?.amount == "7,00" && model.carriedLabel == "Lignes d’avant le 01/03/2026")
    #expect(model.debit == "90,00" && model.balance == "97,00")
    #expect(model.pager?.nextHref?.contains("du=2026-03-01&date=2026-03-31&page=after-") == true)
    #expect(model.filter.allHref == "/comptes/411000?exercice=2026-12-31")
    let further = LedgerModel(try page(previous: true, opening: 700), period: period)
    #expect(further.carried?.amount == "10,00" && further.carriedLabel == "Lignes des pages précédentes")
  }

  @Test("a month of the address is a month, or said to be none", arguments: ["2026-03", "2026-13", "mars", ""])
  func months(text: String) {
    let month = MonthFilter(text)
    #expect(month.number == (text == "2026-03" ? 202_603 : nil))
    #expect((month.fault == nil) == (text == "2026-03" || text.isEmpty))
  }

  @Test("a name that no path can hold goes into the query", arguments: [".", "..", "", "a/b", "VE"])
  func names(name: String) {
    let address = Address.journal(name, year: year)
    switch name {
    case "VE": #expect(address == "/journaux/VE?exercice=2026-12-31")
    case "a/b": #expect(address == "/journaux/a%2Fb?exercice=2026-12-31")
    default: #expect(address == "/journaux?code=\(name)&exercice=2026-12-31")
    }
    #expect(Address.account(name, year: year).contains("numero=") == !Address.hasPath(name))
  }

  @Test("a page says which part of its list it shows")
  func ranges() {
    let (from, to) = (CalendarDate(iso: "2026-03-03"), CalendarDate(iso: "2026-04-09"))
    func text(_ isFirst: Bool, _ isLast: Bool, shown: Int = 100) -> String? {
      ListRange(shown: shown, of: 1_234, isFirst: isFirst, isLast: isLast, from: from, to: to)
        .text("ligne", "lignes", "Lignes")
    }
    #expect(text(true, true) == nil)
    #expect(text(true, false) == "Lignes 1 à 100 sur 1\u{202F}234.")
    #expect(text(false, true, shown: 34) == "Lignes 1\u{202F}201 à 1\u{202F}234 sur 1\u{202F}234.")
    #expect(
      text(false, false) == "100\u{A0}lignes sur 1\u{202F}234, du 3\u{A0}mars au 9\u{A0}avril 2026.")
  }

  private func page(previous: Bool = false, next: Bool = false, opening: Int128? = nil) throws -> AccountPage {
    let date = try #require(CalendarDate(iso: "2026-03-31"))
    let line = AccountPage.Line(
      entryID: Identifier(high: 1, low: 2), date: date, journal: "VE", entryNumber: "1", voucherReference: "F1",
      label: "Facture", party: nil, partyLabel: nil, debit: Money(minor: 500), credit: Money(minor: 0),
      matchingCode: "", runningBalance: MoneyTotal(minor: 1_500))
    func cursor(_ isThere: Bool, _ direction: AccountPage.Cursor.Direction) -> AccountPage.Cursor? {
      isThere ? AccountPage.Cursor(date: date, entry: 1, line: 1, direction: direction) : nil
    }
    return AccountPage(
      account: "411000", label: "Clients", party: nil, partyLabel: nil, year: year,
      opening: opening.map { MoneyTotal(minor: $0) }, debit: MoneyTotal(minor: 9_000), credit: .zero, lineCount: 9,
      balanceBefore: MoneyTotal(minor: 1_000), lines: [line],
      next: cursor(next, .after), previous: cursor(previous, .before))
  }

  @Test("an account that goes on carries its balance forward, and the last page does not")
  func carriedForward() throws {
    let first = LedgerModel(try page(next: true), period: PeriodFilter(in: year))
    #expect(first.toCarry?.amount == "15,00" && first.toCarry?.side == "D" && first.carried == nil)
    #expect(first.range == "Lignes 1 à 1 sur 9.")
    let last = LedgerModel(try page(previous: true), period: PeriodFilter(in: year))
    #expect(last.toCarry == nil && last.carried?.amount == "10,00" && last.range == "Lignes 9 à 9 sur 9.")
    let only = LedgerModel(try page(), period: PeriodFilter(in: year))
    #expect(only.toCarry == nil && only.range == nil && only.pager == nil)
  }

  @Test("a file has French figures and dates, and no formula")
  func sheet() throws {
    let rows = LedgerSheet.rows(try page().lines, account: "411000", label: "=1+1")
    #expect(rows == "411000;'=1+1;31/03/2026;VE;1;F1;Facture;;;;5,00;;15,00\r\n")
    #expect(SheetText.row([.amount(-123_456), .text("a;\"b\"")]) == "-1234,56;\"a;\"\"b\"\"\"\r\n")
    #expect(SheetText.head(["é"]).unicodeScalars.first == "\u{FEFF}")
  }

  @Test("cursors come back from their text; anything else is refused")
  func cursors() {
    #expect(LedgerCursor(text: "after-20260331-12-3-411-00")?.account == "411-00")
    let bare = LedgerCursor(text: "before--120-00")
    #expect(bare?.account == "120-00" && bare?.line == nil && bare?.text == "before--120-00")
    #expect(LedgerCursor(text: "after--") == nil && LedgerCursor(text: "next--120000") == nil)
    #expect(EntryCursor(text: "before-20260331-12")?.direction == .before)
    #expect(EntryLinesPlace(text: "after-200") == .after(200))
    for text in ["", "after-20260231-1-1-4", "next-20260331-1-1-4", "after-20260331-1-1-", "after-20260331-x-1-4"] {
      #expect(LedgerCursor(text: text) == nil)
    }
    for text in ["after-20260331", "x-20260331-1", "after--5"] {
      #expect(EntryCursor(text: text) == nil)
    }
  }

  @Test("every mark of an entry and every field that may differ has its words")
  func words() {
    let all = EntryFlags([.opening, .unbalancedAtSource, .validationDateAbsentAtSource])
    #expect(Words.marks(of: all).count == 3 && Words.marks(of: []).isEmpty)
    for field in EntryDifference.Field.allCases {
      let text = Words.of(EntryDifference(field: field, line: 2, expected: "a", found: "b"))
      #expect(text.hasPrefix("Ligne 2, ") && text.hasSuffix("."))
    }
    let broken = EntryVerification(
      isKeyEnrolled: false, isSigned: false, isHashRight: false, isFollowed: false, isInChangeSet: false,
      differences: [])
    #expect(!broken.isSound)
    #expect(Words.checks(of: broken).allSatisfy { !$0.isRight })
  }
}
