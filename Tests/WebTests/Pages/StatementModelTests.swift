import Application
import Model
import Testing

@testable import Web

@Suite("Pages of the statements")
struct StatementModelTests {
  private static let year = try! FiscalYear(
    start: CalendarDate(iso: "2026-01-01")!, end: CalendarDate(iso: "2026-12-31")!)

  private func standing(_ account: String, _ debtors: Int128, _ creditors: Int128 = 0) -> AccountStanding {
    AccountStanding(
      account: account, label: "Libellé \(account)", debtors: MoneyTotal(minor: debtors),
      creditors: MoneyTotal(minor: creditors))
  }

  private func model(
    _ standings: [AccountStanding], _ kind: StatementPage = .balanceSheet, before: [AccountStanding]? = nil,
    date: String = "", opening line: String? = nil, showsNilLines: Bool = false, today: String = "2027-02-01",
    earlier: EarlierYear? = nil
  ) throws -> StatementModel {
    let form = Liasse.shipped.form(.base, yearOpened: Self.year.start)
    var statements = form.filled(with: standings)
    if let before { statements = statements.compared(with: form.filled(with: before)) }
    let day = DayFilter(date, in: Self.year)
    let report = StatementReport(
      year: Self.year, date: day.date ?? Self.year.end,
      previousDate: before == nil ? nil : CalendarDate(iso: "2025-12-31"), system: .base, statements: statements,
      isEmpty: standings.isEmpty)
    let query = StatementQuery(year: Self.year, day: day, showsNilLines: showsNilLines, openLine: line)
    return StatementModel(report, query, kind, earlier: earlier, today: try #require(CalendarDate(iso: today)))
  }

  private let books: [(String, Int128, Int128)] = [
    ("101300", 0, 1_000_000), ("215400", 800_000, 0), ("281540", 0, 300_000), ("411000", 250_000, 40_000),
    ("512000", 340_000, 0), ("707000", 0, 50_000),
  ]

  private var standings: [AccountStanding] { books.map { standing($0.0, $0.1, $0.2) } }

  @Test("lines hold their figures, nil lines and titles above them are left out")
  func lines() throws {
    let model = try model(standings)
    let assets = model.tables[0]
    #expect(
      assets.rows.map(\.label).prefix(3) == [
        "Immobilisations corporelles", "Installations techniques, matériel et outillage industriels",
        "Total de l’actif immobilisé (II)",
      ])
    let machines = assets.rows[1]
    #expect(machines.boxes == "AR AS")
    #expect(machines.figures.gross == "8\u{202F}000,00")
    #expect(machines.figures.depreciation == "3\u{202F}000,00")
    #expect(machines.figures.net == "5\u{202F}000,00")
    #expect(assets.total?.figures.net == "10\u{202F}900,00")
    #expect(model.tables[1].total?.figures.net == "10\u{202F}900,00")
    #expect(model.equation.isHeld)
    let total = "10\u{202F}900,00\u{A0}€"
    #expect(model.equation.sentences[0].text == "Actif \(total) = passif \(total), écart 0,00\u{A0}€.")
    let whole = try self.model(standings, showsNilLines: true)
    #expect(whole.tables[0].rows.count == 42)
    let result = try #require(model.tables[1].rows.first { $0.id == "case-DI" })
    #expect(result.link?.href == "/resultat?exercice=2026-12-31&case=HN#case-HN")
    #expect(!model.tables[1].rows.contains { $0.id == "case-DO" })
    #expect(whole.tables[1].rows.contains { $0.id == "case-DO" })
  }

  @Test("every figure leads on, a blank one nowhere, and one of the year before to that year")
  func figuresLead() throws {
    let end = try #require(CalendarDate(iso: "2025-12-31"))
    let year = try FiscalYear(start: #require(CalendarDate(iso: "2025-01-01")), end: end)
    let before = standings + [standing("413000", 70_000)]
    let model = try model(
      standings, before: before, opening: StatementQuery.allLines, earlier: EarlierYear(year, at: end))
    let rows = model.tables.flatMap { $0.rows + [$0.total].compactMap(\.self) }
    for figures in rows.map(\.figures) + rows.flatMap(\.parts).map(\.figures) {
      for (text, href) in [
        (figures.gross, figures.grossHref), (figures.depreciation, figures.depreciationHref),
        (figures.net, figures.href), (figures.previous, figures.previousHref),
      ] where text.isEmpty {
        #expect(href == nil)
      }
    }
    let machines = try #require(rows.first { $0.id == "case-AR" })
    #expect(machines.figures.grossHref == machines.link?.href && machines.figures.depreciationHref != nil)
    #expect(machines.figures.previousHref == "/bilan?exercice=2025-12-31&case=AR#case-AR")
    let customers = try #require(rows.first { $0.id == "case-BX" })
    let gone = try #require(customers.parts.first { $0.account == "413000" })
    #expect(gone.figures.net.isEmpty && gone.figures.href == nil)
    #expect(gone.figures.previousHref == "/comptes/413000?exercice=2025-12-31")
    let result = try #require(rows.first { $0.id == "case-DI" })
    #expect(result.figures.previousHref == "/resultat?exercice=2025-12-31&case=HN#case-HN")
  }

  @Test("a line opens on its accounts, and an account leads to its lines")
  func opening() throws {
    let closed = try #require(try model(standings).tables[0].rows.first { $0.id == "case-BX" })
    #expect(closed.parts.isEmpty)
    #expect(closed.link?.href == "/bilan?exercice=2026-12-31&case=BX#case-BX")
    #expect(closed.link?.expanded == "false")
    let open = try #require(try model(standings, opening: "BX").tables[0].rows.first { $0.id == "case-BX" })
    #expect(open.link?.expanded == "true")
    #expect(open.link?.href == "/bilan?exercice=2026-12-31#case-BX")
    #expect(open.parts.map(\.account) == ["411000"])
    #expect(open.parts.first?.share == "tiers débiteurs")
    #expect(open.parts.first?.href == "/comptes/411000?exercice=2026-12-31")
    #expect(open.parts.first?.figures.net == "2\u{202F}500,00")
  }

  @Test("a total opens the lines it adds up, down to the accounts")
  func totals() throws {
    let model = try model(standings, .incomeStatement, opening: "HN")
    let rows = model.tables[0].rows
    #expect(rows.first { $0.id == "case-FC" }?.parts.map(\.account) == ["707000"])
    let balance = try self.model(standings, opening: "CO")
    #expect(balance.tables[0].rows.flatMap(\.parts).map(\.account) == ["215400", "281540", "411000", "512000"])
  }

  @Test("books that do not balance say so, with the gap")
  func gap() throws {
    let model = try model([standing("512000", 1_000), standing("707000", 0, 900)])
    #expect(!model.equation.isHeld)
    #expect(model.equation.sentences[0].text.contains("Actif 10,00\u{A0}€ ≠ passif 9,00\u{A0}€, écart 1,00\u{A0}€"))
  }

  @Test("what has to be looked at is named with its account")
  func findings() throws {
    let model = try model([standing("580000", 1_000), standing("512000", 0, 1_000)])
    #expect(model.findings.map(\.account) == ["580000 Libellé 580000"])
    #expect(model.findings.map(\.side) == ["D"])
    #expect(model.tables[0].rows.contains { $0.rowClass == "outside" && $0.figures.net == "10,00" })
    #expect(try !self.model(standings).hasFindings)
    let many = try self.model((0..<100).map { standing("4710\(10 + $0)", 10) } + [standing("512000", 0, 1_000)])
    #expect(many.findingsHeading == "100\u{A0}comptes à vérifier")
    #expect(many.findings.count == 30)
    #expect(many.moreFindings == "et 70\u{A0}autres comptes.")
  }

  @Test("a year that is not over is provisional, and a day within it is a situation")
  func state() throws {
    #expect(try model(standings).state == nil)
    #expect(try model(standings).sentence.hasPrefix("Exercice 2026, clos le 31\u{A0}décembre 2026"))
    #expect(try model(standings, today: "2026-11-01").state == "provisoire")
    #expect(try model(standings, today: "2026-11-01").sentence.hasPrefix("Exercice 2026, en cours"))
    let interim = try model(standings, date: "31/10/2026")
    #expect(interim.state == "provisoire")
    #expect(interim.sentence.hasPrefix("Situation au 31\u{A0}octobre 2026"))
    #expect(interim.tabs[1].href == "/resultat?exercice=2026-12-31&date=2026-10-31")
    #expect(try model(standings, date: "31/10/2024").filter.fault != nil)
  }

  @Test("thousands of accounts do not weigh on the page: those left out are counted, with the way to them")
  func many() throws {
    let many = (0..<900).map { standing("40100\(1_000 + $0)", 0, 100) } + [standing("512000", 90_000)]
    let line = try #require(try model(many, opening: "DX").tables[1].rows.first { $0.id == "case-DX" })
    #expect(line.parts.count == 200)
    #expect(line.rest?.text == "et 700\u{A0}autres comptes, dans la balance")
    #expect(line.rest?.href == "/balance?exercice=2026-12-31&depuis=401001200#compte-401001200")
  }

  @Test("the year before has its column only when there is one")
  func previous() throws {
    #expect(try model(standings).tables[0].before == nil)
    let compared = try model(standings, before: [standing("512000", 500), standing("101300", 0, 500)])
    #expect(compared.tables[0].before == "31/12/2025")
    #expect(compared.tables[0].rows.first { $0.id == "case-CF" }?.figures.previous == "5,00")
  }
}
