import Model

extension Words {
  static func name(of bracket: AgeBracket) -> String {
    switch bracket {
    case .notDue: "Non échu"
    case .upTo30: "1 à 30 jours"
    case .upTo60: "31 à 60 jours"
    case .upTo90: "61 à 90 jours"
    case .beyond90: "Plus de 90 jours"
    }
  }

  /// Under a bar, where nothing longer fits.
  static func shortName(of bracket: AgeBracket) -> String {
    switch bracket {
    case .notDue: "non échu"
    case .upTo30: "1–30 j"
    case .upTo60: "31–60 j"
    case .upTo90: "61–90 j"
    case .beyond90: "+ de 90 j"
    }
  }

  static func name(of side: AgedSide) -> String {
    switch side {
    case .customers: "Clients"
    case .suppliers: "Fournisseurs"
    }
  }

  /// What the figures of a balance âgée say at a glance.
  static func finding(_ amounts: AgedAmounts, _ side: AgedSide) -> String {
    let (total, late) = (side.owed(amounts.total), side.owed(amounts.late))
    guard total.minor > 0 else {
      return side == .customers ? "Les clients ne doivent rien." : "Rien n’est dû aux fournisseurs."
    }
    let start =
      side == .customers
      ? "Les clients doivent \(French.euros(total))" : "Il est dû \(French.euros(total)) aux fournisseurs"
    guard late.minor > 0 else { return start + ", rien n’est en retard." }
    let old = side.owed(amounts[.beyond90])
    return start + ", dont \(French.euros(late)) en retard"
      + (old.minor > 0 ? " et \(French.euros(old)) de plus de 90 jours." : ".")
  }

  /// The sentence of a statement of account: who owes what to whom.
  static func standing(_ total: MoneyTotal, late: MoneyTotal, on date: CalendarDate) -> String {
    let day = "Au \(French.longDate(date)), sauf erreur ou omission de notre part, "
    guard !total.isZero else { return day + "votre compte est soldé." }
    let isOurs = total.minor > 0
    let due = isOurs ? late : .zero - late
    return day + (isOurs ? "vous nous devez " : "nous vous devons ") + French.euros(total.magnitude)
      + (due.minor > 0 ? ", dont \(French.euros(due)) échus." : ".")
  }

  /// How lateness is counted, wherever it is shown.
  static let lateness =
    "Un retard se compte depuis l’échéance de la ligne. Une ligne sans échéance compte à sa date ; une ligne "
    + "d’à-nouveau, à la date de sa pièce. Un lettrage compte à sa date ; d’un lettrage partiel, seul le reste est dû."
}
