public import Application
public import Model

extension Words {
  public static func of(_ refusal: CutOffRefusal) -> Wording {
    switch refusal {
    case .unknown: Wording("Cette régularisation n’existe pas.", remedy: "Relisez la liste.")
    case .unknownParty(let code):
      Wording("Le tiers « \(code) » n’existe pas.", remedy: "Écrivez son code, ou laissez le champ vide.")
    case .alreadyPosted:
      Wording(
        "Une de ses écritures est validée : la régularisation ne se jette plus.",
        remedy: "Contre-passez l’écriture si elle est fausse.")
    }
  }

  public static func of(_ refusal: CutOffNotTaken) -> Wording {
    Wording(refusal.problems.map { of($0) }.joined(separator: " "), remedy: "Complétez le formulaire.")
  }

  static func of(_ problem: CutOffProblem) -> String {
    switch problem {
    case .labelMissing: "Le libellé manque."
    case .accountWrong:
      "Le compte ne va pas : une charge (classe 6) pour CCA et FNP, un produit (classe 7) pour PCA et FAE."
    case .amountNotPositive: "Le montant hors taxes est positif."
    case .vatOutOfBounds: "La TVA est comprise entre zéro et le montant hors taxes."
    case .periodMissing: "La période couverte manque : elle dit la part de l’exercice suivant."
    case .periodBackward: "La période finit avant de commencer."
    case .periodEndsInYear: "La période finit dans l’exercice : il n’y a rien à reporter."
    case .nothingToCarry: "La part à reporter est de moins d’un centime."
    }
  }

  static func name(of kind: CutOffKind) -> String {
    switch kind {
    case .prepaidExpense: "Charge constatée d’avance"
    case .deferredIncome: "Produit constaté d’avance"
    case .invoiceNotReceived: "Facture non parvenue"
    case .invoiceToMake: "Facture à établir"
    }
  }

  /// Name, and the accounts it takes.
  static func hint(of kind: CutOffKind) -> String {
    switch kind {
    case .prepaidExpense: "Payée ou facturée, pour l’exercice suivant en partie : 486."
    case .deferredIncome: "Facturé, pour l’exercice suivant en partie : 487."
    case .invoiceNotReceived: "Reçu avant la fin de l’exercice, pas encore facturé : 408 et 44586."
    case .invoiceToMake: "Livré avant la fin de l’exercice, pas encore facturé : 418 et 44587."
    }
  }
}
