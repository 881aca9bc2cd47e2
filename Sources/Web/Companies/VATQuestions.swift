import Model

/// Three questions that say how a company stands with VAT, in words that need no accountant.
struct VATQuestions: Sendable {
  static let charged = "tva_facturee"
  static let rhythm = "tva_rythme"
  static let sales = "tva_ventes"

  let all: [Choice]

  init(_ settings: CompanySettings, faults: [String: Wording] = [:]) {
    let scheme = settings.vatScheme ?? .monthly
    let rhythm = scheme == .exempt ? VATScheme.monthly : scheme
    let due = settings.vatDue ?? .onInvoice
    all = [
      Choice(
        id: "q-facturee", legend: "Facturez-vous de la TVA à vos clients ?",
        options: [
          Self.option(
            Self.charged, "oui", "Oui", "Vos factures ajoutent 20 %, 10 % ou 5,5 % au prix.", scheme != .exempt),
          Self.option(
            Self.charged, "non", "Non, franchise en base",
            "Vos factures portent « TVA non applicable, art. 293 B du CGI ». "
              + "Les deux questions suivantes ne comptent pas.",
            scheme == .exempt),
        ]),
      Choice(
        id: "q-rythme", legend: "À quel rythme la déclarez-vous ?",
        options: [
          Self.option(
            Self.rhythm, "mois", "Chaque mois", "Déclaration CA3, le cas le plus courant.", rhythm == .monthly),
          Self.option(
            Self.rhythm, "trimestre", "Chaque trimestre", "Déclaration CA3, quand l’impôt de l’année est faible.",
            rhythm == .quarterly),
          Self.option(
            Self.rhythm, "annee", "Une fois par an",
            "Déclaration CA12, avec deux acomptes. Ce régime cesse pour les exercices ouverts à partir de 2027.",
            rhythm == .yearly),
        ]),
      Choice(
        id: "q-ventes", legend: "Quand la devez-vous à l’État ?",
        options: [
          Self.option(
            Self.sales, "facture", "À la livraison ou à la facture",
            "Vous vendez surtout des marchandises, ou avez choisi « la TVA sur les débits ».", due == .onInvoice),
          Self.option(
            Self.sales, "paiement", "Quand le client vous paie",
            "Vous vendez surtout des services : la TVA est « sur les encaissements ».", due == .onPayment),
        ]),
    ]
  }

  private static func option(
    _ name: String, _ value: String, _ label: String, _ hint: String, _ isChosen: Bool
  ) -> Choice.Option {
    Choice.Option(name: name, value: value, label: label, hint: hint, isChosen: isChosen)
  }

  /// What a form answers. What was ticked nowhere stays as it is.
  static func read(_ form: Form, into settings: inout CompanySettings) {
    switch (form[charged], form[rhythm]) {
    case ("non", _): settings.vatScheme = .exempt
    case (_, "mois"): settings.vatScheme = .monthly
    case (_, "trimestre"): settings.vatScheme = .quarterly
    case (_, "annee"): settings.vatScheme = .yearly
    default: break
    }
    switch form[sales] {
    case "facture": settings.vatDue = .onInvoice
    case "paiement": settings.vatDue = .onPayment
    default: break
    }
  }
}
