import Formats
import Model
import Storage
import Testing

@testable import Application

@Suite("A file of entries becomes drafts")
struct EntryFileTests {
  private static let file = """
    Date;Compte;Tiers;Libellé;Débit;Crédit
    15/03/2026;601000;;Farine;100,00;
    15/03/2026;401000;M1;Farine;;100,00
    16/03/2026;601000;;Levure;50,00;
    16/03/2026;401000;M1;Levure;;49,00
    """

  @Test("read, looked at, taken in one act; its reading is proposed again", arguments: Engine.available)
  func accepted(engine: Engine) async throws {
    let daily = try await DailyBench(engine)
    let books = daily.books
    await #expect(throws: EntryFileRefusal.noFile) { try await books.entryFilePreview(nil) }
    try await books.keepEntryFile(name: "caisse.csv", Array(Self.file.utf8))
    var preview = try await books.entryFilePreview(nil)
    #expect(preview.fileName == "caisse.csv" && preview.mappingDefects == [.missing(.journal)] && preview.rows == nil)
    var mapping = preview.mapping
    mapping.journal = "AC"
    mapping.name = "Caisse"
    preview = try await books.entryFilePreview(mapping)
    #expect(preview.rows?.entries.count == 2 && preview.rows?.defects == [])
    let count = try await books.acceptEntryFile(mapping, keepsUnbalanced: false, savesMapping: true)
    #expect(count == 1)
    #expect(try await books.drafts().cards.map(\.label) == ["Farine"])
    await #expect(throws: EntryFileRefusal.noFile) { try await books.entryFilePreview(nil) }
    // The next file with the same header, however it is written.
    let next = Self.file.replacing("Libellé", with: "LIBELLE")
    try await books.keepEntryFile(name: "suite.csv", Array(next.utf8))
    preview = try await books.entryFilePreview(nil)
    #expect(preview.mapping.name == "Caisse" && preview.rows?.entries.count == 2)
    #expect(try await books.acceptEntryFile(preview.mapping, keepsUnbalanced: true, savesMapping: true) == 2)
    #expect(try await books.drafts().totals.count == 3)
    #expect(try await books.undoDrafts().kind == .imported)
    #expect(try await books.drafts().totals.count == 1)
    #expect(try await books.verify { _ in }.isSound)
    try await daily.close()
  }

  @Test("a fault in one line, and nothing of the file is taken")
  func faulty() async throws {
    let daily = try await DailyBench()
    await #expect(throws: EntryFileRefusal.unreadable(.noColumns)) {
      try await daily.books.keepEntryFile(name: "a.csv", Array("bonjour".utf8))
    }
    let text = Self.file.replacing("49,00", with: "quarante")
    try await daily.books.keepEntryFile(name: "a.csv", Array(text.utf8))
    var mapping = try await daily.books.entryFilePreview(nil).mapping
    mapping.journal = "AC"
    await #expect(throws: EntryFileRefusal.faulty) {
      try await daily.books.acceptEntryFile(mapping, keepsUnbalanced: true, savesMapping: false)
    }
    #expect(try await daily.books.entryFilePreview(mapping).rows?.defects.map(\.line) == [5])
    #expect(try await daily.books.drafts().totals.count == 0)
    try await daily.close()
  }
}
