import Application
public import Model

extension Words {
  /// `tel que connu le 31/03/2026`, `tel que connu le 31/03/2026 à 18:04`.
  public static func known(_ moment: KnownMoment) -> String { "tel que connu le \(French.moment(moment))" }

  static let knownMeaning = "Ce qui a été enregistré plus tard n’est pas compté."

  static func of(_ refusal: HistoryRefusal) -> Wording {
    switch refusal {
    case .backwards(let since, let through):
      Wording(
        "Le \(French.moment(through)) n’est pas après le \(French.moment(since)) : il n’y a rien à comparer.",
        remedy: "Choisissez un moment plus ancien, ou revenez à aujourd’hui.")
    case .future(let moment):
      Wording(
        "Le \(French.moment(moment)) est à venir : personne ne sait ce que les livres diront.",
        remedy: "Choisissez un moment passé ; sans moment, la page montre ce qui est connu maintenant.")
    }
  }

  static func of(_ refusal: KnownMomentRefusal) -> Wording {
    Wording(
      "« \(refusal.typed) » n’est pas un moment.",
      remedy: "Écrivez un jour, 31/03/2026, ou un jour et une heure, 31/03/2026 18:04.")
  }
}

extension Words {
  /// Why an account stands in a line of a statement.
  static func rule(_ rule: StatementForm.Rule, _ part: FinancialStatements.Part) -> String {
    let accounts = rule.beginning.isEmpty ? "Les comptes qu’aucune autre règle ne prend" : "Comptes \(rule.beginning)…"
    guard rule.debitBox != rule.creditBox else { return "\(accounts), quel que soit le sens du solde." }
    let side = part.side == .debit ? "débiteur" : "créditeur"
    let other = part.side == .debit ? (rule.creditBox, "créditeur") : (rule.debitBox, "débiteur")
    let parties = rule.splitsByParty ? ", tiers par tiers" : ""
    return "\(accounts) : ici quand le solde est \(side), en \(other.0) quand il est \(other.1)\(parties)."
  }
}
