import Model
import Testing

@Suite("What purchases are")
struct PurchaseScopeTests {
  @Test(
    "accounts, one of each kind",
    arguments: [
      ("", true), ("601000", true), ("611100", true), ("625100", true), ("651000", true), ("445660", true),
      ("445200", true), ("401000", true), ("404000", true), ("408100", true), ("218300", true), ("205000", true),
      ("512000", false), ("530000", false), ("421000", false), ("431000", false), ("641100", false), ("645000", false),
      ("411000", false), ("445710", false), ("445510", false), ("455000", false), ("101000", false), ("164000", false),
      ("707000", false), ("281830", false), ("695000", false), ("471000", false),
    ])
  func accounts(number: String, isPurchase: Bool) { #expect(PurchaseScope.holds(account: number) == isPurchase) }

  @Test(
    "journals, by their code or a word of their label",
    arguments: [
      ("AC", "Achats", true), ("HA", "Journal des achats", true), ("ACH", "", true), ("FRS", "Fournisseurs", true),
      ("01", "ACHATS DE MARCHANDISES", true), ("BQ", "Banque", false), ("OD", "Opérations diverses", false),
      ("VE", "Ventes", false), ("AN", "À-nouveaux", false), ("PA", "Paie", false), ("RA", "Rachats de parts", false),
      ("BF", "Banque règlements fournisseurs", false), ("RF", "Règlements fournisseurs", false),
      ("CA", "Achats caisse", false),
    ])
  func journals(code: String, label: String, isPurchase: Bool) {
    #expect(PurchaseScope.holds(journal: code, label: label) == isPurchase)
  }

  @Test("the first account beyond is the one named")
  func stray() {
    func line(_ number: UInt64, _ account: String) -> EntryDraftLine {
      EntryDraftLine(id: Identifier(high: 0, low: number), account: account, place: Int64(number))
    }
    var draft = EntryDraft(id: Identifier(high: 1, low: 1), lines: [line(1, "601000"), line(2, ""), line(3, "401000")])
    #expect(PurchaseScope.strayAccount(of: draft) == nil)
    draft.lines += [line(4, "641000"), line(5, "512000")]
    #expect(PurchaseScope.strayAccount(of: draft) == "641000")
  }
}
