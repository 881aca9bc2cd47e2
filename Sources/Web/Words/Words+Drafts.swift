public import Application
import Model

extension Words {
  public static func of(_ refusal: DraftRefusal) -> Wording {
    switch refusal {
    case .unknown:
      Wording("Ce brouillon n’existe pas, ou plus.", remedy: "Choisissez-le dans le brouillard.")
    case .alreadyPosted:
      Wording(
        "Ce brouillon est validé : rien n’en change plus.",
        remedy: "Ouvrez l’écriture ; elle se corrige par une contre-passation.")
    case .empty:
      Wording("Cette écriture est vide : il n’y a rien à enregistrer.")
    case .changedSince(let count):
      Wording(
        "\(French.count(count, "brouillon a", "brouillons ont")) changé depuis : cette annulation effacerait le "
          + "travail d’une autre personne.", remedy: "Ouvrez-le et corrigez-le.")
    case .nothingToUndo: Wording("Il n’y a rien à annuler.")
    case .completedByOthers:
      Wording("Ce brouillon est chez votre comptable, qui l’a complété.", remedy: "Voyez avec lui ce qui doit changer.")
    case .noPurchaseJournal:
      Wording(
        "Ces livres n’ont pas encore de journal d’achats.",
        remedy: "Votre comptable l’ouvre en y saisissant une première écriture.")
    case .journalBeyondPurchases(let code):
      Wording(
        code.isEmpty ? "Le journal manque." : "« \(code) » n’est pas un journal d’achats.",
        remedy: "Votre rôle saisit des achats : choisissez-en le journal, ou demandez à votre comptable.")
    case .accountBeyondPurchases(let account):
      Wording(
        "Le compte \(account) n’est pas un compte d’achats.",
        remedy: "Laissez-le vide si vous hésitez : votre comptable le choisira.")
    }
  }

  /// Said once a draft is kept.
  static func saved(_ draft: EntryDraft, unknownNames: Int) -> String {
    let name = [draft.journal, draft.voucherReference].filter { !$0.isEmpty }.joined(separator: " ")
    var total = MoneyTotal.zero
    for line in draft.lines { total.add(line.amount.debit) }
    let gap = draft.imbalance
    let said = "Brouillon enregistré : \(name), \(French.amount(total))\(French.hardSpace)€"
    if unknownNames > 0 {
      return said + ". " + French.count(unknownNames, "compte ou tiers est inconnu", "comptes ou tiers sont inconnus")
        + " : donnez leur nom pour les créer."
    }
    return gap.isZero
      ? said + ", équilibré."
      : said + ", écart de \(French.amount(gap.magnitude))\(French.hardSpace)€ à corriger avant la validation."
  }

  /// One field that two people changed, with both values.
  static func of(_ clash: DraftClash, lines: [Identifier<DraftLine>]) -> String {
    let values = clash.values.map { "« \(text($0)) »" }
    let shown = values.dropLast().joined(separator: ", ") + " et " + (values.last ?? "")
    return "\(name(of: clash.field, lines: lines)) : changé deux fois, \(shown). Le premier est gardé ; "
      + "corrigez-le si besoin, puis enregistrez : vous aurez choisi."
  }

  static func name(of field: DraftField, lines: [Identifier<DraftLine>]) -> String {
    switch field {
    case .journal: return "Journal"
    case .date: return "Date"
    case .voucherReference: return "Pièce"
    case .voucherDate: return "Date de la pièce"
    case .label: return "Libellé"
    case .line(let id, let part):
      let number = lines.firstIndex(of: id).map { "Ligne \($0 + 1), " } ?? ""
      let name =
        switch part {
        case .account: "compte"
        case .party: "tiers"
        case .amount: "montant"
        case .label: "libellé"
        case .dueDate: "échéance"
        case .place: "rang"
        }
      return number + name
    }
  }

  private static func text(_ value: DraftValue) -> String {
    switch value {
    case .text(let text): text
    case .date(let date): French.date(date)
    case .optionalDate(let date): date.map { French.date($0) } ?? "aucune"
    case .party(let key): key?.code ?? "aucun"
    case .amount(let sides):
      sides.credit.isZero ? "\(French.amount(sides.debit)) au débit" : "\(French.amount(sides.credit)) au crédit"
    case .place(let number): String(number)
    }
  }
}
