/// Small FECs made by hand: each line is the eighteen fields, TAB between them.
struct FECSample {
  static let header = [
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise",
    "Idevise",
  ]
  static let name = "732829320FEC20261231.txt"

  var header = FECSample.header
  var lines: [[String]] = []
  var separator = "\t"
  var ending = "\r\n"

  /// A balanced sale of 12,00 € in two lines.
  static var sale: FECSample {
    FECSample(lines: [line(debit: "12,00"), line(account: "707000", accountLabel: "Ventes", credit: "12,00")])
  }

  static func line(
    journal: String = "VE", journalLabel: String = "Ventes", number: String = "1", date: String = "20260105",
    account: String = "411000", accountLabel: String = "Clients", party: String = "", partyLabel: String = "",
    piece: String = "FA1", pieceDate: String = "20260105", label: String = "Facture 1", debit: String = "0,00",
    credit: String = "0,00", matching: String = "", matchingDate: String = "", valid: String = "20260131",
    original: String = "", currency: String = ""
  ) -> [String] {
    [
      journal, journalLabel, number, date, account, accountLabel, party, partyLabel, piece, pieceDate, label, debit,
      credit, matching, matchingDate, valid, original, currency,
    ]
  }

  /// Two lines that balance.
  static func entry(_ journal: String, _ number: String, _ date: String, _ amount: String = "10,00") -> [[String]] {
    [
      line(journal: journal, journalLabel: "Journal \(journal)", number: number, date: date, debit: amount),
      line(
        journal: journal, journalLabel: "Journal \(journal)", number: number, date: date, account: "707000",
        accountLabel: "Ventes", credit: amount),
    ]
  }

  var text: String { ([header] + lines).map { $0.joined(separator: separator) + ending }.joined() }
  var bytes: [UInt8] { Array(text.utf8) }
  /// ISO 8859-15, for texts whose characters it shares with ISO 8859-1, and the euro sign.
  var latin9: [UInt8] {
    text.unicodeScalars.map { $0 == "€" ? 0xA4 : UInt8(truncatingIfNeeded: $0.value) }
  }
}
