import Model
import Testing

@Suite("Data of the liasse")
struct LiasseDataTests {
  private static let sound = """
    line;asset;A;AD;Actif;;;;source
    total;asset;T;;Total;A;;;source
    line;liability;L;;Passif;R;;;source
    total;liability;U;;Total;L;;;source
    line;expense;C;;Charges;;;;source
    total;result;R;;Résultat;-C;;;source
    account;;A;L;;;;;source
    account;28;AD;AD;;;;;source
    account;6;C;C;;;;;source
    """

  private static let yearEnd = LiasseFixture.text("inventaire")

  private func isRead(_ text: String) -> Bool { Liasse(base: text, simplified: text, yearEnd: Self.yearEnd) != nil }

  @Test("the data that come with the program read whole, for any opening of a year")
  func shipped() {
    #expect(LiasseFixture.liasse.form(.base, yearOpened: LiasseFixture.day(1950, 1, 1)).rubrics.count > 120)
    #expect(LiasseFixture.liasse.form(.simplified, yearOpened: LiasseFixture.day(2099, 1, 1)).rubrics.count > 60)
  }

  @Test("a sound form fills")
  func soundForm() throws {
    let form = try #require(Liasse(base: Self.sound, simplified: Self.sound, yearEnd: Self.yearEnd))
      .form(.base, yearOpened: LiasseFixture.day(2026, 1, 1))
    let filled = form.filled(with: LiasseFixture.standings("215 100\n28 -30\n101 -60\n606 -10"))
    #expect(filled.figures("T") == [10_000, 3_000, 7_000])
    #expect(filled.net("U") == 7_000)
    #expect(filled.isSound)
  }

  @Test(
    "data that do not fit together are refused",
    arguments: [
      ("a box named twice", "line;asset;A;AD;Actif;;;;source", "line;asset;A;A;Actif;;;;source"),
      ("a box nobody knows", "account;6;C;C;;;;;source", "account;6;X;C;;;;;source"),
      ("a circle", "line;asset;A;AD;Actif;;;;source", "line;asset;A;AD;Actif;T;;;source"),
      ("a sum of depreciations", "total;asset;T;;Total;A;;;source", "total;asset;T;;Total;AD;;;source"),
      ("no rule for the rest", "account;;A;L;;;;;source", "account;9;A;L;;;;;source"),
      ("two rules of one account", "account;28;AD;AD;;;;;source", "account;6;AD;AD;;;;;source"),
      ("two totals", "line;asset;A;AD;Actif;;;;source", "total;asset;A;AD;Actif;;;;source"),
      ("no source", "account;6;C;C;;;;;source", "account;6;C;C;;;;;"),
      ("a field too few", "account;6;C;C;;;;;source", "account;6;C;C;;;;source"),
      ("a word instead of party", "account;6;C;C;;;;;source", "account;6;C;C;tiers;;;;source"),
      ("a mark nobody knows", "account;6;C;C;;;;;source", "account;6;C;C;;mark;;;source"),
      ("a date out of the calendar", "account;6;C;C;;;;;source", "account;6;C;C;;;2025-02-30;;source"),
      ("a rule that ends too soon", "account;;A;L;;;;;source", "account;;A;L;;;;2024-12-31;source"),
      ("a broken formula", "total;asset;T;;Total;A;;;source", "total;asset;T;;Total;A++A;;;source"),
    ])
  func refused(why: String, line: String, instead: String) {
    #expect(isRead(Self.sound))
    #expect(!isRead(Self.sound.replacing(line, with: instead)), "\(why)")
  }
}
