import Model
import Testing

@Suite("Which entries need a document")
struct DocumentNeedTests {
  @Test(
    "by the accounts they stand on",
    arguments: [
      (["607000", "445660", "401000"], true), (["411000", "707000", "445710"], true), (["218300", "404000"], true),
      (["627000", "512000"], true), (["606400", "530000"], true), (["401000", "607000", "512000"], true),
      // A payment of what was invoiced, and what closes a year.
      (["401000", "512000"], false), (["512000", "411000"], false), (["681120", "281830"], false),
      (["603700", "370000"], false), (["421000", "512000"], false), (["512000", "580000"], false), ([], false),
    ])
  func need(accounts: [String], isFelt: Bool) {
    #expect(DocumentNeed.isFelt(on: accounts) == isFelt)
  }
}
