import Model
import Testing

@Suite("Properties of the statements")
struct LiassePropertyTests {
  private static let accounts = ChartAccount.list(text: LiasseFixture.text("pcg")) ?? []

  /// What must be nil at closing or never reaches a form: branches (18), internal transfers (58), closing of the
  /// ledgers (89). A class alone is no account.
  private func hasNoBox(_ number: String) -> Bool {
    number.count == 1 || ["18", "58", "8"].contains { number.hasPrefix($0) }
  }

  @Test("every account of the plan, of either generation, falls in one box of its year", arguments: [2024, 2025])
  func everyAccount(year: Int) {
    let opened = LiasseFixture.day(year, 1, 1)
    let valid = Self.accounts.filter { ($0.validFrom ?? opened) <= opened && opened <= ($0.validTo ?? opened) }
    let numbers = Set(valid.map(\.number))
    #expect(numbers.count >= 850)
    for system in LiasseSystem.allCases {
      let form = LiasseFixture.form(system, year)
      for number in numbers where !hasNoBox(number) {
        // The side that the account is meant for: what is refused is only the other one.
        let kinds = ["100", "-100"].map { amount in
          form.filled(with: LiasseFixture.standings("\(number) \(amount)")).rows.filter { !$0.parts.isEmpty }
        }
        for rows in kinds { #expect(rows.count == 1, "\(system) \(number)") }
        #expect(kinds.contains { $0.first?.rubric.kind == .line }, "\(system) \(number)")
        #expect(form.rule(for: number).mark != .retired, "\(system) \(number)")
      }
      for number in numbers where hasNoBox(number) && number.count > 1 {
        let rows = form.filled(with: LiasseFixture.standings("\(number) 100")).rows.filter { !$0.parts.isEmpty }
        #expect(rows.map(\.rubric.kind) == [.outside], "\(system) \(number)")
      }
    }
  }

  @Test("what the plan of 2025 dropped from classes 6 and 7 is marked as such, and nothing else")
  func retired() {
    let dropped = Self.accounts.filter { account in
      ["6", "7"].contains { account.number.hasPrefix($0) } && account.validTo != nil
        && !account.number.hasPrefix("658") && !account.number.hasPrefix("758")
        && !account.number.hasPrefix("678") && !account.number.hasPrefix("778")
    }
    #expect(dropped.count > 30)
    for system in LiasseSystem.allCases {
      for account in dropped {
        #expect(LiasseFixture.form(system, 2025).rule(for: account.number).mark == .retired, "\(account.number)")
        #expect(LiasseFixture.form(system, 2024).rule(for: account.number).mark == nil, "\(account.number)")
      }
    }
  }

  @Test("in books that balance every equation holds, whatever the accounts", arguments: 1...40)
  func equations(seed: UInt64) {
    var dice = Dice(seed: seed)
    let numbers = Self.accounts.map(\.number) + ["9", "", "88000", "XYZ", "6", "7", "73000"]
    var standings: [AccountStanding] = []
    var sum: Int128 = 0
    for _ in 0..<(1 + dice.roll(120)) {
      let number = numbers[dice.roll(numbers.count)] + String(repeating: "0", count: dice.roll(3))
      let (debtors, creditors) = (Int128(dice.roll(1_000_000)), Int128(dice.roll(1_000_000)))
      sum += debtors - creditors
      standings.append(
        AccountStanding(
          account: number, label: "", debtors: MoneyTotal(minor: debtors), creditors: MoneyTotal(minor: creditors)))
    }
    standings.append(AccountStanding(account: "512999", label: "", balance: MoneyTotal(minor: -sum)))
    for form in LiasseFixture.forms.values {
      let statements = form.filled(with: standings)
      #expect(statements.controls.count == 3)
      #expect(statements.isSound, "\(statements.controls)")
      // Nothing is dropped and nothing counted twice: parts, brought back to debit minus credit, are the balances.
      for standing in standings {
        let parts = statements.rows.flatMap(\.parts).filter { $0.account == standing.account }
        let all = standings.filter { $0.account == standing.account }.reduce(Int128(0)) { $0 + $1.balance.minor }
        let placed = parts.reduce(Int128(0)) { $0 + ($1.side == .debit ? 1 : -1) * abs($1.amount.minor) }
        #expect(placed == all, "\(standing.account)")
      }
    }
  }

  /// The same seed gives the same books.
  private struct Dice {
    var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func roll(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
  }
}
