import Model
import Testing

@testable import Application

@Suite("Searching the books")
struct SearchTests {
  @Test("accounts, third parties, entries and journals are found by what people know of them")
  func found() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    func search(_ text: String) async throws -> SearchResults {
      try await books.search(text, yearEnd: Workbench.year.end, limit: 10)
    }
    #expect(try await search("411").accounts.map(\.account) == ["411000"])
    #expect(try await search("ventes de pain").accounts.map(\.account) == ["707000"])
    #expect(try await search("TVA collectee").accounts.map(\.account) == ["445710"])
    #expect(try await search("parc hôtel").parties.map(\.code) == ["C1"])
    #expect(try await search("hotel lac").parties.isEmpty)
    #expect(try await search("fa-1").entries.map(\.voucherReference) == ["FA1"])
    #expect(try await search("77").entries.map(\.voucherReference) == ["F77"])
    #expect(try await search("banque").journals.map(\.code) == ["BQ"])
    #expect(try await search("  ").isEmpty)
    #expect(try await search("introuvable").isEmpty)
    await home.closeAll()
  }

  @Test("what was withdrawn is found no more")
  func withdrawn() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let id = try #require(try await books.imports().first?.id)
    try await books.withdrawImport(id, reason: "essai")
    for text in ["411", "hotel", "FA1", "banque"] {
      #expect(try await books.search(text, yearEnd: Workbench.year.end, limit: 10).isEmpty, "\(text)")
    }
    await home.closeAll()
  }
}
