/// What a collaborateur types: purchases. Neither banks nor pay nor capital stand in their journals or on their
/// accounts.
public enum PurchaseScope {
  /// How the accounts begin that an invoice of a supplier stands on: equipment, suppliers, the tax that it bears, what
  /// is bought and hired, licences.
  static let roots = ["20", "21", "40", "4452", "4456", "4458", "60", "61", "62", "651"]
  /// Words of the codes and labels that journals of purchases bear in French books.
  static let journalWords: Set<String> = ["AC", "ACH", "ACHAT", "ACHATS", "HA", "FOURNISSEUR", "FOURNISSEURS"]

  /// - Parameter account: blank for a line that has none yet.
  public static func holds(account: String) -> Bool { account.isEmpty || roots.contains { account.hasPrefix($0) } }

  public static func holds(journal code: String, label: String) -> Bool {
    SearchText.words(code + " " + label).contains { journalWords.contains($0) }
  }

  /// The first account of a draft that is beyond; nil when none is.
  public static func strayAccount(of draft: EntryDraft) -> String? {
    draft.lines.lazy.map(\.account).first { !holds(account: $0) }
  }
}
