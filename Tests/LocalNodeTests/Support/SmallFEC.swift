/// Small legal files, written by hand.
enum SmallFEC {
  static let name = "732829320FEC20261231.txt"
  static let nameOf2027 = "732829320FEC20271231.txt"

  /// Words that stand nowhere else: what a search must not find.
  static let label = "Farine de seigle T130"
  static let party = "Moulin de Barbery"

  static let header = [
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise",
    "Idevise",
  ].joined(separator: "\t")

  /// An opening, a sale, its payment, a purchase.
  static let lines = [
    "AN|À-nouveaux|1|20260101|101000|Capital|||AN|20260101|Report|0,00|10000,00|||20260105||",
    "AN|À-nouveaux|1|20260101|512000|Banque|||AN|20260101|Report|10000,00|0,00|||20260105||",
    "VE|Ventes|1|20260215|411000|Clients|C1|Hôtel du Parc|FA1|20260215|Facture 1|1200,00|0,00|||20260228||",
    "VE|Ventes|1|20260215|707000|Ventes de pain|||FA1|20260215|Facture 1|0,00|1000,00|||20260228||",
    "VE|Ventes|1|20260215|445710|TVA collectée|||FA1|20260215|Facture 1|0,00|200,00|||20260228||",
    "BQ|Banque|1|20260310|512000|Banque|||VIR1|20260310|Virement|1200,00|0,00|||20260331||",
    "BQ|Banque|1|20260310|411000|Clients|C1|Hôtel du Parc|VIR1|20260310|Virement|0,00|1200,00|||20260331||",
    "AC|Achats|1|20260320|601000|Farine|||F77|20260318|\(label)|500,00|0,00|||20260331||",
    "AC|Achats|1|20260320|445660|TVA déductible|||F77|20260318|\(label)|27,50|0,00|||20260331||",
    "AC|Achats|1|20260320|401000|Fournisseurs|M1|\(party)|F77|20260318|\(label)|0,00|527,50|||20260331||",
  ]

  static let year2026 = text(lines)

  /// The balance of ``year2026``, counted by hand.
  static let balance = [
    BalanceRow("101000", "Capital", credit: 1_000_000),
    BalanceRow("401000", "Fournisseurs", credit: 52_750),
    BalanceRow("411000", "Clients", debit: 120_000, credit: 120_000),
    BalanceRow("445660", "TVA déductible", debit: 2_750),
    BalanceRow("445710", "TVA collectée", credit: 20_000),
    BalanceRow("512000", "Banque", debit: 1_120_000),
    BalanceRow("601000", "Farine", debit: 50_000),
    BalanceRow("707000", "Ventes de pain", credit: 100_000),
  ]

  /// The same year at the end of February.
  static let balanceOfFebruary = [
    BalanceRow("101000", "Capital", credit: 1_000_000),
    BalanceRow("411000", "Clients", debit: 120_000),
    BalanceRow("445710", "TVA collectée", credit: 20_000),
    BalanceRow("512000", "Banque", debit: 1_000_000),
    BalanceRow("707000", "Ventes de pain", credit: 100_000),
  ]

  /// The next year: one sale.
  static let year2027 = text([
    "VE|Ventes|1|20270215|411000|Clients|C1|Hôtel du Parc|FA9|20270215|Facture 9|80,00|0,00|||20270228||",
    "VE|Ventes|1|20270215|707000|Ventes de pain|||FA9|20270215|Facture 9|0,00|80,00|||20270228||",
  ])

  /// The accounts of ``year2027``: the others of its balance are what 2026 leaves.
  static let accountsOf2027 = ["411000", "707000"]

  /// The file as a whole lacks a cent: it must be blocked.
  static let withoutACent = year2026.replacing("10000,00\t0,00", with: "9999,99\t0,00")

  /// Two entries of one journal, a cent too much and a cent too little: to be consented to.
  static let unbalancedEntries = text([
    "VE|Ventes|1|20260215|411000|Clients|||FA1|20260215|Facture 1|10,01|0,00|||20260228||",
    "VE|Ventes|1|20260215|707000|Ventes de pain|||FA1|20260215|Facture 1|0,00|10,00|||20260228||",
    "VE|Ventes|2|20260216|411000|Clients|||FA2|20260216|Facture 2|10,00|0,00|||20260228||",
    "VE|Ventes|2|20260216|707000|Ventes de pain|||FA2|20260216|Facture 2|0,00|10,01|||20260228||",
  ])

  static func text(_ lines: [String]) -> String {
    ([header] + lines.map { $0.replacing("|", with: "\t") }).joined(separator: "\r\n") + "\r\n"
  }
}
