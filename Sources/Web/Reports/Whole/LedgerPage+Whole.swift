import Application
import Hummingbird
import Model

extension LedgerPage {
  /// The account as a whole, on paper or in a file.
  static func whole(
    _ form: WholeForm, _ visit: Visit, _ books: Books, _ request: FrameRequest, year: FiscalYear, _ period: PeriodFilter
  ) async throws -> Response {
    let party = visit.query["tiers"]
    let walk = try await books.wholeAccount(
      visit.name("numero"), party: party.isEmpty ? nil : party, yearEnd: year.end, from: period.start,
      at: period.date, for: form == .sheet ? .export : .reading)
    let first = walk.first
    switch form {
    case .sheet:
      let name = (["compte", first.account] + (first.party.map { [$0] } ?? [])).joined(separator: "-")
      return WholeAnswer.sheet(visit, named: "\(name)\(period.suffix(of: year)).csv", LedgerSheet.head, walk) { page in
        LedgerSheet.rows(page.lines, account: page.account, label: page.label)
      }
    case .print:
      let model = LedgerModel(first, period: period)
      var frame = request
      frame.title = model.title
      frame.printTitle = model.caption
      let printed = PrintedModel(
        visit, books, title: model.title, sentence: model.sentence, caption: model.caption,
        columns: .init(isLedger: true),
        total: .init(
          label: "Compte \(model.account), \(model.lineCount)", debit: model.debit, credit: model.credit,
          balance: SidedAmount(first.balance)))
      let templates = visit.site.templates
      return try await WholeAnswer.printed(visit, books, printed, frame, walk) { page in
        let section = GeneralLedgerModel.Section(
          account: page.account, label: page.label, href: "", hasHead: false,
          carried: page.previous == nil ? page.opening.map(SidedAmount.init) : nil,
          carriedLabel: model.carriedLabel, lines: page.lines.map(LedgerLineModel.init), toCarry: nil, total: nil)
        return try templates.renderFragment("section-grand-livre", section)
      }
    }
  }
}

extension GeneralLedgerPage {
  /// The grand livre as a whole, on paper or in a file.
  static func whole(
    _ form: WholeForm, _ visit: Visit, _ books: Books, _ request: FrameRequest, year: FiscalYear, _ period: PeriodFilter
  ) async throws -> Response {
    let accounts = AccountSpan(visit.query.trimmed("comptes"))
    let walk = try await books.wholeLedger(
      yearEnd: year.end, accounts: accounts, from: period.start, at: period.date,
      for: form == .sheet ? .export : .reading)
    switch form {
    case .sheet:
      let name = (["grand-livre"] + (accounts.isAll ? [] : [accounts.text])).joined(separator: "-")
      return WholeAnswer.sheet(visit, named: "\(name)\(period.suffix(of: year)).csv", LedgerSheet.head, walk) { page in
        page.sections.map { LedgerSheet.rows($0, from: period.start ?? year.start) }.joined()
      }
    case .print:
      let model = GeneralLedgerModel(walk.first, accounts: accounts, period: period)
      var frame = request
      frame.printTitle = model.caption
      let printed = PrintedModel(
        visit, books, title: "Grand livre", sentence: model.sentence, caption: model.caption,
        columns: .init(isLedger: true))
      let templates = visit.site.templates
      return try await WholeAnswer.printed(visit, books, printed, frame, walk) { page in
        try page.sections.map { section in
          try templates.renderFragment(
            "section-grand-livre", GeneralLedgerModel.section(section, year: page.year, period, isWhole: true))
        }.joined()
      }
    }
  }
}

/// Lines of accounts in a file.
enum LedgerSheet {
  static let head = [
    "Compte", "Libellé du compte", "Date", "Journal", "Écriture", "Pièce", "Libellé", "Tiers", "Nom du tiers",
    "Lettrage", "Débit", "Crédit", "Solde",
  ]

  /// The lines of an account, after what it begins the year with while no opening is recorded, or the period with.
  static func rows(_ section: GeneralLedger.Section, from start: CalendarDate) -> String {
    let carried = section.goesOn ? nil : section.carried
    return (carried.map { row($0, on: start, section) } ?? "")
      + rows(section.lines, account: section.account, label: section.label)
  }

  private static func row(_ carried: MoneyTotal, on start: CalendarDate, _ section: GeneralLedger.Section) -> String {
    let blank = SheetText.Cell.empty
    // Only an opening is one of the amounts of the year; what precedes a period is a balance.
    let (debit, credit) = section.isProvisional ? (max(carried.minor, 0), max(-carried.minor, 0)) : (0, 0)
    return SheetText.row([
      .text(section.account), .text(section.label), .date(start), blank, blank, blank,
      .text(section.isProvisional ? Words.provisionalOpening : Words.before(start)), blank, blank, blank,
      debit > 0 ? .total(MoneyTotal(minor: debit)) : blank, credit > 0 ? .total(MoneyTotal(minor: credit)) : blank,
      .total(carried),
    ])
  }

  static func rows(_ lines: [AccountPage.Line], account: String, label: String) -> String {
    lines.reduce(into: "") { text, line in
      text += SheetText.row([
        .text(account), .text(label), .date(line.date), .text(line.journal), .text(line.entryNumber),
        .text(line.voucherReference), .text(line.label), .text(line.party ?? ""), .text(line.partyLabel ?? ""),
        .text(line.matchingCode), .side(line.debit), .side(line.credit), .total(line.runningBalance),
      ])
    }
  }
}
