import Foundation
import Model
import Testing

@testable import Application

@Suite("Several years, each held against the others")
struct NeighbourYearTests {
  private static let name2025 = "732829320FEC20251231.txt"
  private static let name2026 = "732829320FEC20261231.txt"

  /// A sale of 120,00 in 2025 that is not paid, and a profit of 100,00.
  private static let year2025 = SampleFEC.text([
    "VE|Ventes|1|20250215|411000|Clients|C1|Parc|F1|20250215|Un|120,00|0,00|A|20260110|20250301||",
    "VE|Ventes|1|20250215|707000|Ventes|||F1|20250215|Un|0,00|100,00|||20250301||",
    "VE|Ventes|1|20250215|445710|TVA|||F1|20250215|Un|0,00|20,00|||20250301||",
  ])

  /// What 2025 leaves, and the payment.
  private static func year2026(receivable: String = "120,00", result: String = "100,00") -> String {
    SampleFEC.text([
      "AN|À-nouveaux|1|20260101|41100000|Clients|C1|Parc|AN|20260101|Reprise|\(receivable)|0,00|||20260105||",
      "AN|À-nouveaux|1|20260101|44571000|TVA|||AN|20260101|Reprise|0,00|20,00|||20260105||",
      "AN|À-nouveaux|1|20260101|12000000|Résultat|||AN|20260101|Reprise|0,00|\(result)|||20260105||",
      "BQ|Banque|1|20260110|512000|Banque|||V1|20260110|Virement|120,00|0,00|||20260131||",
      "BQ|Banque|1|20260110|411000|Clients|C1|Parc|V1|20260110|Virement|0,00|120,00|A|20260110|20260131||",
    ])
  }

  @Test("openings that are the closing of the year before, accounts written longer, raise nothing")
  func same() async throws {
    let (home, books, _) = try await open()
    try await books.take(books.control(Self.year2025, name: Self.name2025))
    let next = try await books.control(Self.year2026(), name: Self.name2026)
    #expect(next.preview?.anomalyCounts[.openingDiffers] == nil)
    #expect(next.preview?.anomalyCounts[.openingMissing] == nil)
    await home.closeAll()
  }

  @Test(
    "an opening that differs names the account and both amounts, whichever year came first", arguments: [true, false])
  func differs(inOrder: Bool) async throws {
    let (home, books, _) = try await open()
    let later = Self.year2026(receivable: "121,00", result: "101,00")
    let status: ImportStatus
    if inOrder {
      try await books.take(books.control(Self.year2025, name: Self.name2025))
      status = try await books.control(later, name: Self.name2026)
    } else {
      try await books.take(books.control(later, name: Self.name2026))
      status = try await books.control(Self.year2025, name: Self.name2025)
    }
    let found = status.preview?.anomalies.filter { $0.code == .openingDiffers } ?? []
    #expect(
      Set(found.map(\.values)) == [["12", "-10100", "-10000", "2025"], ["41100000", "12100", "12000", "2025"]])
    #expect(found.map(\.line) == (inOrder ? [2, 4] : [nil, nil]))
    await home.closeAll()
  }

  @Test("files that wait together are held against each other, and again when one goes")
  func waiting() async throws {
    let (home, books, _) = try await open()
    let later = try await books.control(
      Self.year2026(receivable: "121,00", result: "101,00"), name: Self.name2026)
    #expect(later.preview?.anomalyCounts[.openingDiffers] == nil)
    let earlier = try await books.control(Self.year2025, name: Self.name2025)
    #expect(earlier.preview?.anomalyCounts[.openingDiffers] == nil)
    #expect(try await books.importStatus(later.id).preview?.anomalyCounts[.openingDiffers] == 2)
    try await books.cancelImport(earlier.id)
    #expect(try await books.importStatus(later.id).preview?.anomalyCounts[.openingDiffers] == nil)
    await home.closeAll()
  }

  @Test("a year without openings after one that leaves balances is told once")
  func missing() async throws {
    let (home, books, _) = try await open()
    try await books.take(books.control(Self.year2025, name: Self.name2025))
    let text = SampleFEC.text([
      "BQ|Banque|1|20260110|512000|Banque|||V1|20260110|Virement|120,00|0,00|||20260131||",
      "BQ|Banque|1|20260110|411000|Clients|C1|Parc|V1|20260110|Virement|0,00|120,00|||20260131||",
    ])
    let next = try await books.control(text, name: Self.name2026)
    #expect(next.preview?.anomalies.filter { $0.code == .openingMissing }.map(\.values) == [["2025"]])
    #expect(next.preview?.anomalyCounts[.openingDiffers] == nil)
    await home.closeAll()
  }

  @Test("a group of matched lines is whole when another year completes it", arguments: [true, false])
  func matching(isInBooks: Bool) async throws {
    let (home, books, _) = try await open()
    let alone = try await books.control(Self.year2025, name: Self.name2025)
    #expect(alone.preview?.anomalyCounts[.matchingUnbalanced] == 1)
    if isInBooks { try await books.take(alone) }
    let next = try await books.control(Self.year2026(), name: Self.name2026)
    // The codes of one third party and account: 411000 there, 41100000 in the opening, which names no code.
    #expect(next.preview?.anomalyCounts[.matchingUnbalanced] == nil)
    if !isInBooks {
      #expect(try await books.importStatus(alone.id).preview?.anomalyCounts[.matchingUnbalanced] == nil)
    }
    await home.closeAll()
  }

  /// Two customers exchanged between a closing and an opening, each account as it was.
  private static let swapped = SampleFEC.text([
    "AN|À-nouveaux|1|20260101|41100000|Clients|C1|Parc|AN|20260101|Reprise|20,00|0,00|||20260105||",
    "AN|À-nouveaux|1|20260101|41100000|Clients|C2|Arts|AN|20260101|Reprise|120,00|0,00|||20260105||",
    "AN|À-nouveaux|1|20260101|12000000|Résultat|||AN|20260101|Reprise|0,00|140,00|||20260105||",
  ])
  private static let before = SampleFEC.text([
    "VE|Ventes|1|20250215|411000|Clients|C1|Parc|F1|20250215|Un|120,00|0,00|||20250301||",
    "VE|Ventes|1|20250215|411000|Clients|C2|Arts|F1|20250215|Un|20,00|0,00|||20250301||",
    "VE|Ventes|1|20250215|707000|Ventes|||F1|20250215|Un|0,00|140,00|||20250301||",
  ])

  @Test("two customers exchanged are told, whichever year came first, and where both wait", arguments: 0..<3)
  func swapped(way: Int) async throws {
    let (home, books, _) = try await open()
    let first = try await books.control(
      way == 1 ? Self.swapped : Self.before, name: way == 1 ? Self.name2026 : Self.name2025)
    if way < 2 { try await books.take(first) }
    let second = try await books.control(
      way == 1 ? Self.before : Self.swapped, name: way == 1 ? Self.name2025 : Self.name2026)
    let found = second.preview?.anomalies.filter { $0.code == .openingPartyDiffers } ?? []
    #expect(
      found.map(\.values) == [
        ["41100000", "C1", "2000", "12000", "2025"], ["41100000", "C2", "12000", "2000", "2025"],
      ])
    #expect(found.map(\.line) == (way == 1 ? [nil, nil] : [2, 3]))
    #expect(second.preview?.anomalyCounts[.openingDiffers] == nil)
    await home.closeAll()
  }

  /// In 2026, under one code, an opening line of C1 and, or not, what settles it.
  private static func matched(_ isSettled: Bool) -> String {
    let code = isSettled ? "B" : ""
    return SampleFEC.text([
      "AN|À-nouveaux|1|20260101|411000|Clients|C1|Parc|AN|20260101|Reprise|120,00|0,00|B|20260110|20260105||",
      "AN|À-nouveaux|1|20260101|445710|TVA|||AN|20260101|Reprise|0,00|20,00|||20260105||",
      "AN|À-nouveaux|1|20260101|120000|Résultat|||AN|20260101|Reprise|0,00|100,00|||20260105||",
      "BQ|Banque|1|20260110|512000|Banque|||V1|20260110|Virement|120,00|0,00|||20260131||",
      "BQ|Banque|1|20260110|411000|Clients|C1|Parc|V1|20260110|Virement|0,00|120,00|\(code)||20260131||",
    ])
  }

  @Test(
    "an opening line matched with nothing is told, whether or not the year before is there; settled, it is not",
    arguments: [true, false])
  func matchedOpening(hasYearBefore: Bool) async throws {
    for isSettled in [true, false] {
      let (home, books, _) = try await open()
      if hasYearBefore { try await books.take(books.control(Self.year2025, name: Self.name2025)) }
      let next = try await books.control(Self.matched(isSettled), name: Self.name2026)
      #expect(next.preview?.anomalyCounts[.matchingUnbalanced] == (isSettled ? nil : 1))
      await home.closeAll()
    }
  }

  @Test("an opening line that tells a matched line of the year before again counts once")
  func toldAgain() async throws {
    let (home, books, _) = try await open()
    let text = Self.matched(true).replacing("\tB\t", with: "\tA\t")
    try await books.take(books.control(Self.year2025, name: Self.name2025))
    #expect(try await books.control(text, name: Self.name2026).preview?.anomalyCounts[.matchingUnbalanced] == nil)
    let alone = text.replacing("0,00\t120,00\tA\t", with: "0,00\t120,00\t\t")
    let other = try await books.control(alone, name: "732829320FEC20261231_2.txt")
    #expect(other.preview?.anomalyCounts[.matchingUnbalanced] == 1)
    await home.closeAll()
  }

  private func open() async throws -> (NodeHome, Books, Workbench) {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    return (home, books, bench)
  }
}
