import Foundation
import Model
import Testing

@Suite("The plan comptable général by fiscal year")
struct ChartOfAccountsTests {
  private static let accounts: [ChartAccount] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Resources/data/pcg.csv")
    let text = (FileManager.default.contents(atPath: path.path)).map { String(decoding: $0, as: UTF8.self) }
    return ChartAccount.list(text: text ?? "") ?? []
  }()

  private func chart(_ year: Int) -> ChartOfAccounts {
    ChartOfAccounts(accounts: Self.accounts, yearOpened: CalendarDate(year: year, month: 1, day: 1)!)
  }

  @Test("the list that comes with the program reads whole")
  func listIsRead() {
    #expect(Self.accounts.count > 850)
    #expect(chart(2026).count == 850)
  }

  @Test(
    "the change of 2025 holds for years opened from then on",
    arguments: [
      ("791000", true, false), ("671200", true, false), ("675000", true, false), ("777000", true, false),
      ("657000", false, true), ("757000", false, true), ("747000", false, true), ("152700", false, true),
      ("411000", true, true), ("512100", true, true), ("607", true, true), ("100000", true, true),
      ("4457100", true, true), ("428700", true, true), ("900000", false, false), ("7", false, false),
      ("", false, false),
    ])
  func generations(number: String, before: Bool, since: Bool) {
    #expect((chart(2024).home(of: number) != nil) == before)
    #expect((chart(2025).home(of: number) != nil) == since)
  }

  @Test("an account belongs to its longest listed beginning")
  func longest() {
    #expect(chart(2026).home(of: "445660")?.number == "44566")
    #expect(chart(2026).home(of: "401DUPONT")?.number == "401")
  }

  @Test(
    "a class or a subdivided account of two figures, filled with zeros, is a group",
    arguments: [
      ("400000", true), ("401000", false), ("600000", true), ("60000000", true), ("110000", false), ("120000", false),
      ("310000", false), ("530000", false), ("580000", false), ("512000", false), ("999000", false),
    ])
  func group(number: String, isGroup: Bool) {
    #expect(chart(2026).isGroup(number) == isGroup)
  }

  @Test(
    "a list with a line of another form is refused whole", arguments: ["401;a;b", "x;a;;", "401;a;2025-13-01;", "401"])
  func malformed(line: String) {
    #expect(ChartAccount.list(text: "# ok\n411;Clients;;\n" + line) == nil)
  }
}
