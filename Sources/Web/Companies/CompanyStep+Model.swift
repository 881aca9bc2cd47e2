import Model

/// First start, step 1: which company.
struct CompanyStepModel: Sendable {
  let steps = FirstStartSteps(current: 1)
  let faults: FaultList?
  let fields: [Field]
  /// There are companies already: the way back to them.
  let hasCompanies: Bool
  let unlockHref = Address.unlock

  init(_ draft: FirstStartDraft, faults: [String: Wording] = [:], hasCompanies: Bool) {
    fields = [
      Field(
        id: "raison-sociale", name: "raison_sociale", label: "Raison sociale", value: draft.name,
        hint: "Comme sur votre extrait Kbis.", fault: faults["raison_sociale"]?.text, autocomplete: "organization"),
      Field(
        id: "siren", name: "siren", label: "SIREN", value: draft.siren, hint: "Neuf chiffres, avec ou sans espaces.",
        fault: faults["siren"]?.text, inputMode: "numeric", checkedAt: Address.sirenCheck),
    ].focused()
    self.faults = FaultList(fields)
    self.hasCompanies = hasCompanies
  }
}
