import Foundation
import Model
import PrivateServer
import Storage
import Testing

@testable import Application

@Suite("The same company in a sealed file and in shared tables", .enabled(if: PrivatePostgreSQL.isAvailable))
struct SharedCompanyTests {
  private static func secret() throws -> DeviceSecret {
    var seed = [UInt8](repeating: 42, count: 32)
    return DeviceSecret(device: Identifier(high: 5, low: 6), deviceEpoch: 1, seed: try SecretBytes(wiping: &seed))
  }

  /// A company just founded, in a folder of the bench.
  private func sealed(_ bench: Workbench) async throws -> Books {
    let (slots, rootKey) = try KeySlots.create()
    let vault = try await CompanyVault.create(
      at: CompanyFolder(path: bench.folder + "/sealed"), slots: slots, rootKey: rootKey)
    return try await found(bench, in: vault)
  }

  private func shared(
    _ bench: Workbench, on server: BooksServer? = nil, partitions: Int = 4
  ) async throws -> Books {
    let server = try server ?? BooksServer.shared()
    let pool = try await server.pool(partitions: partitions)
    let originals = bench.folder + "/originals"
    try FileManager.default.createDirectory(atPath: originals, withIntermediateDirectories: true)
    return try await found(
      bench,
      in: SharedCompany(
        store: PostgreSQLStore(pool, company: server.nextCompany()),
        originals: SealedOriginals(folder: originals, rootKey: try SecretBytes(randomCount: 32)),
        secret: try Self.secret()))
  }

  private func found(_ bench: Workbench, in storage: any CompanyStorage) async throws -> Books {
    try await Books.found(
      Workbench.creation(), in: storage, secret: Self.secret(), environment: bench.environment, chart: [],
      liasse: .shipped)
  }

  private func log(_ books: Books) async throws -> [StoredChangeSet] {
    try await books.store.read { transaction in
      var sets: [StoredChangeSet] = []
      try transaction.changeSets(after: 0, limit: .max) { set, _ in sets.append(set) }
      return sets
    }
  }

  @Test("one file gives the same log to the byte, the same balances and the same export, and verifies on both")
  func same() async throws {
    let benches = (try Workbench(), try Workbench())
    let (sealed, shared) = (try await sealed(benches.0), try await shared(benches.1))
    for text in [SampleFEC.year2026, SampleFEC.sales(7_000)] {
      for books in [sealed, shared] {
        let status = try await books.take(books.control(text))
        #expect(status.stage == .completed)
        if text == SampleFEC.year2026 { try await books.withdrawImport(status.id, reason: "essai") }
      }
    }
    let (left, right) = (try await log(sealed), try await log(shared))
    let areEqual = left == right
    #expect(areEqual && left.count > 20)
    for date in [nil, Workbench.date("2026-01-20")] {
      let balance = try await sealed.trialBalance(yearEnd: Workbench.year.end, at: date)
      #expect(try await shared.trialBalance(yearEnd: Workbench.year.end, at: date) == balance)
      #expect(balance.totalDebit.minor > 0)
    }
    let files = (
      try await sealed.exportFEC(yearEnd: Workbench.year.end, toFolder: benches.0.folder),
      try await shared.exportFEC(yearEnd: Workbench.year.end, toFolder: benches.1.folder)
    )
    #expect(files.0.hash == files.1.hash)
    #expect(files.0.lineCount == 14_000)
    #expect(try await shared.verify { _ in } == sealed.verify { _ in })
    #expect(try await shared.verify { _ in }.isSound)
    for books in [sealed, shared] {
      let before = try await books.trialBalance(yearEnd: Workbench.year.end, at: nil)
      let store = try books.store
      try await store.write { _ = try $0.execute("UPDATE balance SET debit = debit + 7", []) }
      #expect(try await !books.verify { _ in }.isSound)
      try await books.rebuild { _ in }
      #expect(try await books.trialBalance(yearEnd: Workbench.year.end, at: nil) == before)
      #expect(try await books.verify { _ in }.isSound)
    }
    try await sealed.leave().close()
  }

  @Test(
    "the years around a file say the same of its third parties on both, whichever came first", arguments: [true, false])
  func neighbours(inOrder: Bool) async throws {
    func sale(_ year: Int, _ journal: String, _ amounts: [String]) -> String {
      let head = "\(journal)|Journal \(journal)|1|\(year)0101"
      let tail = "P|\(year)0101|Un"
      let parties = zip(["C1", "C2"], amounts).map {
        "\(head)|411000|Clients|\($0)|Client|\(tail)|\($1)|0,00|||\(year)0105||"
      }
      return SampleFEC.text(parties + ["\(head)|120000|Résultat|||\(tail)|0,00|140,00|||\(year)0105||"])
    }
    let files = [
      ("732829320FEC20251231.txt", sale(2025, "VE", ["120,00", "20,00"])),
      ("732829320FEC20261231.txt", sale(2026, "AN", ["20,00", "120,00"])),
    ]
    let benches = (try Workbench(), try Workbench())
    let (sealed, shared) = (try await sealed(benches.0), try await shared(benches.1))
    for books in [sealed, shared] {
      let (first, second) = inOrder ? (files[0], files[1]) : (files[1], files[0])
      try await books.take(books.control(first.1, name: first.0))
      let preview = try await books.control(second.1, name: second.0).preview
      #expect(
        preview?.anomalies.filter { $0.code == .openingPartyDiffers }.map(\.values) == [
          ["411000", "C1", "2000", "12000", "2025"], ["411000", "C2", "12000", "2000", "2025"],
        ])
    }
    try await sealed.leave().close()
  }

  @Test("an import stopped on the way goes on at the next opening, in shared tables too")
  func resumes() async throws {
    let bench = try Workbench()
    let books = try await shared(bench, partitions: 1)
    let status = try await books.control(SampleFEC.sales(30_000))
    try await books.acceptImport(status.id, consentsToUnbalancedEntries: false)
    let storage = try await books.leave()
    #expect(throws: CompanyRefusal.notOpen) { try books.store }
    let again = try await Books.open(
      storage, person: books.personID, environment: bench.environment, chart: [], liasse: .shipped)
    while case .importing = try await again.importStatus(status.id).stage {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(try await again.importStatus(status.id).stage == .completed)
    #expect(try await again.years().first?.lineCount == 60_000)
    #expect(try await again.verify { _ in }.isSound)
  }

  @Test("tables that an older projector filled are built again before use")
  func olderProjector() async throws {
    let bench = try Workbench()
    let books = try await shared(bench)
    try await books.take(books.control(SampleFEC.year2026))
    let before = try await books.trialBalance(yearEnd: Workbench.year.end, at: nil)
    let store = try books.store
    try await store.write { transaction in
      try transaction.execute("UPDATE balance SET debit = debit + 7", [])
      try transaction.execute("UPDATE meta SET value = ? WHERE name = 'projector_version'", [.blob([48])])
    }
    let storage = try await books.leave()
    let again = try await Books.open(
      storage, person: books.personID, environment: bench.environment, chart: [], liasse: .shipped)
    #expect(try await again.trialBalance(yearEnd: Workbench.year.end, at: nil) == before)
    #expect(try await store.read { try !$0.needsRebuild() })
  }

  @Test(
    "a disk that fills up stops an import and shows nothing of it; the server goes on, and so does the import",
    .enabled(if: PrivatePostgreSQL.canLimitRoom))
  func fullDisk() async throws {
    let server = try BooksServer(room: 18)
    let (bench, other) = (try Workbench(), try Workbench())
    let books = try await shared(bench, on: server, partitions: 1)
    let neighbour = try await shared(other, on: server, partitions: 1)
    try await neighbour.take(neighbour.control(SampleFEC.year2026))
    var status = try await books.take(books.control(SampleFEC.sales(30_000)))
    // First among the entries, then, with a little more room each time, among the tables of the pages.
    var (stoppedAmongEntries, stoppedAmongTables) = (false, false)
    for room in stride(from: 18, to: 120, by: 2) where !stoppedAmongTables {
      try server.postgreSQL.setRoom(room)
      if room > 18 { status = try await books.take(status) }
      guard case .failed(let fault) = status.stage else {
        Issue.record("\(room) MB should not hold 60,000 lines: \(status.stage)")
        return
      }
      #expect(fault.code == .diskFull)
      // What was committed is there, and goes on later; nobody sees it.
      let seen = try await books.store.read { transaction in
        (
          try transaction.integer("SELECT COUNT(*) FROM entry") ?? 0,
          try transaction.integer("SELECT COUNT(*) FROM line_by_account") ?? 0
        )
      }
      if seen.0 < 30_000 { stoppedAmongEntries = true } else { stoppedAmongTables = true }
      #expect(seen.1 == 0, "\(seen)")
      #expect(try await books.trialBalance(yearEnd: Workbench.year.end, at: nil).rows.isEmpty)
      #expect(try await neighbour.verify { _ in }.isSound)
    }
    #expect(stoppedAmongEntries && stoppedAmongTables)
    try server.postgreSQL.setRoom(400)
    #expect(try await books.take(status).stage == .completed)
    #expect(try await books.years().first?.lineCount == 60_000)
    for books in [books, neighbour] { #expect(try await books.verify { _ in }.isSound) }
  }
}
