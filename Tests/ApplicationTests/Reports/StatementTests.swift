import Model
import Testing

@testable import Application

@Suite("Statements of the books")
struct StatementTests {
  /// 2027: the result of 2026 is allocated in May, two customers, one of whom paid twice; a closing entry on the last
  /// day carries the result (1,000.00 − 700.00 = 300.00) to account 120.
  private static let year2027 = SampleFEC.text([
    "AN|À-nouveaux|1|20270101|101000|Capital|||AN|20270101|Report|0,00|10000,00|||20270105||",
    "AN|À-nouveaux|1|20270101|120000|Résultat|||AN|20270101|Report|0,00|500,00|||20270105||",
    "AN|À-nouveaux|1|20270101|401000|Fournisseurs|M1|Moulin de Barbery|AN|20270101|Report|0,00|527,50|||20270105||",
    "AN|À-nouveaux|1|20270101|445660|TVA déductible|||AN|20270101|Report|27,50|0,00|||20270105||",
    "AN|À-nouveaux|1|20270101|445710|TVA collectée|||AN|20270101|Report|0,00|200,00|||20270105||",
    "AN|À-nouveaux|1|20270101|512000|Banque|||AN|20270101|Report|11200,00|0,00|||20270105||",
    "VE|Ventes|1|20270310|411000|Clients|C1|Hôtel du Parc|FA1|20270310|Facture 1|700,00|0,00|||20270331||",
    "VE|Ventes|1|20270310|411000|Clients|C2|Lycée|FA1|20270310|Facture 1|300,00|0,00|||20270331||",
    "VE|Ventes|1|20270310|707000|Ventes de pain|||FA1|20270310|Facture 1|0,00|1000,00|||20270331||",
    "BQ|Banque|1|20270415|512000|Banque|||VIR1|20270415|Virement|900,00|0,00|||20270430||",
    "BQ|Banque|1|20270415|411000|Clients|C2|Lycée|VIR1|20270415|Virement|0,00|900,00|||20270430||",
    "OD|Divers|1|20270520|120000|Résultat|||AG|20270520|Affectation|500,00|0,00|||20270531||",
    "OD|Divers|1|20270520|106800|Réserves|||AG|20270520|Affectation|0,00|500,00|||20270531||",
    "AC|Achats|1|20270601|601000|Farine|||F1|20270601|Farine|700,00|0,00|||20270630||",
    "AC|Achats|1|20270601|512000|Banque|||F1|20270601|Farine|0,00|700,00|||20270630||",
    "OD|Divers|2|20271231|707000|Ventes de pain|||CL|20271231|Clôture|1000,00|0,00|||20271231||",
    "OD|Divers|2|20271231|601000|Farine|||CL|20271231|Clôture|0,00|700,00|||20271231||",
    "OD|Divers|2|20271231|120000|Résultat|||CL|20271231|Clôture|0,00|300,00|||20271231||",
  ])

  private func twoYears(_ test: (Books) async throws -> Void) async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    try await books.take(books.control(Self.year2027, name: "732829320FEC20271231.txt"))
    try await test(books)
    await home.closeAll()
  }

  private func net(_ report: StatementReport, _ code: String) -> Int128? { report.statements.row(code)?.net.minor }

  private func previous(_ report: StatementReport, _ code: String) -> Int128? {
    report.statements.row(code)?.previous?.minor
  }

  @Test("a first year has nothing to compare with")
  func firstYear() async throws {
    try await twoYears { books in
      let report = try await books.statements(yearEnd: Workbench.year.end)
      #expect(report.previousDate == nil)
      #expect(report.statements.rows.allSatisfy { $0.previous == nil })
      #expect(net(report, "CF") == 1_120_000)
      #expect(net(report, "DX") == 52_750)
      #expect(net(report, "DY") == 20_000)
      #expect(net(report, "BZ") == 2_750)
      #expect(net(report, "DI") == 50_000)
      #expect(net(report, "CO") == 1_122_750)
      #expect(report.statements.controls.allSatisfy { $0.isHeld })
    }
  }

  @Test("closing entries do not empty the income statement, and are held against it")
  func closing() async throws {
    try await twoYears { books in
      let report = try await books.statements(yearEnd: Workbench.date("2027-12-31"))
      #expect(report.previousDate == Workbench.year.end)
      #expect(net(report, "FC") == 100_000)
      #expect(net(report, "FU") == 70_000)
      #expect(net(report, "HN") == 30_000)
      #expect(net(report, "DI") == 30_000)
      #expect(net(report, "DH") == 0)
      #expect(net(report, "DG") == 50_000)
      #expect(previous(report, "HN") == 50_000)
      #expect(previous(report, "CF") == 1_120_000)
      #expect(previous(report, "FC") == 100_000)
      #expect(report.statements.controls.map(\.kind) == [.balance, .result, .classes, .closing])
      #expect(report.statements.controls.allSatisfy { $0.isHeld })
      #expect(report.statements.findings.isEmpty)
    }
  }

  @Test("at a day, customers stand each on their side and the year before stands at the same day")
  func atDay() async throws {
    try await twoYears { books in
      let report = try await books.statements(yearEnd: Workbench.date("2027-12-31"), at: Workbench.date("2027-04-20"))
      #expect(report.previousDate == Workbench.date("2026-04-20"))
      #expect(net(report, "BX") == 70_000)
      #expect(net(report, "EA") == 60_000)
      // The result of 2026 is not allocated yet.
      #expect(net(report, "DH") == 50_000)
      #expect(report.statements.findings.map(\.kind) == [.toAllocate])
      #expect(net(report, "DI") == 100_000)
      #expect(previous(report, "DI") == 50_000)
      #expect(report.statements.controls.allSatisfy { $0.isHeld })
      let before = try await books.statements(
        yearEnd: Workbench.date("2027-12-31"), at: Workbench.date("2027-03-15"), system: .simplified)
      #expect(previous(before, "310") == 100_000)
      #expect(net(before, "068") == 100_000)
      #expect(before.statements.controls.allSatisfy { $0.isHeld })
    }
  }

  @Test("a day outside the year is refused, and so is an unknown year")
  func refused() async throws {
    try await twoYears { books in
      await #expect(throws: ReportRefusal.dateOutsideYear(Workbench.date("2027-01-01"), Workbench.year)) {
        try await books.statements(yearEnd: Workbench.year.end, at: Workbench.date("2027-01-01"))
      }
      await #expect(throws: ReportRefusal.unknownYear("2030-12-31")) {
        try await books.statements(yearEnd: Workbench.date("2030-12-31"))
      }
    }
  }

  private static func od(_ number: Int, _ account: String, _ debit: String, _ credit: String) -> String {
    "OD|Divers|\(number)|20261231|\(account)|Compte|||OD|20261231|Fin d’exercice|\(debit)|\(credit)|||20261231||"
  }

  /// 1,000.00 of sales, and what an accountant wrote on the last day.
  private func closed(_ lines: [String], _ test: (StatementReport) async throws -> Void) async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let sale = [
      "VE|Ventes|1|20260310|411000|Clients|||FA1|20260310|Facture|1000,00|0,00|||20260331||",
      "VE|Ventes|1|20260310|706000|Services|||FA1|20260310|Facture|0,00|1000,00|||20260331||",
    ]
    try await books.take(books.control(SampleFEC.text(sale + lines)))
    try await test(try await books.statements(yearEnd: Workbench.year.end))
    await home.closeAll()
  }

  @Test("a correction between a product and the result closes nothing: it stays in the statements")
  func correction() async throws {
    try await closed([Self.od(1, "120000", "50,00", "0,00"), Self.od(1, "706000", "0,00", "50,00")]) { report in
      #expect(net(report, "HN") == 105_000)
      #expect(net(report, "DI") == 105_000)
      #expect(report.statements.controls.allSatisfy { $0.isHeld })
      #expect(!report.statements.controls.contains { $0.kind == .closing })
    }
  }

  @Test("a closing by way of account 891 is undone as a whole")
  func closingAccount() async throws {
    let lines = [
      Self.od(1, "706000", "1000,00", "0,00"), Self.od(1, "891000", "0,00", "1000,00"),
      Self.od(2, "891000", "1000,00", "0,00"), Self.od(2, "120000", "0,00", "1000,00"),
    ]
    try await closed(lines) { report in
      #expect(net(report, "HN") == 100_000)
      #expect(net(report, "DI") == 100_000)
      #expect(report.statements.controls.allSatisfy { $0.isHeld })
      #expect(report.statements.controls.map(\.kind).last == .closing)
      #expect(report.statements.findings.isEmpty)
    }
  }

  @Test("classes 6 and 7 emptied by an entry that is no closing leave no income statement, and it is told")
  func closedOtherwise() async throws {
    let lines = [
      Self.od(1, "706000", "1000,00", "0,00"), Self.od(1, "120000", "0,00", "1000,00"),
      Self.od(1, "512000", "1,00", "0,00"), Self.od(1, "411000", "0,00", "1,00"),
    ]
    try await closed(lines) { report in
      #expect(net(report, "HN") == 0)
      #expect(report.statements.findings.contains { $0.kind == .closedOtherwise && $0.account == "120000" })
    }
  }

  @Test("a year further back is no N-1; the last day of the year is the whole of it, late dates included")
  func yearMissing() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let old = "VE|Ventes|1|20240310|411000|Clients|||FA1|20240310|Facture|10,00|0,00|||20240331||"
    let sold = "VE|Ventes|1|20240310|706000|Services|||FA1|20240310|Facture|0,00|10,00|||20240331||"
    try await books.take(books.control(SampleFEC.text([old, sold]), name: "732829320FEC20241231.txt"))
    let late = SampleFEC.text([
      "VE|Ventes|1|20260310|411000|Clients|||FA1|20260310|Facture|10,00|0,00|||20260331||",
      "VE|Ventes|1|20260310|706000|Services|||FA1|20260310|Facture|0,00|10,00|||20260331||",
      "VE|Ventes|2|20270115|411000|Clients|||FA2|20270115|Facture|5,00|0,00|||20270131||",
      "VE|Ventes|2|20270115|706000|Services|||FA2|20270115|Facture|0,00|5,00|||20270131||",
    ])
    try await books.take(books.control(late))
    let end = Workbench.year.end
    #expect(try await books.statements(yearEnd: end).previousDate == nil)
    #expect(try await books.comparedTrialBalance(yearEnd: end).previousDate == nil)
    for date in [nil, end] {
      #expect(try await books.trialBalance(yearEnd: end, at: date).totalDebit.minor == 1_500)
      #expect(net(try await books.statements(yearEnd: end, at: date), "HN") == 1_500)
    }
    await home.closeAll()
  }

  @Test("the auxiliary balance adds up to its accounts, page after page")
  func auxiliary() async throws {
    try await twoYears { books in
      let end = Workbench.date("2027-12-31")
      let whole = try await books.auxiliaryBalance(yearEnd: end, after: nil, limit: 100)
      #expect(whole.accounts.map(\.total.account) == ["401000", "411000"])
      #expect(whole.previousDate == Workbench.year.end)
      #expect(whole.next == nil)
      #expect(whole.accounts[1].rows.map(\.balance.minor) == [70_000, -60_000])
      #expect(whole.accounts[1].rows.map(\.previousBalance?.minor) == [0, 0])
      #expect(whole.accounts[0].rows.map(\.previousBalance?.minor) == [-52_750])
      #expect(whole.accounts[0].rows.map(\.openingCredit.minor) == [52_750])
      for account in whole.accounts {
        #expect(account.rows.reduce(Int128(0)) { $0 + $1.balance.minor } == account.total.balance.minor)
      }
      var rows: [String] = []
      var after: AuxiliaryReport.Cursor?
      var starts: [AuxiliaryReport.Cursor?] = []
      repeat {
        let page = try await books.auxiliaryBalance(yearEnd: end, after: after, limit: 1)
        rows += page.accounts.flatMap(\.rows).map(\.partyLabel)
        starts.append(after)
        after = page.next
      } while after != nil
      #expect(rows == ["Moulin de Barbery", "Hôtel du Parc", "Lycée"])
      for (start, before) in zip(starts.dropFirst(), starts) {
        let page = try await books.auxiliaryBalance(yearEnd: end, after: start, limit: 1)
        #expect(page.previous == before, "from \(String(describing: start))")
      }
      let one = try await books.auxiliaryBalance(yearEnd: end, account: "411000", after: nil, limit: 9)
      #expect(one.accounts.map(\.total.account) == ["411000"])
      await #expect(throws: ReportRefusal.unknownAccount("512000")) {
        try await books.auxiliaryBalance(yearEnd: end, account: "512000", after: nil, limit: 9)
      }
    }
  }

  @Test(
    "an account of the split range without third parties stands at any day, and so does one that meets its first",
    arguments: ["2026-01-20", "2026-02-05", "2026-02-12", "2026-02-20", "2026-12-31"])
  func withoutParties(day: String) async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let wages = ["20260110", "20260210", "20260215"].enumerated().flatMap { rank, date -> [String] in
      let head = "OD|Divers|\(rank + 1)|\(date)"
      let party = rank == 2 ? "S1|Salarié" : "|"
      return [
        "\(head)|641000|Salaires|||P|\(date)|Paie|100,00|0,00|||\(date)||",
        "\(head)|421000|Personnel|\(party)|P|\(date)|Paie|0,00|100,00|||\(date)||",
      ]
    }
    try await books.take(books.control(SampleFEC.text(wages)))
    let date = Workbench.date(day)
    let report = try await books.statements(yearEnd: Workbench.year.end, at: date)
    let balance = try await books.trialBalance(yearEnd: Workbench.year.end, at: date)
    let staff = balance.rows.first { $0.account == "421000" }
    #expect(net(report, "DY") == staff.map { -$0.balance.minor } ?? 0)
    #expect(report.statements.controls.allSatisfy { $0.isHeld })
    await home.closeAll()
  }
}
