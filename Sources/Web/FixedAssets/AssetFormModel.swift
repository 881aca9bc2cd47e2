import Model

/// The card of an asset as its template shows it.
struct AssetFormModel: Sendable {
  let heading: String
  let action: String
  let back: String
  let id: String
  let line: String?
  let about: [Field]
  let dates: [Field]
  let methods: [Method]
  let duration: Field
  let accounts: [Field]
  let prior: [Field]
  let hasPrior: Bool
  let faults: FaultList?

  struct Method: Sendable {
    let value: String
    let label: String
    let hint: String
    let isChosen: Bool
  }

  init(_ form: AssetForm, isNew: Bool, faults: [AssetForm.Fault]) {
    heading = isNew ? "Nouvelle immobilisation" : "Modifier \(form["designation"])"
    action = isNew ? Address.newAsset : Address.assetEdit(form.id)
    back = isNew ? Address.assets : Address.asset(form.id)
    id = "\(form.id)"
    line = form.source.map { MatchingForm.text($0) }
    func field(
      _ name: String, _ label: String, hint: String? = nil, isOptional: Bool = false, mode: String = "text"
    ) -> Field {
      Field(
        id: name, name: name, label: label, value: form[name], isOptional: isOptional, hint: hint,
        fault: faults.first { $0.field == name }?.text, inputMode: mode)
    }
    let made = [
      field("designation", "Désignation"),
      field(
        "composant", "Composant de", hint: "Le bien entier, quand ses parties ont des durées différentes.",
        isOptional: true),
      field("compte", "Compte d’immobilisation", hint: "Classe 2 : 218300 pour un ordinateur.", mode: "numeric"),
      field(
        "valeur", "Valeur d’origine HT",
        hint: "Un petit bien de 500 € HT au plus peut rester en charges (tolérance fiscale).", mode: "decimal"),
      field("residuelle", "Valeur résiduelle", isOptional: true, mode: "decimal"),
      field("acquise", "Acquise le", mode: "numeric"),
      field(
        "service", "Mise en service le", hint: "Le linéaire part de ce jour ; vide tant qu’elle n’est pas en service.",
        isOptional: true, mode: "numeric"),
      field("duree", "Durée d’utilisation", hint: "5 ans, ou 18 mois ; vide si non amortie.", isOptional: true),
      field(
        "amortissement", "Compte d’amortissement", hint: "Vide : proposé d’après le compte.", isOptional: true,
        mode: "numeric"),
      field(
        "dotation", "Compte de dotation", hint: "Vide : proposé d’après le compte.", isOptional: true, mode: "numeric"),
      field("anterieur-date", "Déjà amortie jusqu’au", isOptional: true, mode: "numeric"),
      field("anterieur", "Amortissements à cette date", isOptional: true, mode: "decimal"),
      field("anterieur-derogatoire", "Dont dérogatoire en plus (145)", isOptional: true, mode: "decimal"),
    ].focused()
    about = Array(made[0...4])
    dates = Array(made[5...6])
    duration = made[7]
    accounts = Array(made[8...9])
    prior = Array(made[10...12])
    hasPrior = prior.contains { !$0.value.isEmpty || $0.fault != nil }
    self.faults = FaultList(made)
    methods = [
      (DepreciationMethod.linear, "Linéaire", "Parts égales, au jour près, depuis la mise en service."),
      (
        .declining, "Dégressif",
        "CGI, art. 39 A : biens neufs, 3 ans ou plus ; ni occasion, ni voiture de tourisme, ni la plupart des "
          + "immeubles. L’avance fiscale va au 145."
      ),
      (.none, "Non amortie", "Terrains, fonds commercial, en-cours, titres."),
    ].map {
      Method(
        value: String($0.0.rawValue), label: $0.1, hint: $0.2, isChosen: form["methode"] == String($0.0.rawValue))
    }
  }
}
