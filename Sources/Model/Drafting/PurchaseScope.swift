/// What a collaborateur types: purchases. Neither banks nor pay nor capital stand in their journals or on their
/// accounts.
public enum PurchaseScope {
  /// How the accounts begin that an invoice of a supplier stands on: equipment, suppliers, the tax that it bears, what
  /// is bought and hired, licences.
  public static let accountRoots = ["20", "21", "40", "4452", "4456", "4458", "60", "61", "62", "651"]
  /// Words of the codes and labels that journals of purchases bear in French books.
  static let journalWords: Set<String> = ["AC", "ACH", "ACHAT", "ACHATS", "HA", "FOURNISSEUR", "FOURNISSEURS"]
  /// Words of journals that pay: what is owed to suppliers is settled there, and banks stand beside.
  static let paymentWords: Set<String> = [
    "BANQUE", "BQ", "CAISSE", "REGLEMENT", "REGLEMENTS", "PAIEMENT", "PAIEMENTS", "VIREMENT", "VIREMENTS",
    "DECAISSEMENT", "DECAISSEMENTS", "PAIE",
  ]

  /// - Parameter account: blank for a line that has none yet.
  public static func holds(account: String) -> Bool {
    account.isEmpty || accountRoots.contains { account.hasPrefix($0) }
  }

  /// - Parameter party: nil for a line that names nobody.
  public static func holds(party: PartyKey?) -> Bool { party.map { $0.nature == .supplier } ?? true }

  public static func holds(journal code: String, label: String) -> Bool {
    let words = SearchText.words(code + " " + label)
    return words.contains { journalWords.contains($0) } && !words.contains { paymentWords.contains($0) }
  }

  /// The first account of a draft that is beyond; nil when none is.
  public static func strayAccount(of draft: EntryDraft) -> String? {
    draft.lines.lazy.map(\.account).first { !holds(account: $0) }
  }

  /// Whether nothing of a draft is beyond but, perhaps, its journal: values that two people gave one field included.
  public static func holds(_ draft: EntryDraft) -> Bool {
    strayAccount(of: draft) == nil && draft.lines.allSatisfy { holds(party: $0.party) }
      && draft.clashes.allSatisfy { clash in
        clash.values.allSatisfy { value in
          switch (clash.field, value) {
          case (.line(_, .account), .text(let account)): holds(account: account)
          case (.line(_, .party), .party(let party)): holds(party: party)
          default: true
          }
        }
      }
  }
}
