/// Small legal files, written by hand.
enum SampleFEC {
  static let header = [
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise",
    "Idevise",
  ].joined(separator: "\t")

  /// An opening, a sale, its payment matched with it, a purchase: 10 lines, 4 entries, one line in dollars.
  static let year2026 = text([
    "AN|À-nouveaux|1|20260101|101000|Capital|||AN|20260101|Report|0,00|10000,00|||20260105||",
    "AN|À-nouveaux|1|20260101|512000|Banque|||AN|20260101|Report|10000,00|0,00|||20260105||",
    "VE|Ventes|1|20260215|411000|Clients|C1|Hôtel du Parc|FA1|20260215|Facture 1|1200,00|0,00|A|20260310|20260228||",
    "VE|Ventes|1|20260215|707000|Ventes de pain|||FA1|20260215|Facture 1|0,00|1000,00|||20260228||",
    "VE|Ventes|1|20260215|445710|TVA collectée|||FA1|20260215|Facture 1|0,00|200,00|||20260228||",
    "BQ|Banque|1|20260310|512000|Banque|||VIR1|20260310|Virement|1200,00|0,00|||20260331||",
    "BQ|Banque|1|20260310|411000|Clients|C1|Hôtel du Parc|VIR1|20260310|Virement|0,00|1200,00|A|20260310|20260331||",
    "AC|Achats|1|20260320|601000|Farine|||F77|20260318|Moulin|500,00|0,00|||20260331|545,00|USD",
    "AC|Achats|1|20260320|445660|TVA déductible|||F77|20260318|Moulin|27,50|0,00|||20260331||",
    "AC|Achats|1|20260320|401000|Fournisseurs|M1|Moulin de Barbery|F77|20260318|Moulin|0,00|527,50|||20260331||",
  ])

  static func text(_ lines: [String]) -> String {
    ([header] + lines.map { $0.replacing("|", with: "\t") }).joined(separator: "\r\n") + "\r\n"
  }

  /// `count` two-line entries of one journal, numbered from 1.
  static func sales(_ count: Int) -> String {
    text(
      (1...count).flatMap { number -> [String] in
        let day = 20_260_101 + Int32(number % 28)
        let head = "VE|Ventes|\(number)|\(day)"
        let tail = "FA\(number)|\(day)|Vente \(number)"
        return [
          "\(head)|411000|Clients|C\(number % 50)|Client \(number % 50)|\(tail)|12,34|0,00|||\(day)||",
          "\(head)|707000|Ventes|||\(tail)|0,00|12,34|||\(day)||",
        ]
      })
  }
}
