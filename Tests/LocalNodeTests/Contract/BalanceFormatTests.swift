import Foundation
import Testing

@Suite("The balance in its three forms")
struct BalanceFormatTests {
  @Test("JSON holds five keys a row, whole cents, and a balance that is debit minus credit")
  func json() async throws {
    let folder = try await NodeFolder.withBooks()
    let answer = try await folder.run("report", "balance", "--year", "2026", "--format", "json")
    #expect(answer.status == 0)
    #expect(answer.errors.isEmpty)
    #expect(try BalanceRow.list(answer.output) == SmallFEC.balance)
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]])
    for row in rows { #expect(row.keys.sorted() == ["account", "balance", "credit", "debit", "label"]) }
    #expect(!answer.output.contains("."), "cents are whole")
    for row in SmallFEC.balance { #expect(row.balance == row.debit - row.credit) }
  }

  @Test("--at stops at a day, that day included")
  func at() async throws {
    let folder = try await NodeFolder.withBooks()
    for day in ["2026-02-15", "2026-03-09"] {
      let answer = try await folder.run("report", "balance", "--year", "2026-12-31", "--at", day, "--format", "json")
      #expect(answer.status == 0, "\(answer.errors)")
      #expect(try BalanceRow.list(answer.output) == SmallFEC.balanceOfFebruary)
    }
    let before = try await folder.run("report", "balance", "--year", "2026", "--at", "2026-02-14", "--format", "json")
    #expect(try BalanceRow.list(before.output).map(\.account) == ["101000", "512000"])
  }

  @Test("CSV is what a French spreadsheet reads; a table ends with its totals")
  func text() async throws {
    let folder = try await NodeFolder.withBooks()
    let csv = try await folder.run("report", "balance", "--year", "2026", "--format", "csv")
    let rows = csv.output.split(separator: "\r\n")
    #expect(csv.output.hasSuffix("\r\n"))
    #expect(rows.first == "Compte;Libellé;Débit;Crédit;Solde")
    #expect(rows.dropFirst().first == "101000;Capital;0,00;10000,00;-10000,00")
    #expect(rows.count == SmallFEC.balance.count + 1)
    let table = try await folder.run("report", "balance", "--year", "2026")
    let total = table.output.split(separator: "\n").last ?? ""
    #expect(total.contains(/Total +12927,50 +12927,50 +0,00/), "\(total)")
  }
}
