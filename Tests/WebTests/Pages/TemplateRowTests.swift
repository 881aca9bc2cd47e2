import Application
import Model
import Testing

@testable import Web

@Suite("Rows of templates")
struct TemplateRowTests {
  private static func check<Row: TemplateRow>(_ row: Row) {
    let stored = Mirror(reflecting: row).children.compactMap(\.label)
    #expect(Set(Row.fields.keys) == Set(stored), "\(Row.self)")
    for (name, value) in Mirror(reflecting: row).children {
      let child = row.child(named: name ?? "")
      let isNothing = Mirror(reflecting: value).displayStyle == .optional && Mirror(reflecting: value).children.isEmpty
      #expect((child == nil) == isNothing, "\(Row.self).\(name ?? "")")
    }
    #expect(row.child(named: "unknown") == nil)
  }

  @Test("each answers for every field it stores, and for no other")
  func fields() throws {
    let date = try #require(CalendarDate(iso: "2026-03-31"))
    let year = try FiscalYear(start: #require(CalendarDate(iso: "2026-01-01")), end: date)
    for party in [nil, "C1"] {
      let line = AccountPage.Line(
        entryID: Identifier(high: 1, low: 2), date: date, journal: "VE", entryNumber: "1", voucherReference: "F1",
        label: "Facture", party: party, partyLabel: party, debit: Money(minor: 5), credit: Money(minor: 0),
        matchingCode: "A", runningBalance: MoneyTotal(minor: -5))
      Self.check(LedgerLineModel(line))
      let total = GeneralLedgerModel.Total(debit: "1", credit: "2", balance: SidedAmount(MoneyTotal(minor: 5)))
      Self.check(total)
      Self.check(total.balance)
      Self.check(
        GeneralLedgerModel.Section(
          account: "411", label: "", href: "", hasHead: true, carried: party.map { _ in total.balance },
          carriedLabel: "", lines: [LedgerLineModel(line)], toCarry: party.map { _ in total.balance },
          total: party.map { _ in total }))
      let item = JournalModel.Line(
        account: "411", accountHref: "", accountLabel: "", party: "", label: "", debit: "", credit: "")
      Self.check(item)
      Self.check(
        JournalModel.Entry(
          href: "", date: "", isoDate: "", number: "", voucher: "", label: "", mark: party, lines: [item], more: party,
          debit: "", credit: ""))
      Self.check(
        EntryModel.Line(
          account: "", accountHref: "", accountLabel: "", party: party, partyHref: party, label: "", matching: "",
          debit: "", credit: "", original: party, rank: ""))
      Self.check(
        ChartModel.Row(
          number: "", href: party, label: "", plan: "", isInPlan: true, use: "", isUnused: false,
          balance: party.map { _ in total.balance }, vatHref: "/plan-comptable/tva"))
    }
    try reports(year: year)
    matching()
    aging()
    for item in SearchModel("", .nothing, year: year).groups.flatMap(\.items) { Self.check(item) }
  }

  private func matching() {
    for text in [nil, "x"] {
      Self.check(
        MatchingModel.Line(
          name: "", isTicked: true, date: "", entry: "", href: "", piece: "", label: "", due: "", debit: "", credit: "",
          debitCents: "", creditCents: "", words: ""))
      Self.check(
        MatchingModel.Matched(
          id: "", code: "", pill: "", date: "", lines: "", amount: "", remainder: text, completeHref: text, words: ""))
      Self.check(
        MatchingChoiceModel.Row(href: "", account: "", name: "", count: "", balance: "", side: "", hint: ""))
      let line = MatchingPlanModel.Line(date: "", name: "", label: "", amount: "")
      Self.check(line)
      Self.check(
        MatchingPlanModel.Group(
          name: "", value: "", isTicked: true, words: "", basis: "", gap: text, lines: [line], amount: ""))
    }
  }

  private func aging() {
    for text in [nil, "x"] {
      let row = AgedModel.Row(field: text, name: "", label: "", href: "", words: "", cells: "")
      Self.check(row)
      Self.check(
        AgedModel.Account(number: "", title: "", href: "", rows: [row], totalLabel: "", cells: ""))
      let line = StatementLetter.Line(
        href: "", date: "", entry: "", piece: "", label: "", due: "", late: "", isLate: true, debit: "", credit: "",
        whole: text, matching: "", balance: "", side: "")
      Self.check(line)
      Self.check(StatementLetter.Bracket(name: "", amount: "", side: ""))
    }
  }

  private func reports(year: FiscalYear) throws {
    var row = TrialBalance.Row(
      account: "411", label: "Clients", openingDebit: .zero, openingCredit: .zero, debit: MoneyTotal(minor: 5),
      credit: .zero)
    row.previousBalance = .zero
    let sums = TrialBalanceModel.sums(TrialBalanceTally([row]), isTotal: false, true)
    Self.check(sums)
    let party = AuxiliaryModel.Row(name: "C1", label: "", href: "", sums: sums)
    Self.check(party)
    Self.check(
      AuxiliaryModel.Account(
        number: "411", title: "", href: "", totalLabel: "", columnCount: 9, rows: [party], sums: sums))
    for text in [nil, "1"] {
      let figures = StatementTable.Figures(
        gross: "", depreciation: "", net: "", isNegative: false, previous: "", hasDepreciation: true,
        hasPrevious: true, grossHref: text, depreciationHref: text, href: text, previousHref: text)
      let link = StatementTable.Link(href: "", expanded: text)
      let rest = StatementTable.Rest(text: "", href: "", columnCount: 3)
      let part = StatementTable.Part(account: "", label: "", href: "", share: text, figures: figures)
      Self.check(figures)
      Self.check(link)
      Self.check(rest)
      Self.check(part)
      Self.check(
        StatementTable.Row(
          id: "", label: "", boxes: "", isHeading: false, rowClass: text, link: text.map { _ in link },
          figures: figures, parts: [part], rest: text.map { _ in rest }, explainHref: text, columnCount: 3))
    }
  }
}
