import Application
import Assets
import Foundation
import Model
import PrivateServer
import Storage

/// One file, taken in by both engines through Application.
struct SharedBench {
  private static let requests = 100

  let file: String
  let typed: String
  let folder: String

  private struct Cost {
    var control = 0.0
    var writing = 0.0
    var processor = 0.0
    var server = 0.0

    var whole: Double { control + writing }
  }

  func run() async throws -> String {
    let server = try BooksServer(locale: .french, isDurable: true)
    let floor = RawCopy(server: server.postgreSQL, typed: typed)
    let before = try floor.run("floor1")
    let sealed = try await books(in: try await vault())
    let sealedCost = try await take(sealed, server.postgreSQL.folder)
    let shared = try await books(in: try await company(server))
    let sharedCost = try await take(shared, server.postgreSQL.folder)
    let after = try floor.run("floor2")
    let year = try await shared.years()
    guard let card = year.first else { throw Fault(.database, "the import left no year") }
    // What autovacuum would do within a minute.
    try server.postgreSQL.run("VACUUM ANALYZE;", database: "books1")
    let pages = try await pages(sealed, shared, card.year, server.postgreSQL.folder)
    let verified = try await shared.verify { _ in }.isSound
    return report(
      lines: card.lineCount, copies: (before, after), sealedCost, sharedCost, pages: pages, isSound: verified)
  }

  // MARK: The two storages

  private func vault() async throws -> any CompanyStorage {
    let (slots, rootKey) = try KeySlots.create()
    return try await CompanyVault.create(
      at: CompanyFolder(path: folder + "/sealed"), slots: slots, rootKey: rootKey)
  }

  private func company(_ server: BooksServer) async throws -> any CompanyStorage {
    let originals = folder + "/originals"
    try FileManager.default.createDirectory(atPath: originals, withIntermediateDirectories: true)
    return SharedCompany(
      store: PostgreSQLStore(try await server.pool(partitions: 1), company: server.nextCompany()),
      originals: SealedOriginals(folder: originals, rootKey: try SecretBytes(randomCount: 32)), secret: try secret())
  }

  private func secret() throws -> DeviceSecret {
    DeviceSecret(device: Identifier(high: 1, low: 1), deviceEpoch: 1, seed: try SecretBytes(randomCount: 32))
  }

  private func books(in storage: any CompanyStorage) async throws -> Books {
    let name = (file as NSString).lastPathComponent
    guard let siren = SIREN(String(name.prefix(9))),
      let end = CalendarDate(number: Int32(name.dropFirst(12).prefix(8)) ?? 0),
      let start = CalendarDate(year: Int(end.number / 10_000), month: 1, day: 1)
    else { throw Fault(.configuration, "\(name) is not the legal name of a FEC") }
    let kept = try await storage.deviceSecret()
    let creation = CompanyCreation(
      siren: siren, name: "Mesures", year: try FiscalYear(start: start, end: end), personName: "Mesures")
    guard let liasse = Liasse(base: Assets.liasseBase, simplified: Assets.liasseSimplified) else {
      throw Fault(.configuration, "the forms of the liasse cannot be read")
    }
    return try await Books.found(
      creation, in: storage, secret: try kept ?? secret(), environment: Self.environment, chart: [], liasse: liasse)
  }

  private static let environment = Environment(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Instant(milliseconds: Int64(time.tv_sec) * 1_000)
    }, day: { _ in CalendarDate(number: 20_261_231) ?? .latest },
    randomBytes: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } })

  // MARK: The import

  private func take(_ books: Books, _ server: String) async throws -> Cost {
    var cost = Cost()
    let (start, processor, theirs) = (Clock.seconds, Clock.processor, Clock.processor(ofServerIn: server))
    let id = try await books.stageImport(fileName: (file as NSString).lastPathComponent) { staging in
      guard let handle = FileHandle(forReadingAtPath: file) else { throw Fault(.inputOutput, "no file \(file)") }
      while let chunk = try handle.read(upToCount: 65_536), !chunk.isEmpty { try await staging.append(chunk) }
    }
    while case .controlling = try await books.importStatus(id).stage { try await Task.sleep(for: .milliseconds(5)) }
    let controlled = Clock.seconds
    try await books.acceptImport(id, consentsToUnbalancedEntries: true)
    while case .importing = try await books.importStatus(id).stage { try await Task.sleep(for: .milliseconds(5)) }
    guard case .completed = try await books.importStatus(id).stage else {
      throw Fault(.database, "the import stopped: \(try await books.importStatus(id).stage)")
    }
    cost.control = controlled - start
    cost.writing = Clock.seconds - controlled
    cost.processor = Clock.processor - processor
    cost.server = Clock.processor(ofServerIn: server) - theirs
    return cost
  }

  // MARK: The pages

  /// Seconds of the clock of each request, the shortest first, and of the processor of one, the server's included.
  private struct Times {
    let clock: [Double]
    let processor: Double

    var median: Double { clock[clock.count / 2] }
    var p95: Double { clock[clock.count * 95 / 100 - 1] }
  }

  private typealias Page = (name: String, sealed: Times, shared: Times)

  private func pages(
    _ sealed: Books, _ shared: Books, _ year: FiscalYear, _ server: String
  ) async throws -> [Page] {
    let middle = CalendarDate(number: year.end.number - 530) ?? year.end
    let balance = try await shared.trialBalance(yearEnd: year.end, at: nil)
    guard let account = balance.rows.first(where: { $0.account.hasPrefix("411") })?.account else {
      throw Fault(.database, "the file has no customers")
    }
    let page = try await shared.accountPage(account, yearEnd: year.end, cursor: nil, limit: 50)
    guard let line = page.lines.last else { throw Fault(.database, "no line on \(account)") }
    let (journal, entry, piece) = (line.journal, line.entryID, line.voucherReference)
    func cursor(_ direction: Application.AccountPage.Cursor.Direction) -> Application.AccountPage.Cursor {
      Application.AccountPage.Cursor(date: middle, entry: 1, line: 1, direction: direction)
    }
    let questions: [(String, (Books) async throws -> Void)] = [
      ("exercices", { _ = try await $0.years() }),
      ("imports", { _ = try await $0.imports() }),
      ("accueil", { _ = try await $0.overview(yearEnd: year.end) }),
      ("balance", { _ = try await $0.trialBalance(yearEnd: year.end, at: nil) }),
      ("balance au \(middle.iso)", { _ = try await $0.trialBalance(yearEnd: year.end, at: middle) }),
      (
        "balance auxiliaire",
        { _ = try await $0.auxiliaryBalance(yearEnd: year.end, account: account, after: nil, limit: 100) }
      ),
      ("plan comptable", { _ = try await $0.chart(yearEnd: year.end) }),
      ("bilan et résultat", { _ = try await $0.statements(yearEnd: year.end) }),
      ("bilan et résultat au \(middle.iso)", { _ = try await $0.statements(yearEnd: year.end, at: middle) }),
      ("grand livre", { _ = try await $0.generalLedger(yearEnd: year.end, cursor: nil, limit: 100) }),
      ("compte \(account)", { _ = try await $0.accountPage(account, yearEnd: year.end, cursor: nil, limit: 50) }),
      (
        "compte \(account), après le \(middle.iso)",
        { _ = try await $0.accountPage(account, yearEnd: year.end, cursor: cursor(.after), limit: 50) }
      ),
      (
        "compte \(account), avant le \(middle.iso)",
        { _ = try await $0.accountPage(account, yearEnd: year.end, cursor: cursor(.before), limit: 50) }
      ),
      ("journaux", { _ = try await $0.journals(yearEnd: year.end) }),
      (
        "journal \(journal)",
        { _ = try await $0.journalSheet(journal, yearEnd: year.end, month: nil, cursor: nil, limit: 50) }
      ),
      ("écriture", { _ = try await $0.entryDetail(entry, limit: 100) }),
      ("recherche d’une pièce", { _ = try await $0.search(piece, yearEnd: year.end, limit: 8) }),
      ("recherche de mots", { _ = try await $0.search("client 12", yearEnd: year.end, limit: 8) }),
    ]
    var pages: [Page] = []
    for (name, ask) in questions {
      let times = (try await time(sealed, server, ask), try await time(shared, server, ask))
      pages.append((name, times.0, times.1))
    }
    return pages
  }

  private func time(
    _ books: Books, _ server: String, _ ask: (Books) async throws -> Void
  ) async throws -> Times {
    // A plan is made afresh the first times; then the general one is kept, or not: pages come after.
    for _ in 0..<8 { try await ask(books) }
    let processor = Clock.processor + Clock.processor(ofServerIn: server)
    var times: [Double] = []
    for _ in 0..<Self.requests {
      let start = Clock.seconds
      try await ask(books)
      times.append(Clock.seconds - start)
    }
    let used = Clock.processor + Clock.processor(ofServerIn: server) - processor
    return Times(clock: times.sorted(), processor: used / Double(Self.requests))
  }

  // MARK: The report

  private func report(
    lines: Int, copies: (RawCopy.Cost, RawCopy.Cost), _ sealed: Cost, _ shared: Cost, pages: [Page], isSound: Bool
  ) -> String {
    func seconds(_ value: Double) -> String { String(format: "%.2f s", value) }
    func milliseconds(_ value: Double) -> String { String(format: "%.2f ms", value * 1e3) }
    func share(_ value: Double) -> String { String(format: "%.1f %%", value / 1 * 100) }
    let copy = min(copies.0.clock, copies.1.clock)
    let rows = pages.map { page in
      let (sealed, shared) = (page.sealed, page.shared)
      return """
        | \(page.name) | \(milliseconds(sealed.median)) | \(milliseconds(sealed.p95)) | \
        \(milliseconds(sealed.processor)) | \(milliseconds(shared.median)) | \(milliseconds(shared.p95)) | \
        \(milliseconds(shared.processor)) | \(String(format: "%.2f", shared.median / sealed.median)) |
        """
    }
    return """
      | \(lines) lignes | durée | processeur du programme | processeur du serveur | part du COPY nu |
      |---|---:|---:|---:|---:|
      | COPY nu, avant puis après | \(seconds(copies.0.clock)) ; \(seconds(copies.1.clock)) | | \
      \(seconds(copies.0.server)) ; \(seconds(copies.1.server)) | 100 % |
      | import, PostgreSQL : contrôle | \(seconds(shared.control)) | | | |
      | import, PostgreSQL : écriture | \(seconds(shared.writing)) | | | \(share(copy / shared.writing)) |
      | import, PostgreSQL : entier | \(seconds(shared.whole)) | \(seconds(shared.processor)) | \
      \(seconds(shared.server)) | **\(share(copy / shared.whole))** |
      | import, fichier scellé : entier | \(seconds(sealed.whole)) | \(seconds(sealed.processor)) | | |

      Vérification du journal et des tables dans PostgreSQL : \(isSound ? "tout est en ordre" : "**DIFFÉRENCES**").

      | question d’une page | SQLite, p50 | p95 | processeur | PostgreSQL, p50 | p95 | processeur | rapport des p50 |
      |---|---:|---:|---:|---:|---:|---:|---:|
      \(rows.joined(separator: "\n"))
      """
  }
}
