import Foundation
import Testing

@Suite("Assets on the command line")
struct AssetCommandTests {
  @Test("the register and the charges of a year come as a table, as JSON and as rows, empty ones too")
  func formats() async throws {
    let folder = try await NodeFolder.withBooks()
    for words in [["assets", "list"], ["assets", "plan"]] {
      let json = try await folder.run(words + ["--year", "2026", "--format", "json"])
      #expect(json.status == 0 && json.output.filter { !$0.isWhitespace } == "[]", "\(json.errors)")
      let unknown = try await folder.run(words + ["--year", "2031"])
      #expect(unknown.status == 1 && !unknown.errors.isEmpty)
    }
    let list = try await folder.run("assets", "list", "--year", "2026", "--format", "csv")
    #expect(list.output == "Compte;Désignation;Acquise le;Mois;Origine;Amorti;Net\r\n")
    let plan = try await folder.run("assets", "plan", "--year", "2026", "--format", "csv")
    #expect(plan.output == "Désignation;Dotation;Amortissement;Montant;Dérogatoire;Net;État\r\n")
  }
}
