import Foundation
import Testing

@Suite("The statements on the command line")
struct StatementCommandTests {
  private struct Line: Decodable, Equatable {
    let code: String
    let label: String
    let gross: Int
    let depreciation: Int
    let net: Int
    let previous: Int?
  }

  private func lines(_ folder: NodeFolder, _ words: String...) async throws -> [String: Line] {
    let answer = try await folder.run(["report"] + words + ["--format", "json"])
    #expect(answer.status == 0, "\(answer.errors)")
    let lines = try JSONDecoder().decode([Line].self, from: Data(answer.output.utf8))
    return Dictionary(lines.map { ($0.code, $0) }) { first, _ in first }
  }

  @Test("JSON holds six keys a line, whole cents, and no year before in a first year")
  func json() async throws {
    let folder = try await NodeFolder.withBooks()
    let answer = try await folder.run("report", "balance-sheet", "--year", "2026", "--format", "json")
    #expect(answer.status == 0, "\(answer.errors)")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]])
    for row in rows {
      #expect(row.keys.sorted() == ["code", "depreciation", "gross", "label", "net", "previous"])
      #expect(row["previous"] is NSNull)
    }
    #expect(rows.count == 68)
    let lines = try await lines(folder, "balance-sheet", "--year", "2026")
    // Bank 11,200.00; input VAT 27.50; capital 10,000.00; supplier 527.50; output VAT 200.00; result 500.00.
    #expect(lines["CF"]?.net == 1_120_000)
    #expect(lines["BZ"]?.net == 2_750)
    #expect(lines["BX"]?.net == 0)
    #expect(lines["CO"]?.net == 1_122_750)
    #expect(lines["DA"]?.net == 1_000_000)
    #expect(lines["DI"]?.net == 50_000)
    #expect(lines["DX"]?.net == 52_750)
    #expect(lines["DY"]?.net == 20_000)
    #expect(lines["EE"]?.net == 1_122_750)
  }

  @Test("the income statement, at a day, and the simplified forms")
  func income() async throws {
    let folder = try await NodeFolder.withBooks()
    let whole = try await lines(folder, "income-statement", "--year", "2026")
    #expect(whole["FC"]?.net == 100_000)
    #expect(whole["FU"]?.net == 50_000)
    #expect(whole["HN"]?.net == 50_000)
    let february = try await lines(folder, "income-statement", "--year", "2026", "--at", "2026-02-28")
    #expect(february["HN"]?.net == 100_000)
    let simple = try await lines(folder, "income-statement", "--year", "2026", "--system", "simplified")
    #expect(simple["310"]?.net == 50_000)
    let sheet = try await lines(folder, "balance-sheet", "--year", "2026", "--system", "simplified")
    #expect(sheet["110"]?.net == 1_122_750)
    #expect(sheet["180"]?.net == 1_122_750)
    #expect(sheet["HN"] == nil)
  }

  @Test("a second year has the first beside it")
  func previous() async throws {
    let folder = try await NodeFolder.withBooks()
    let file = try folder.write(SmallFEC.year2027, to: SmallFEC.nameOf2027)
    let imported = try await folder.run("fec", "import", file)
    #expect(imported.status == 0, "\(imported.errors)")
    let lines = try await lines(folder, "balance-sheet", "--year", "2027")
    #expect(lines["BX"]?.net == 8_000)
    #expect(lines["BX"]?.previous == 0)
    #expect(lines["CF"]?.previous == 1_120_000)
    let balance = try await folder.run("report", "balance", "--year", "2027", "--previous", "--format", "json")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(balance.output.utf8)) as? [[String: Any]])
    let bank = try #require(rows.first { $0["account"] as? String == "512000" })
    #expect(bank["previous"] as? Int == 1_120_000)
    #expect(bank["balance"] as? Int == 1_120_000, "the opening that 2026 leaves, while it is not recorded")
  }

  @Test("the auxiliary balance names third parties, and --previous is null in a first year")
  func auxiliary() async throws {
    let folder = try await NodeFolder.withBooks()
    let answer = try await folder.run(
      "report", "balance", "--year", "2026", "--auxiliary", "--previous", "--format", "json")
    #expect(answer.status == 0, "\(answer.errors)")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]])
    #expect(rows.map { $0["party"] as? String } == ["M1", "C1"])
    #expect(rows.map { $0["party_label"] as? String } == ["Moulin de Barbery", "Hôtel du Parc"])
    #expect(rows.map { $0["balance"] as? Int } == [-52_750, 0])
    #expect(rows.allSatisfy { $0["previous"] is NSNull })
    let csv = try await folder.run("report", "balance", "--year", "2026", "--auxiliary", "--format", "csv")
    #expect(csv.output.hasPrefix("Compte;Libellé;Tiers;Nom;Débit;Crédit;Solde\r\n401000;"))
  }

  @Test("a table ends with its equations; words that mean nothing are usage errors")
  func text() async throws {
    let folder = try await NodeFolder.withBooks()
    let table = try await folder.run("report", "balance-sheet", "--year", "2026")
    #expect(table.output.contains("Total de l’actif 11227,50, total du passif 11227,50 : égaux."))
    let csv = try await folder.run("report", "income-statement", "--year", "2026", "--format", "csv")
    #expect(csv.output.hasPrefix("Case;Libellé;Brut;Amortissements;Net;N-1\r\nFC;Ventes de marchandises;1000,00;"))
    #expect(try await folder.run("report", "balance-sheet", "--year", "2026", "--at", "hier").status == 2)
    #expect(try await folder.run("report", "balance-sheet", "--year", "2026", "--at", "2027-01-01").status == 1)
    #expect(try await folder.run("report", "balance-sheet", "--year", "2030").status == 1)
    #expect(try await folder.run("report", "balance-sheet", "--year", "2026", "--system", "autre").status == 2)
  }
}
