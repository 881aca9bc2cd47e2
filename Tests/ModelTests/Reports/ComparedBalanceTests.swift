import Model
import Testing

@Suite("A balance beside that of the year before")
struct ComparedBalanceTests {
  private func balance(_ rows: [(String, Int128)]) -> TrialBalance {
    TrialBalance(
      rows: rows.map { account, balance in
        .init(
          account: account, label: account, debit: MoneyTotal(minor: max(0, balance)),
          credit: MoneyTotal(minor: max(0, -balance)))
      })
  }

  private func compared(_ now: [(String, Int128)], _ before: [(String, Int128)]) -> [String] {
    balance(now).compared(with: balance(before)).rows.map {
      "\($0.account) \($0.balance.minor) \($0.previousBalance?.minor ?? -1)"
    }
  }

  @Test("accounts meet by their number, those of one year alone have nothing in the other")
  func plain() {
    #expect(
      compared([("401000", -5), ("512000", 7)], [("512000", 3), ("707000", -3)])
        == ["401000 -5 0", "512000 7 3", "707000 0 -3"])
  }

  @Test("an account filled with other zeros is the same; a subdivision, or a choice of two, is not")
  func filled() {
    #expect(compared([("41100000", 7)], [("411000", 3)]) == ["41100000 7 3"])
    #expect(compared([("411", 7), ("411001", 1)], [("411000", 3), ("411001", 2)]) == ["411 7 3", "411001 1 2"])
    #expect(compared([("4110", 7), ("4111", 1)], [("411000", 3)]) == ["4110 7 3", "4111 1 0"])
    #expect(compared([("41100000", 7)], [("411000", 3), ("4110000", 4)]).first == "411000 0 3")
    #expect(compared([("411", 7), ("4110", 1)], [("411000", 3)]) == ["411 7 3", "4110 1 0"])
  }
}
