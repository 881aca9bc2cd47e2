public import Model

extension Words {
  /// What to do, and why.
  static func of(_ step: NextStep) -> (label: String, hint: String) {
    switch step {
    case .importBooks:
      (
        "Reprendre les écritures de l’ancien logiciel",
        "Son FEC (le fichier que tout logiciel sait écrire) est contrôlé avant votre accord."
      )
    case .enterFirst:
      (
        "Saisir une première écriture",
        "Un achat, une vente, un paiement : elle reste un brouillon jusqu’à la validation."
      )
    case .validateDrafts(let count):
      (
        "Valider \(French.count(count, "brouillon", "brouillons"))",
        "La validation donne un numéro définitif : l’écriture ne peut plus changer."
      )
    case .addSecondFactor:
      ("Ajouter un code de votre téléphone", "Un mot de passe lu par-dessus l’épaule ne suffit alors plus.")
    case .backUp: ("Faire une sauvegarde", "Ce qui a été écrit ces derniers jours n’a pas encore de copie vérifiée.")
    case .invite:
      ("Inviter une autre personne", "Votre comptable, par exemple : chacun a son mot de passe et ses droits.")
    case .describeCompany:
      ("Dire comment va la TVA de la société", "Trois questions : elles servent aux propositions de la saisie.")
    }
  }

  static func name(of scheme: VATScheme) -> String {
    switch scheme {
    case .exempt: "non facturée (franchise en base)"
    case .monthly: "déclarée chaque mois (CA3)"
    case .quarterly: "déclarée chaque trimestre (CA3)"
    case .yearly: "déclarée une fois par an (CA12)"
    }
  }

  static func name(of due: VATDue) -> String {
    switch due {
    case .onPayment: "quand le client paie (encaissements)"
    case .onInvoice: "à la livraison ou à la facture (débits)"
    }
  }

  public static func of(_ refusal: CompanySettingsRefusal) -> Wording {
    switch refusal {
    case .addressTooLong:
      Wording(
        "L’adresse est trop longue.",
        remedy: "\(CompanySettings.addressLines) lignes de \(CompanySettings.addressWidth) caractères au plus.")
    }
  }
}
