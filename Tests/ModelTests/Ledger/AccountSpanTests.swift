import Model
import Testing

@Suite("Which accounts a list shows")
struct AccountSpanTests {
  @Test(
    "a beginning, or two ends that are both in",
    arguments: [
      ("", "000000", true), ("41", "411000", true), ("41", "421000", false), ("6-7", "601000", true),
      ("6-7", "799000", true), ("6 - 7", "7", true), ("6-7", "512000", false), ("6-7", "800000", false),
      ("401-411", "401", true), ("401-411", "411999", true), ("401-411", "400999", false), ("401-411", "412000", false),
      ("411-A", "411-A1", true), ("411-A", "411000", false), ("6-", "6-1", true), ("7-6", "601000", false),
    ])
  func contains(text: String, account: String, isIn: Bool) { #expect(AccountSpan(text).contains(account) == isIn) }

  @Test("spaces around are no part of it, and all is all")
  func text() {
    #expect(AccountSpan(" 41 ").text == "41" && AccountSpan.all.isAll)
    #expect(AccountSpan("6-7").isRange && !AccountSpan("67").isRange)
  }
}
