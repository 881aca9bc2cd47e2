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
      ("01/01/2027", nil, true), ("hier", nil, true),
    ] as [(String, String?, Bool)])
  func days(typed: String, iso: String?, isRefused: Bool) {
    let day = DayFilter(typed, in: year)
    #expect(day.date?.iso == iso)
    #expect((day.fault != nil) == isRefused)
    #expect(day.typed.isEmpty == false)
  }

  @Test("a month of the address is a month, or the whole year", arguments: ["2026-03", "2026-13", "mars", ""])
  func months(text: String) {
    #expect(JournalPage.month(text) == (text == "2026-03" ? 202_603 : nil))
  }

  @Test("cursors come back from their text; anything else is refused")
  func cursors() {
    #expect(LedgerCursor(text: "after-20260331-12-3-411-00")?.account == "411-00")
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
