public import Application
import Model

extension Words {
  public static func of(_ refusal: MatchingRefusal) -> Wording {
    switch refusal {
    case .unknownAccount(let number):
      Wording("Le compte « \(number) » n’existe pas.", remedy: "Choisissez-le dans la liste.")
    case .unknownParty(let code):
      Wording("Le tiers « \(code) » n’a aucune ligne sur ce compte.", remedy: "Choisissez-le dans la liste.")
    case .tooFewLines: Wording("Un lettrage relie au moins deux lignes.", remedy: "Cochez-en une autre.")
    case .unknownLine:
      Wording("Une de ces lignes n’est plus dans les comptes. Rien n’a été lettré.", remedy: "Relisez la liste.")
    case .otherPlace:
      Wording(
        "Ces lignes ne sont pas toutes du même compte et du même tiers. Rien n’a été lettré.",
        remedy: "Lettrez chaque tiers à part.")
    case .taken(let code):
      Wording(
        "Une de ces lignes porte déjà la lettre \(code). Rien n’a été lettré.",
        remedy: MatchingCode.isPartial(code)
          ? "Complétez ce lettrage partiel, ou délettrez-le." : "Délettrez-la d’abord si elle est fausse.")
    case .carried:
      Wording(
        "Ces lignes sont de part et d’autre d’à-nouveaux : les plus anciennes y sont déjà reprises.",
        remedy: "Lettrez la ligne d’à-nouveau plutôt que celle de l’exercice précédent.")
    case .unbalanced(let gap):
      Wording(
        "Écart de \(French.amount(gap.magnitude))\(French.hardSpace)€ : il manque au "
          + (gap.minor > 0 ? "crédit." : "débit.") + " Rien n’a été lettré.",
        remedy: "Cochez ce qui manque, ou lettrez partiellement : la lettre est alors en minuscules.")
    case .unknownMatching: Wording("Ce lettrage n’existe plus : il a été défait.", remedy: "Relisez la liste.")
    case .notPartial(let code):
      Wording("Le lettrage \(code) est soldé : rien ne s’y ajoute.", remedy: "Délettrez-le d’abord s’il est faux.")
    case .reasonMissing:
      Wording("Le motif manque.", remedy: "Écrivez en quelques mots pourquoi ; il reste au journal signé.")
    case .nothingChosen: Wording("Rien n’est coché.", remedy: "Cochez les lettrages que vous acceptez.")
    case .planOutdated:
      Wording(
        "Des lignes de cette proposition ont été lettrées entre-temps. Rien n’a été appliqué.",
        remedy: "Demandez une nouvelle proposition.")
    case .nothingToUndo: Wording("Il n’y a rien à défaire.")
    case .beyondTolerance(let gap, let tolerance):
      Wording(
        "Un écart de \(French.euros(gap.magnitude)) dépasse ce qui est toléré "
          + "(\(French.amount(tolerance))\(French.hardSpace)€). Rien n’a été lettré.",
        remedy: "Lettrez partiellement, ou passez une écriture avec sa pièce.")
    case .toleranceOutOfBounds:
      Wording("L’écart toléré va de 0 à 10\(French.hardSpace)€.", remedy: "Au-delà, passez une écriture avec sa pièce.")
    case .writeOffRefused(let refusal):
      Wording("L’écriture de l’écart ne peut pas être passée. Rien n’a été lettré.", remedy: of(refusal).text)
    }
  }

  /// What write-offs are called in the books.
  static let writeOff = WriteOffWords(
    label: "Écart de règlement", takenBack: "Écart de règlement repris", journalLabel: "Opérations diverses",
    lossLabel: "Charges diverses de gestion courante", gainLabel: "Produits divers de gestion courante")

  /// `0,02 € en 658 (charge)`.
  static func of(_ off: WriteOff) -> String {
    let amount = French.euros(MoneyTotal(minor: Int128(off.gap.minor)).magnitude)
    return "\(amount) en \(off.root) (\(off.isLoss ? "charge" : "produit"))"
  }

  /// Why lines are proposed together.
  static func of(_ basis: MatchingPlan.Basis) -> String {
    switch basis {
    case .reference: "même montant, même pièce"
    case .amount: "même montant"
    case .sum: "somme"
    case .near: "écart toléré"
    }
  }
}
