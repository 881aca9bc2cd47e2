import Model

/// First start, step 2: the first fiscal year.
struct YearStepModel: Sendable {
  let steps = FirstStartSteps(current: 2)
  let company: String
  let faults: FaultList?
  let fields: [Field]
  let back = Address.firstStart

  init(_ draft: FirstStartDraft, faults: [String: Wording] = [:]) {
    company = draft.name
    fields = [
      Field(
        id: "debut", name: "debut", label: "Début de l’exercice", value: draft.start, fault: faults["debut"]?.text,
        inputMode: "numeric"),
      Field(
        id: "fin", name: "fin", label: "Fin de l’exercice", value: draft.end,
        hint: "12 mois en général. La date de clôture figure dans vos statuts.", fault: faults["fin"]?.text,
        inputMode: "numeric"),
    ].focused()
    self.faults = FaultList(fields)
  }
}
