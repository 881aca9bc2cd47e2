import Formats
import Testing

@testable import Model

/// A year made by hand, and the next one: one file for each anomaly that only the year before can tell, and one that
/// tells none: `Tests/Fixtures/FEC/years`.
@Suite("Each anomaly between two years has a file that raises it, and their twin does not")
struct FECYearFixtureTests {
  struct Golden: Sendable, CustomTestStringConvertible {
    var code: FECAnomaly.Code
    var found: [[String]]
    var lines: [Int?]

    var testDescription: String { String(code.rawValue.dropFirst(4)).replacing("_", with: "-") }
  }

  static let goldens = [
    Golden(
      code: .openingPartyDiffers,
      found: [["411000", "C1", "6000", "12000", "2025"], ["411000", "C2", "12000", "6000", "2025"]], lines: [2, 3]),
    Golden(code: .openingWithoutParties, found: [["411000", "2", "2025"]], lines: [2]),
    Golden(
      code: .openingDiffers, found: [["12", "-11100", "-11000", "2025"], ["411000", "18100", "18000", "2025"]],
      lines: [6, 2]),
    Golden(code: .openingMissing, found: [["2025"]], lines: [nil]),
  ]

  private static func preview(_ name: String) throws -> FECPreview {
    try FECReading(.fixture("years/\(name).txt"), name: "732829320FEC\(name.prefix(4))1231.txt").preview
  }

  private static func gaps(_ name: String) throws -> [FECAnomaly] {
    let (before, year) = (try preview("2025"), try preview(name))
    let ended = try #require(before.year)
    #expect(year.anomalyCounts.isEmpty)
    return Array(FECLinks.gaps(of: year.links, against: before.links, ended: ended))
  }

  @Test("red, and nothing else is told; green tells nothing", arguments: goldens)
  func redAndGreen(_ golden: Golden) throws {
    let found = try Self.gaps("2026.\(golden.testDescription).red")
    #expect(found.map(\.code) == golden.found.map { _ in golden.code })
    #expect(found.map(\.values) == golden.found)
    #expect(found.map(\.line) == golden.lines)
    #expect(try Self.gaps("2026.green").isEmpty)
  }
}
