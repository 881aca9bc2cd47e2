import Model
import Storage
import Testing

@testable import Application

@Suite("Importing a FEC")
struct ImportTests {
  @Test("a file is controlled, accepted and seen")
  func journey() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let status = try await books.control(SampleFEC.year2026)
    #expect(status.stage == .ready)
    #expect(status.preview?.isBlocked == false)
    #expect(status.preview?.facts.lineCount == 10)
    #expect(try await books.trialBalance(yearEnd: Workbench.year.end, at: nil).rows.isEmpty)
    let done = try await books.take(status)
    #expect(done.stage == .completed)
    let balance = try await books.trialBalance(yearEnd: Workbench.year.end, at: nil)
    #expect(
      balance.rows.map(\.account) == [
        "101000", "401000", "411000", "445660", "445710", "512000", "601000", "707000",
      ])
    #expect(balance.totalDebit == balance.totalCredit)
    #expect(balance.rows.first { $0.account == "512000" }?.balance.minor == 1_120_000)
    #expect(try await books.years().first?.lineCount == 10)
    await home.closeAll()
  }

  @Test("a balance at a date stops there")
  func balanceAtDate() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let balance = try await books.trialBalance(yearEnd: Workbench.year.end, at: Workbench.date("2026-03-15"))
    #expect(balance.rows.map(\.account) == ["101000", "411000", "445710", "512000", "707000"])
    #expect(balance.rows.first { $0.account == "411000" }?.balance.minor == 0)
    let outside = Workbench.date("2027-01-01")
    await #expect(throws: ReportRefusal.dateOutsideYear(outside, Workbench.year)) {
      try await books.trialBalance(yearEnd: Workbench.year.end, at: outside)
    }
    await home.closeAll()
  }

  @Test("the same file again adds nothing")
  func sameFile() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    await #expect(throws: ImportRefusal.alreadyImported(fileName: "732829320FEC20261231.txt")) {
      try await books.control(SampleFEC.year2026, name: "copie.txt")
    }
    #expect(try await books.years().first?.lineCount == 10)
    await home.closeAll()
  }

  @Test("another SIREN, an unbalanced file, a year already filled are blocked")
  func blocked() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let other = try await books.control(SampleFEC.year2026, name: "356000000FEC20261231.txt")
    await #expect(throws: ImportRefusal.blocked([.otherSIREN])) { try await books.take(other) }
    let torn = SampleFEC.year2026.replacing("10000,00\t0,00", with: "10000,01\t0,00")
    let unbalanced = try await books.control(torn)
    await #expect(throws: ImportRefusal.blocked([.fileUnbalanced])) { try await books.take(unbalanced) }
    try await books.take(books.control(SampleFEC.year2026))
    let again = try await books.control(SampleFEC.sales(3))
    await #expect(throws: ImportRefusal.blocked([.yearClash])) { try await books.take(again) }
    #expect(try await books.years().first?.lineCount == 10)
    await home.closeAll()
  }

  @Test("a year that was only declared gives way to that of the file")
  func declaredYearGivesWay() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let july = SampleFEC.text([
      "OD|Divers|1|20250715|606000|Achats|||P1|20250715|Un|10,00|0,00|||20250715||",
      "OD|Divers|1|20250715|512000|Banque|||P1|20250715|Un|0,00|10,00|||20250715||",
    ])
    try await books.take(books.control(july, name: "732829320FEC20260630.txt"))
    #expect(try await books.years().map(\.year.name) == ["2025-2026"])
    #expect(try await books.verify { _ in }.isSound)
    try await books.rebuild { _ in }
    #expect(try await books.years().map(\.year.name) == ["2025-2026"])
    await home.closeAll()
  }

  @Test("two files controlled side by side: the second is refused once the first filled the year")
  func race() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let first = try await books.control(SampleFEC.year2026)
    let second = try await books.control(SampleFEC.sales(3))
    try await books.take(first)
    await #expect(throws: ImportRefusal.blocked([.yearClash])) { try await books.take(second) }
    await home.closeAll()
  }

  @Test("entries unbalanced one by one need a consent, and are flagged")
  func consent() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let text = SampleFEC.text([
      "OD|Divers|1|20260105|606000|Achats|||P1|20260105|Un|10,00|0,00|||20260105||",
      "OD|Divers|2|20260106|512000|Banque|||P2|20260106|Deux|0,00|10,00|||20260106||",
    ])
    let status = try await books.control(text)
    #expect(status.preview?.needsConsent == true)
    await #expect(throws: ImportRefusal.consentNeeded(entries: 2)) { try await books.take(status) }
    try await books.take(status, consents: true)
    #expect(try await books.years().first?.unbalancedEntryCount == 2)
    #expect(try await books.verify { _ in }.isSound)
    await home.closeAll()
  }

  @Test("a cancelled import leaves nothing, and the file can come again")
  func cancel() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let status = try await books.control(SampleFEC.year2026)
    try await books.cancelImport(status.id)
    #expect(try await books.imports().isEmpty)
    await #expect(throws: ImportRefusal.unknown) { try await books.take(status) }
    try await books.take(books.control(SampleFEC.year2026))
    await #expect(throws: ImportRefusal.alreadyAccepted) {
      try await books.cancelImport(books.imports()[0].id)
    }
    await home.closeAll()
  }

  @Test("a withdrawn import is gone from every page, with its reason kept, and the year can be filled again")
  func withdraw() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let status = try await books.take(books.control(SampleFEC.year2026))
    await #expect(throws: ImportRefusal.reasonMissing) { try await books.withdrawImport(status.id, reason: "  ") }
    try await books.withdrawImport(status.id, reason: "mauvais fichier")
    #expect(try await books.trialBalance(yearEnd: Workbench.year.end, at: nil).rows.isEmpty)
    #expect(try await books.importStatus(status.id).stage == .withdrawn)
    await #expect(throws: ImportRefusal.notCompleted) { try await books.withdrawImport(status.id, reason: "encore") }
    try await books.take(books.control(SampleFEC.year2026))
    #expect(try await books.years().first?.lineCount == 10)
    #expect(try await books.verify { _ in }.isSound)
    await home.closeAll()
  }

  @Test("an empty file is refused by name")
  func empty() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    await #expect(throws: ImportRefusal.emptyFile) { try await books.control("") }
    await home.closeAll()
  }

  @Test("an import stopped by a closing goes on at the next opening, to the same books")
  func resumes() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let status = try await books.control(SampleFEC.sales(60_000))
    try await books.acceptImport(status.id, consentsToUnbalancedEntries: false)
    await home.close(Workbench.siren)
    let again = try await home.open(Workbench.siren, password: Workbench.password)
    while case .importing = try await again.importStatus(status.id).stage {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(try await again.importStatus(status.id).stage == .completed)
    let balance = try await again.trialBalance(yearEnd: Workbench.year.end, at: nil)
    #expect(balance.rows.map(\.balance.minor) == [74_040_000, -74_040_000])
    let verification = try await again.verify { _ in }
    #expect(verification.isSound)
    #expect(verification.entryCount == 60_000)
    await home.closeAll()
  }

  @Test("an account outside of the plan of its year is shown, and imported all the same")
  func chart() async throws {
    let bench = try Workbench()
    let home = try bench.home(chart: [
      ChartAccount(number: "411", label: "Clients", validFrom: nil, validTo: nil),
      ChartAccount(number: "707", label: "Ventes", validFrom: nil, validTo: Workbench.date("2024-12-31")),
    ])
    let books = try await home.create(Workbench.creation(), password: Workbench.password).books
    let status = try await books.control(SampleFEC.sales(2))
    let found = status.preview?.anomalies.filter { $0.code == .accountNotInChart }
    #expect(found?.map(\.values) == [["707000"]])
    #expect(try await books.take(status).stage == .completed)
    await home.closeAll()
  }

  @Test("a file of a cash book, with its settlements, is taken in, and shows nowhere once it is withdrawn")
  func withdrawnSettlements() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let lines = [
      SampleFEC.header + "\tDateRglt\tModeRglt\tNatOp\tIdClient",
      "BQ|Banque|1|20260310|512000|Banque|||R1|20260310|Recette|100,00|0,00|||20260331|||20260310|CB|Vente|C1",
      "BQ|Banque|1|20260310|706000|Honoraires|||R1|20260310|Recette|0,00|100,00|||20260331|||20260310|CB|Vente|C1",
    ]
    let text = lines.map { $0.replacing("|", with: "\t") + "\r\n" }.joined()
    let taken = try await books.take(books.control(text))
    #expect(taken.stage == .completed)
    let kept = try await books.store.read { try $0.integer("SELECT COUNT(*) FROM entry_line_settlement") }
    #expect(kept == 2)
    #expect(try await books.verify { _ in }.problems == [])
    try await books.withdrawImport(taken.id, reason: "erreur de fichier")
    let shown = try await books.store.read { reader in
      try reader.bookYears().contains { try reader.holdsSettlements(year: $0.number) }
    }
    #expect(!shown)
    #expect(try await books.verify { _ in }.problems == [])
    await home.closeAll()
  }
}
