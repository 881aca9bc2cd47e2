import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("Documents beside drafts and entries")
struct DocumentTests {
  static func pdf(_ text: String) -> [UInt8] { Array("%PDF-1.4\n\(text)\n%%EOF\n".utf8) }

  private func saved(
    _ daily: DailyBench, _ cents: Int64 = 100, on day: String = "2026-04-15"
  ) async throws
    -> EntryDraft
  {
    try await daily.books.saveDraft(daily.purchase(cents, on: day))
  }

  @Test(
    "what is attached to a draft stands beside its entry, and comes back byte for byte", arguments: Engine.available)
  func goesAlong(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let draft = try await saved(daily)
    #expect(try await daily.books.documents(of: .draft(draft.id)).isMissing)
    let id = try await daily.books.attachDocument(Self.pdf("un"), named: "Facture.pdf", to: .draft(draft.id))
    #expect(try await !daily.books.documents(of: .draft(draft.id)).isMissing)
    let entry = try #require(try await daily.post([draft]).first).entry.id
    let file = try await daily.books.documents(of: .entry(entry))
    #expect(file.standing.map(\.id) == [id] && !file.isMissing)
    #expect(file.standing.first?.document.fileName == "Facture.pdf" && file.standing.first?.document.kind == .pdf)
    #expect(try await daily.books.document(id).bytes == Self.pdf("un"))
    // Nothing takes it away from there.
    await #expect(throws: DocumentRefusal.besideEntry) { try await daily.books.detachDocument(id) }
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.books.rebuild { _ in }
    #expect(try await daily.books.documents(of: .entry(entry)) == file)
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("a document beside an entry is replaced with a reason, and stays", arguments: Engine.available)
  func replaced(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let entry = try #require(try await daily.post([daily.purchase(100)]).first).entry.id
    let first = try await daily.books.attachDocument(Self.pdf("flou"), named: "a.pdf", to: .entry(entry))
    await #expect(throws: DocumentRefusal.reasonMissing) {
      try await daily.books.attachDocument(
        Self.pdf("net"), named: "b.pdf", to: .entry(entry), replacing: DocumentReplacement(of: first, reason: " "))
    }
    let second = try await daily.books.attachDocument(
      Self.pdf("net"), named: "b.pdf", to: .entry(entry),
      replacing: DocumentReplacement(of: first, reason: "illisible"))
    var file = try await daily.books.documents(of: .entry(entry))
    #expect(file.attachments.map(\.id) == [first, second] && file.standing.map(\.id) == [second])
    #expect(file.attachments[0].end == .superseded(by: second, reason: "illisible"))
    #expect(try await daily.books.document(first).bytes == Self.pdf("flou"))
    await #expect(throws: DocumentRefusal.alreadyEnded) {
      try await daily.books.setDocumentAside(first, reason: "encore")
    }
    try await daily.books.setDocumentAside(second, reason: "autre facture")
    file = try await daily.books.documents(of: .entry(entry))
    #expect(file.standing.isEmpty && file.isMissing)
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("the same document is told where it is, and attached elsewhere knowingly")
  func duplicates() async throws {
    let daily = try await DailyBench()
    let (one, other) = (try await saved(daily), try await saved(daily, 200, on: "2026-04-16"))
    let first = try await daily.books.attachDocument(Self.pdf("un"), named: "a.pdf", to: .draft(one.id))
    await #expect(throws: DocumentRefusal.alreadyThere(fileName: "a.pdf")) {
      try await daily.books.attachDocument(Self.pdf("un"), named: "copie.pdf", to: .draft(one.id), knowingly: true)
    }
    do {
      try await daily.books.attachDocument(Self.pdf("un"), named: "copie.pdf", to: .draft(other.id))
      Issue.record("attached twice without a word")
    } catch DocumentRefusal.elsewhere(let cards) {
      #expect(cards.map(\.id) == [first] && cards.first?.place.draft == one.id)
      #expect(cards.first?.place.date == Workbench.date("2026-04-15"))
    }
    try await daily.books.attachAgain(first, to: .draft(other.id))
    #expect(try await daily.books.documents(of: .draft(other.id)).standing.count == 1)
    let files = try await daily.books.open.current().storage.books.read { try $0.documentHashes() }
    #expect(files.count == 1, "one file for both")
    // Taken away from both, it is nowhere any more, and the first place takes it again.
    for draft in [one, other] {
      for card in try await daily.books.documents(of: .draft(draft.id)).standing {
        try await daily.books.detachDocument(card.id)
      }
      #expect(try await daily.books.documents(of: .draft(draft.id)).attachments.isEmpty)
    }
    try await daily.books.attachDocument(Self.pdf("un"), named: "a.pdf", to: .draft(one.id))
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("what is no document, empty, cut or too large is refused, and leaves no file")
  func refused() async throws {
    let daily = try await DailyBench()
    let target = DocumentTarget.draft(try await saved(daily).id)
    let large = Array("%PDF-1.4\n".utf8) + [UInt8](repeating: 32, count: DocumentBounds.largest) + Array("%%EOF".utf8)
    let cases: [([UInt8], DocumentRefusal)] = [
      ([], .empty), (Array("bonjour".utf8), .unknownKind), (Array("%PDF-1.4 et rien".utf8), .cut(.pdf)),
      (large, .tooLarge), (Array("<a></a>".utf8), .otherXML(root: "a")),
    ]
    for (bytes, refusal) in cases {
      await #expect(throws: refusal) { try await daily.books.attachDocument(bytes, named: "Facture.pdf", to: target) }
    }
    await #expect(throws: DocumentRefusal.unknownTarget) {
      try await daily.books.attachDocument(Self.pdf("un"), named: "a.pdf", to: .entry(daily.identifier()))
    }
    await #expect(throws: DocumentRefusal.unknownTarget) {
      try await daily.books.attachDocument(Self.pdf("un"), named: "a.pdf", to: .draft(daily.identifier()))
    }
    let names = try FileManager.default.subpathsOfDirectory(atPath: daily.bench.folder)
    #expect(!names.contains { $0.hasSuffix(".document") })
    try await daily.close()
  }

  @Test(
    "entries without a document are listed by journal, page after page, until they have one",
    arguments: Engine.available)
  func missing(engine: Engine) async throws {
    let daily = try await DailyBench(engine, importing: nil)
    let posted = try await daily.postAll(
      (1...5).map { daily.purchase(Int64($0), on: "2026-0\($0)-10", party: $0 == 4 ? "M2" : "M1") })
    let draft = try await saved(daily, 9)
    func list(
      _ filter: MissingDocumentFilter = MissingDocumentFilter(), after: MissingDocumentList.Cursor? = nil
    ) async throws -> MissingDocumentList {
      try #require(try await daily.books.missingDocuments(filter, after: after, limit: 2))
    }
    var (found, cursor): ([Identifier<JournalEntry.Validated>], MissingDocumentList.Cursor?) = ([], nil)
    repeat {
      let page = try await list(after: cursor)
      #expect(page.count == 5 && page.draftCount == 1)
      found += page.rows.map(\.id)
      cursor = page.next
    } while cursor != nil
    #expect(found == posted)
    #expect(try await list(MissingDocumentFilter(from: Workbench.date("2026-02-01"))).count == 4)
    #expect(try await list(MissingDocumentFilter(through: Workbench.date("2026-02-09"))).count == 1)
    #expect(try await list(MissingDocumentFilter(party: "M2")).rows.map(\.id) == [posted[3]])
    #expect(try await list(MissingDocumentFilter(journal: "VE")).count == 0)
    #expect(try await list(MissingDocumentFilter(party: "ZZ")).count == 0)
    #expect(try await daily.books.missingDrafts().cards.map(\.id) == [draft.id])
    try await daily.books.attachDocument(Self.pdf("1"), named: "1.pdf", to: .entry(posted[0]))
    try await daily.books.waiveDocument(of: .entry(posted[1]), reason: "ticket perdu")
    try await daily.books.waiveDocument(of: .draft(draft.id), reason: "abonnement")
    #expect(try await list().rows.map(\.id) == Array(posted[2...3]))
    var counts = try await daily.books.missingDocumentCount(yearEnd: Workbench.year.end)
    #expect(counts.entries == 3 && counts.drafts == 0)
    #expect(try await daily.books.documents(of: .entry(posted[1])).waiver?.reason == "ticket perdu")
    try await daily.books.endDocumentWaiver(of: .entry(posted[1]))
    #expect(try await list().count == 4)
    // The word goes along with the draft too.
    _ = try await daily.books.post([(draft.id, draft.heads)])
    counts = try await daily.books.missingDocumentCount(yearEnd: Workbench.year.end)
    #expect(counts.entries == 4 && counts.drafts == 0)
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("an import's entries are listed, and go with it; documents hold it back", arguments: Engine.available)
  func imported(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let all = try #require(try await daily.books.missingDocuments())
    let invoice = try #require(all.rows.first)
    let id = try #require(try await daily.books.imports().first).id
    let attached = try await daily.books.attachDocument(Self.pdf("1"), named: "1.pdf", to: .entry(invoice.id))
    #expect(try await daily.books.missingDocuments()?.count == all.count - 1)
    await #expect(throws: ImportRefusal.workStandsOnIt(count: 1)) {
      try await daily.books.withdrawImport(id, reason: "erreur")
    }
    try await daily.books.setDocumentAside(attached, reason: "autre facture")
    #expect(try await daily.books.missingDocuments()?.count == all.count)
    #expect(try await daily.books.verify { _ in }.problems == [])
    try await daily.close()
  }

  @Test("a file that is missing, or altered by one byte, is named; the same document heals it")
  func damaged() async throws {
    let daily = try await DailyBench()
    let target = DocumentTarget.entry(try #require(try await daily.post([daily.purchase(1)]).first).entry.id)
    let id = try await daily.books.attachDocument(Self.pdf("un"), named: "Facture 1.pdf", to: target)
    let originals = daily.bench.folder + "/sealed/originals/"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: originals).first { $0.hasSuffix(".document") })
    var bytes = try #require(FileManager.default.contents(atPath: originals + name))
    #expect(bytes.range(of: Data("%PDF".utf8)) == nil, "nothing of it is in clear")
    bytes[bytes.count - 9] ^= 1
    try bytes.write(to: URL(filePath: originals + name))
    func problem() async throws -> Verification.Problem? { try await daily.books.verify { _ in }.problems.first }
    guard case .document("Facture 1.pdf", _, .altered, let place)? = try await problem() else {
      Issue.record("not named")
      return
    }
    #expect(place.journal == "AC")
    await #expect(throws: Fault.self) { try await daily.books.document(id) }
    try FileManager.default.removeItem(atPath: originals + name)
    guard case .document("Facture 1.pdf", _, .missing, _)? = try await problem() else {
      Issue.record("not missed")
      return
    }
    let other = DocumentTarget.draft(try await saved(daily).id)
    try await daily.books.attachDocument(Self.pdf("un"), named: "1.pdf", to: other, knowingly: true)
    #expect(try await problem() == nil)
    #expect(try await daily.books.document(id).bytes == Self.pdf("un"))
    try await daily.close()
  }

  @Test("documents taken away are told in the log; an export that is refused is not")
  func exported() async throws {
    let daily = try await DailyBench()
    let draft = try await saved(daily)
    try await daily.books.attachDocument(Self.pdf("un"), named: "1.pdf", to: .draft(draft.id))
    try await daily.books.post([(draft.id, draft.heads)])
    let folder = daily.bench.folder + "/pieces"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func told() async throws -> [BookEvent] {
      try await daily.books.audit(AuditQuestion(kind: .exports)).records.flatMap(\.facts).compactMap(\.event)
    }
    let written = try await daily.books.exportDocuments(yearEnd: Workbench.date("2026-12-31"), toFolder: folder)
    let noted = BookEvent.documentsExported(
      DocumentsExported(yearEnd: Workbench.date("2026-12-31"), documents: 1))
    #expect(try await told() == [noted])
    try Data("autre".utf8).write(to: URL(fileURLWithPath: folder + "/" + written[0].fileName))
    await #expect(throws: ExportRefusal.self) {
      try await daily.books.exportDocuments(yearEnd: Workbench.date("2026-12-31"), toFolder: folder)
    }
    #expect(try await told() == [noted])
    try await daily.close()
  }

  @Test("who may only read attaches nothing; who types purchases attaches to their own, and sees no list")
  func rights() async throws {
    let daily = try await DailyBench()
    let target = DocumentTarget.draft(try await saved(daily).id)
    let id = try await daily.books.attachDocument(Self.pdf("un"), named: "1.pdf", to: target)
    for role in Role.allCases {
      let books = Books(open: daily.books.open, personID: daily.books.personID, personName: "", role: role)
      let (mayRead, mayAttach) = (role != .collaborateur, role != .lecteur)
      #expect(await allowed { _ = try await books.documents(of: target) })
      #expect(await allowed { _ = try await books.document(id) })
      #expect(await allowed { _ = try await books.missingDocuments() } == mayRead)
      #expect(await allowed { _ = try await books.missingDrafts() } == mayRead)
      #expect(await allowed { _ = try await books.allDocuments() } == mayRead)
      #expect(
        await allowed { _ = try await books.attachDocument(Self.pdf("un"), named: "1.pdf", to: target) } == mayAttach)
      #expect(await allowed { _ = try await books.attachAgain(id, to: target) } == mayAttach)
      #expect(await allowed { try await books.setDocumentAside(id, reason: "") } == (mayRead && mayAttach))
      #expect(await allowed { try await books.waiveDocument(of: target, reason: "") } == mayAttach)
      #expect(await allowed { try await books.endDocumentWaiver(of: target) } == mayAttach)
      #expect(
        await allowed { try await books.detachDocument(Identifier(high: 1, low: 1)) } == mayAttach)
    }
    try await daily.close()
  }

  /// Whether the right was there, whatever came of it.
  private func allowed(_ body: () async throws -> Void) async -> Bool {
    do {
      try await body()
      return true
    } catch is NotAllowed { return false } catch { return true }
  }
}

extension DailyBench {
  /// Validates drafts in accounts that are made with the first of them.
  fileprivate func postAll(_ drafts: [EntryDraft]) async throws -> [Identifier<JournalEntry.Validated>] {
    let masters = [
      NewMaster.account(number: "601000", label: "Achats"), .account(number: "401000", label: "Fournisseurs"),
      .party(PartyKey(nature: .supplier, code: "M1"), label: "Moulin"),
      .party(PartyKey(nature: .supplier, code: "M2"), label: "Meunier"), .journal(code: "AC", label: "Achats"),
    ]
    var expected: [(draft: Identifier<Draft>, heads: [Identifier<DraftRevision>])] = []
    for draft in drafts { expected.append((draft.id, try await books.saveDraft(draft, making: masters).heads)) }
    return try await books.post(expected).map(\.entry.id)
  }
}
