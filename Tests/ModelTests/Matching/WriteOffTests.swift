import Model
import Testing

@Suite("Write-offs of matchings")
struct WriteOffTests {
  @Test(
    "a difference is written off within what is tolerated, and nothing is none",
    arguments: [(0, 5, false), (5, 5, true), (-5, 5, true), (6, 5, false), (-1_001, 5_000, false), (3, 0, false)]
      as [(Int128, Int64, Bool)])
  func bounds(gap: Int128, tolerance: Int64, expected: Bool) {
    let found = WriteOff(gap: MoneyTotal(minor: gap), tolerance: Money(minor: tolerance))
    #expect((found != nil) == expected)
  }

  @Test("what is not received is a charge, what is not paid a product, on an account as long as that matched")
  func sides() throws {
    let loss = try #require(WriteOff(gap: MoneyTotal(minor: 3), tolerance: Money(minor: 5)))
    #expect(loss.isLoss && loss.root == "658" && loss.number(like: "411000") == "658000")
    let gain = try #require(WriteOff(gap: MoneyTotal(minor: -4), tolerance: Money(minor: 5)))
    #expect(!gain.isLoss && gain.root == "758" && gain.number(like: "41100000") == "75800000")
    #expect(gain.number(like: "41") == "758")
  }

  @Test("the entry balances, and takes exactly what was left off the account", arguments: [-1_000, -7, -1, 1, 5, 999])
  func lines(gap: Int64) throws {
    let off = try #require(WriteOff(gap: MoneyTotal(minor: Int128(gap)), tolerance: Money(minor: 1_000)))
    let party = PartyKey(nature: .customer, code: "C1")
    let lines = off.lines(account: "411000", party: party, counterpart: "658000")
    #expect(lines.map(\.account) == ["411000", "658000"] && lines.map(\.party) == [party, nil])
    #expect(lines.reduce(0) { $0 + $1.debit.minor - $1.credit.minor } == 0)
    #expect(lines[0].debit.minor - lines[0].credit.minor == -gap)
    #expect(lines.allSatisfy { $0.debit.minor >= 0 && $0.credit.minor >= 0 && ($0.debit.isZero != $0.credit.isZero) })
  }
}
