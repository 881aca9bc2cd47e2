import Model

extension Words {
  static func name(of place: AuditPlace) -> String {
    if case .draftLine(_, let line) = place.subject {
      return "ligne \("\(line)".suffix(4)), \(name(of: place.field))"
    }
    return name(of: place.field)
  }

  private static func name(of field: AuditField) -> String {
    switch field {
    case .label: "libellé"
    case .counterpart: "contrepartie"
    case .vatAccount: "compte de TVA"
    case .vatRate: "taux de TVA"
    case .isActive: "utilisable"
    case .usualAccount: "compte habituel"
    case .termDays: "délai en jours"
    case .name: "nom"
    case .role: "rôle"
    case .until: "dernier jour"
    case .journal: "journal"
    case .date: "date"
    case .voucherReference: "pièce"
    case .voucherDate: "date de pièce"
    case .account: "compte"
    case .party: "tiers"
    case .amount: "montant"
    case .dueDate: "échéance"
    case .isThere: "présence"
    case .isLocked: "état"
    case .exempt: "épargne"
    case .tolerance: "écart toléré"
    case .secondFactor: "second facteur"
    case .matchingCode: "lettrage"
    case .code: "code"
    case .lines: "lignes"
    case .period: "fréquence"
    case .day: "jour du mois"
    case .start: "premier jour"
    case .end: "dernier jour"
    case .header: "en-tête du fichier"
    case .columns: "colonnes"
    case .address: "adresse"
    case .vatScheme: "TVA"
    case .vatDue: "TVA due"
    case .document: "pièce jointe"
    case .waiver: "sans pièce"
    case .isClosed: "exercice"
    case .composite, .depreciationAccount, .expenseAccount, .cost, .residual, .acquired, .inService, .months, .method,
      .prior, .disposal, .source, .convention:
      assetName(of: field)
    }
  }

  private static func assetName(of field: AuditField) -> String {
    switch field {
    case .composite: "ensemble"
    case .depreciationAccount: "compte d’amortissement"
    case .expenseAccount: "compte de dotation"
    case .cost: "valeur d’origine"
    case .residual: "valeur résiduelle"
    case .acquired: "acquisition"
    case .inService: "mise en service"
    case .months: "durée en mois"
    case .method: "mode"
    case .prior: "amortissements déjà passés"
    case .disposal: "sortie"
    case .source: "ligne d’acquisition"
    case .convention: "jours des amortissements"
    default: ""
    }
  }
}
