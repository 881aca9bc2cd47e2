import Model
import Testing

@Suite("Money")
struct MoneyTests {
  @Test("adds, subtracts and changes sign in whole cents")
  func arithmetic() {
    #expect(Money(minor: 1_999) + Money(minor: 1) == Money(minor: 2_000))
    #expect(Money(minor: 1) - Money(minor: 2) == Money(minor: -1))
    #expect(-Money(minor: 5) == Money(minor: -5))
    #expect(Money.zero.isZero && !Money(minor: -1).isZero)
  }

  @Test("two currencies are two amounts")
  func currencies() throws {
    let dollar = try #require(Currency("USD"))
    #expect(Money(minor: 1, currency: dollar) != Money(minor: 1))
    #expect(dollar.description == "USD" && Currency.eur.description == "EUR")
    for text in ["", "EU", "EURO", "eur", "E1R", "ÉUR"] { #expect(Currency(text) == nil) }
  }

  @Test("is described with a comma", arguments: [(0, "0,00"), (5, "0,05"), (-1_234, "-12,34"), (100, "1,00")])
  func description(cents: Int64, text: String) {
    #expect(Money(minor: cents).description == "\(text) EUR")
    #expect(MoneyTotal(minor: Int128(cents)).description == text)
  }

  @Test("a total holds more than any sum of the largest amounts")
  func total() {
    var total = MoneyTotal.zero
    let largest = Money(minor: Money.largestMinor)
    for _ in 0..<1_000 { total.add(largest) }
    #expect(total.minor == 1_000 * Int128(Money.largestMinor))
    total += MoneyTotal(minor: Int128(Int64.max)) + MoneyTotal(minor: Int128(Int64.max))
    #expect(total - total == .zero && total.minor > Int128(Int64.max))
  }
}
