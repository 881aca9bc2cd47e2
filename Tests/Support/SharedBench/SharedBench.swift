import Application
import Assets
import Foundation
import Model
import PrivateServer
import Storage
import Synchronization

/// One file, taken in by both engines through Application, then the year before it, which the pages compare with.
struct SharedBench {
  let file: String
  /// The lines of `file` as COPY reads them.
  let typed: String
  /// The FEC of the year before: not measured.
  let earlier: String
  let folder: String

  struct Cost {
    /// Staged and controlled.
    var control = 0.0
    /// Accepted, and every entry in the books.
    var entries = 0.0
    /// Made visible: the tables that pages read are filled.
    var completion = 0.0
    var processor = 0.0
    var server = 0.0

    var writing: Double { entries + completion }
    var whole: Double { control + writing }
  }

  /// - Parameter say: told each table as soon as it is known.
  func run(_ say: (String) -> Void) async throws {
    let server = try BooksServer(locale: .french, isDurable: true)
    let place = server.postgreSQL.folder
    let floor = RawCopy(server: server.postgreSQL, typed: typed)
    let before = try floor.run("floor1")
    let sealed = try await books(in: try await vault())
    let sealedCost = try await take(file, sealed, place)
    let counted = CountedCompany(company: try await company(server), counter: QuestionCounter())
    let shared = try await books(in: counted)
    let sharedCost = try await take(file, shared, place)
    let after = try floor.run("floor2")
    let lineCount = try await shared.years().reduce(0) { $0 + $1.lineCount }
    say(SharedReport.table(lines: lineCount, copies: (before, after), sealed: sealedCost, shared: sharedCost))
    guard let card = try await shared.years().first else { throw Fault(.database, "the import left no year") }
    for books in [sealed, shared] { _ = try await take(earlier, books, place) }
    let clock = PageClock(sealed: sealed, shared: shared, counter: counted.counter, server: place)
    let questions = try await PageQuestions(shared, year: card.year).all
    // As a person finds the books once the import said that it is done.
    let fresh = try await clock.run(questions)
    // What autovacuum does within the next minutes.
    try server.postgreSQL.run("VACUUM ANALYZE;", database: "books1")
    let settled = try await clock.run(questions)
    say(SharedReport.pages(fresh: fresh, settled: settled, bare: try await BareTrips(counted.company.books)))
    let isSound = try await shared.verify { _ in }.isSound
    say("Vérification du journal et des tables dans PostgreSQL : \(isSound ? "tout est en ordre" : "**DIFFÉRENCES**").")
  }

  // MARK: The two storages

  private func vault() async throws -> any CompanyStorage {
    let (slots, rootKey) = try KeySlots.create()
    return try await CompanyVault.create(
      at: CompanyFolder(path: folder + "/sealed"), slots: slots, rootKey: rootKey)
  }

  private func company(_ server: BooksServer) async throws -> SharedCompany {
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
    guard
      let liasse = Liasse(
        base: Assets.liasseBase, simplified: Assets.liasseSimplified, yearEnd: Assets.yearEndAccounts)
    else {
      throw Fault(.configuration, "the forms of the liasse cannot be read")
    }
    return try await Books.found(
      creation, in: storage, secret: try kept ?? secret(), environment: Self.environment(), chart: [], liasse: liasse)
  }

  /// The same draws and moment for both engines: the same file gives them the same entries, by the same names.
  private static func environment() -> Environment {
    let seed = Mutex<UInt64>(1)
    return Environment(
      now: { Instant(milliseconds: 1_795_000_000_000) }, day: { _ in CalendarDate(number: 20_261_231) ?? .latest },
      randomBytes: { count in
        seed.withLock { seed in
          (0..<count).map { _ in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: seed >> 33)
          }
        }
      })
  }

  // MARK: The import

  private func take(_ file: String, _ books: Books, _ server: String) async throws -> Cost {
    var cost = Cost()
    let (start, processor, theirs) = (Clock.seconds, Clock.processor, Clock.processor(ofServerIn: server))
    let id = try await books.stageImport(fileName: (file as NSString).lastPathComponent) { staging in
      guard let handle = FileHandle(forReadingAtPath: file) else { throw Fault(.inputOutput, "no file \(file)") }
      while let chunk = try handle.read(upToCount: 65_536), !chunk.isEmpty { try await staging.append(chunk) }
    }
    while case .controlling = try await books.importStatus(id).stage { try await Task.sleep(for: .milliseconds(5)) }
    let controlled = Clock.seconds
    try await books.acceptImport(id, consentsToUnbalancedEntries: true)
    var written = controlled
    while case .importing(let done, let count) = try await books.importStatus(id).stage {
      if done < count { written = Clock.seconds }
      try await Task.sleep(for: .milliseconds(5))
    }
    guard case .completed = try await books.importStatus(id).stage else {
      throw Fault(.database, "the import stopped: \(try await books.importStatus(id).stage)")
    }
    (cost.control, cost.entries, cost.completion) = (controlled - start, written - controlled, Clock.seconds - written)
    cost.processor = Clock.processor - processor
    cost.server = Clock.processor(ofServerIn: server) - theirs
    return cost
  }
}
