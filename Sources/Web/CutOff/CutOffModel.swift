import Application
import Model

/// The cut-offs of a year, and the form for another one.
struct CutOffModel: Sendable {
  let caption: String
  let sentence: String
  let yearEnd: String
  let action = Address.cutOffs
  let discardAction = Address.cutOffDiscard
  let yearAction = Address.nextYear
  let back: String
  let lacksNextYear: Bool
  let mayManage: Bool
  let isEmpty: Bool
  let rows: [Row]
  let kinds: [Kind]
  let about: [Field]
  let shared: [Field]
  let invoiced: [Field]
  let faults: FaultList?

  struct Row: Sendable {
    let id: String
    let kind: String
    let label: String
    let account: String
    let accountHref: String
    let working: String
    let share: String
    let entry: State
    let reversal: State
    let mayDiscard: Bool
    let words: String
  }

  struct State: Sendable {
    let words: String
    let pill: String
    let href: String?
  }

  struct Kind: Sendable {
    let value: String
    let label: String
    let hint: String
    let isChosen: Bool
  }

  init(
    _ list: CutOffList, _ form: CutOffForm, _ faults: [(field: String, text: String)], mayManage: Bool
  ) {
    let year = list.year
    caption = "Régularisations de l’exercice \(year.name)"
    yearEnd = year.end.iso
    back = Address.inYear(Address.cutOffs, year)
    self.mayManage = mayManage
    isEmpty = list.cutOffs.isEmpty
    lacksNextYear = !list.hasNextYear && !list.cutOffs.isEmpty
    let standing = list.cutOffs.filter(\.outcome.counts).count
    sentence =
      "Charges et produits rattachés à l’exercice \(year.name) : "
      + (standing == 0 ? "aucune régularisation." : French.count(standing, "régularisation", "régularisations") + ".")
    rows = list.cutOffs.map { Self.row($0, year, mayManage: mayManage) }
    kinds = CutOffKind.allCases.map {
      Kind(
        value: String($0.rawValue), label: Words.name(of: $0), hint: Words.hint(of: $0), isChosen: $0 == form.kind)
    }
    func field(
      _ name: String, _ label: String, _ hint: String? = nil, isOptional: Bool = false, mode: String = "text"
    ) -> Field {
      Field(
        id: name, name: name, label: label, value: form[name], isOptional: isOptional, hint: hint,
        fault: faults.first { $0.field == name }?.text, inputMode: mode)
    }
    let made = [
      field("libelle", "Libellé"),
      field("compte", "Compte de charge ou de produit", mode: "numeric"),
      field("montant", "Montant HT", "De toute la facture, ou de la prestation.", mode: "decimal"),
      field("du", "Période couverte, du", isOptional: true, mode: "numeric"),
      field(
        "au", "au", "Pour CCA et PCA : la part se compte en jours.", isOptional: true, mode: "numeric"),
      field("tva", "TVA", "Pour FNP et FAE.", isOptional: true, mode: "decimal"),
      field("tiers", "Tiers", "Son code, pour FNP et FAE.", isOptional: true),
    ]
    let shown = faults.isEmpty ? made.map { $0.described() } : made.focused()
    about = Array(shown[0...2])
    shared = Array(shown[3...4])
    invoiced = Array(shown[5...6])
    self.faults = FaultList(made)
  }

  private static func row(_ cutOff: StandingCutOff, _ year: FiscalYear, mayManage: Bool) -> Row {
    let made = cutOff.made
    return Row(
      id: "\(made.id)", kind: Words.name(of: made.kind), label: made.label, account: made.account,
      accountHref: Address.account(made.account, year: year), working: working(made), share: French.amount(made.share),
      entry: state(cutOff.outcome, made.draft), reversal: state(cutOff.reversalOutcome, made.reversal),
      mayDiscard: mayManage && [cutOff.outcome, cutOff.reversalOutcome].allSatisfy { $0.entry == nil }
        && cutOff.outcome.counts,
      words: "Jeter \(made.label)")
  }

  /// How the share was computed, in one line.
  private static func working(_ made: CutOffMade) -> String {
    guard let period = made.period else {
      return made.vat.isZero
        ? "sans TVA" : "TVA \(French.amount(made.vat))"
    }
    return "\(French.amount(made.amount)) × \(period.days(after: made.yearEnd)) / "
      + "\(French.count(period.days, "jour", "jours")), \(French.span(period.start, period.end))"
  }

  private static func state(_ outcome: DraftOutcome, _ draft: Identifier<Draft>) -> State {
    let name = Words.name(of: outcome)
    return State(
      words: name.words, pill: name.pill,
      href: outcome.entry.map { Address.entry($0) } ?? (outcome == .draft ? Address.draft(draft) : nil))
  }
}
