import Foundation
import Testing

@Suite("Forms of the ledger and the journals")
struct LedgerFormatTests {
  private struct Row: Decodable {
    let journal: String
    let number: String
    let date: String
    let account: String
    let label: String
    let party: String?
    let piece: String
    let debit: Int
    let credit: Int
    let matching: String?
    let balance: Int?
  }

  private func rows(_ answer: Program.Answer) throws -> [Row] {
    try JSONDecoder().decode([Row].self, from: Data(answer.output.utf8))
  }

  @Test("the ledger is an array of lines in cents, with a running balance that starts anew in each account")
  func ledger() async throws {
    let folder = try await NodeFolder.withBooks()
    let answer = try await folder.run("report", "ledger", "--year", "2026", "--format", "json")
    #expect(answer.status == 0)
    let rows = try rows(answer)
    #expect(!rows.isEmpty)
    #expect(rows.map(\.account) == rows.map(\.account).sorted())
    var balances: [String: Int] = [:]
    for row in rows {
      balances[row.account, default: 0] += row.debit - row.credit
      #expect(row.balance == balances[row.account])
      #expect(row.date.count == 10 && row.date.hasPrefix("2026-"))
    }
    #expect(balances.values.reduce(0, +) == 0)
    let account = try #require(rows.last?.account)
    let alone = try await folder.run(
      "report", "ledger", "--year", "2026", "--account", account, "--format", "json")
    #expect(try self.rows(alone).count == rows.filter { $0.account == account }.count)
    let journal = try await folder.run("report", "journal", "--year", "2026", "--format", "json")
    let entries = try self.rows(journal)
    #expect(entries.count == rows.count && entries.allSatisfy { $0.balance == nil })
    #expect(entries.map(\.journal) == entries.map(\.journal).sorted())
    let one = try await folder.run(
      "report", "journal", "--year", "2026", "--journal", entries[0].journal, "--at", "2026-12-31", "--format", "csv")
    let lines = one.output.split(separator: "\r\n")
    #expect(lines.count == 1 + entries.filter { $0.journal == entries[0].journal }.count)
  }

  @Test("an account, a journal or a day that is not in the books is refused in words")
  func refused() async throws {
    let folder = try await NodeFolder.withBooks()
    for words in [
      ["ledger", "--account", "999999"], ["journal", "--journal", "ZZ"], ["ledger", "--at", "2031-01-01"],
    ] {
      let answer = try await folder.run(["report", words[0], "--year", "2026"] + words.dropFirst())
      #expect(answer.status == 1, "\(words)")
      #expect(answer.errors.hasSuffix(".\n"))
    }
  }
}
