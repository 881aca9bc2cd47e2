import Foundation
import Model
import PrivateServer
import Storage

@testable import Application

/// Where the books of a test are kept.
enum Engine: String, CaseIterable, CustomStringConvertible {
  case sealedFile, sharedTables

  var description: String { rawValue }

  static var available: [Engine] { PrivatePostgreSQL.isAvailable ? allCases : [.sealedFile] }
}

/// Books with the accounts and third parties of a small firm, and its days.
struct DailyBench {
  let bench: Workbench
  let books: Books

  /// - Parameters:
  ///   - day: what its clock says all along; the workbench's own day when it is nil.
  ///   - now: the clock; one that stands still when nil.
  init(
    _ engine: Engine = .sealedFile, importing text: String? = SampleFEC.year2026, on day: String? = nil,
    now: (@Sendable () -> Instant)? = nil
  ) async throws {
    bench = try Workbench()
    var environment = bench.environment
    if let day {
      let date = Workbench.date(day)
      environment.day = { _ in date }
    }
    if let now { environment.now = now }
    var seed = [UInt8](repeating: 42, count: 32)
    let secret = DeviceSecret(
      device: Identifier(high: 5, low: 6), deviceEpoch: 1, seed: try SecretBytes(wiping: &seed))
    let storage: any CompanyStorage
    switch engine {
    case .sealedFile:
      let (slots, rootKey) = try KeySlots.create()
      storage = try await CompanyVault.create(
        at: CompanyFolder(path: bench.folder + "/sealed"), slots: slots, rootKey: rootKey)
    case .sharedTables:
      let server = try BooksServer.shared()
      let originals = bench.folder + "/originals"
      try FileManager.default.createDirectory(atPath: originals, withIntermediateDirectories: true)
      storage = try await SharedCompany(
        store: PostgreSQLStore(server.pool(partitions: 4), company: server.nextCompany()),
        originals: SealedOriginals(folder: originals, rootKey: try SecretBytes(randomCount: 32)), secret: secret)
    }
    books = try await Books.found(
      Workbench.creation(), in: storage, secret: secret, environment: environment, chart: [], liasse: .shipped)
    if let text { try await books.take(books.control(text)) }
  }

  func close() async throws { try await books.leave().close() }

  func identifier<Subject>() -> Identifier<Subject> { bench.environment.identifier() }

  /// A purchase that balances, not saved.
  func purchase(
    _ cents: Int64, on day: String = "2026-04-15", label: String = "Farine", voucher: String = "F1",
    party: String = "M1", journal: String = "AC"
  ) -> EntryDraft {
    EntryDraft(
      id: identifier(), journal: journal, date: Workbench.date(day), voucherReference: voucher, label: label,
      lines: [
        EntryDraftLine(
          id: identifier(), account: "601000", amount: DraftAmount(debit: Money(minor: cents)), place: 1),
        EntryDraftLine(
          id: identifier(), account: "401000", party: PartyKey(nature: .supplier, code: party),
          amount: DraftAmount(credit: Money(minor: cents)), dueDate: Workbench.date(day).adding(days: 30), place: 2),
      ])
  }

  @discardableResult
  func post(_ drafts: [EntryDraft]) async throws -> [EntryPosted] {
    var expected: [(draft: Identifier<Draft>, heads: [Identifier<DraftRevision>])] = []
    for draft in drafts { expected.append((draft.id, try await books.saveDraft(draft).heads)) }
    return try await books.post(expected)
  }
}
