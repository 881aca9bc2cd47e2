import Model
import Testing

@Suite("Texts that are searched")
struct SearchTextTests {
  @Test(
    "a number or a reference is one word, whatever its case and its marks",
    arguments: [
      ("F-2026-0021", "F20260021"), ("fa 12/b", "FA12B"), ("411000", "411000"), ("", ""), ("---", ""),
      ("Pièce n° 7", "PIECEN7"), ("Œuvre", "OEUVRE"), ("straße", "STRASSE"), ("e\u{301}te\u{301}", "ETE"),
      ("Ελλάς", "ΕΛΛΆΣ"),
    ])
  func keys(text: String, key: String) {
    #expect(SearchText.key(text) == key)
  }

  @Test("a label is cut where its letters and digits stop")
  func words() {
    #expect(SearchText.words("Client n° 7 — Éts Müller & Fils") == ["CLIENT", "N", "7", "ETS", "MULLER", "FILS"])
    #expect(SearchText.words("Petits-déjeuners d’août") == ["PETITS", "DEJEUNERS", "D", "AOUT"])
    #expect(SearchText.words(" , ").isEmpty)
  }

  @Test(
    "the number at the end of a reference is found without its zeros",
    arguments: [
      ("F-2026-0021", "21"), ("VIR0316", "316"), ("0021", nil), ("21", nil), ("FA-12b", nil), ("A-000", nil),
      ("", nil),
    ] as [(String, String?)])
  func endNumbers(reference: String, number: String?) {
    #expect(SearchText.endNumber(reference) == number)
  }
}
