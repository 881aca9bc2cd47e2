import Application
public import Model

extension Words {
  public static func of(_ control: FinancialStatements.Control) -> String {
    let (left, right) = (French.euros(control.left), French.euros(control.right))
    let gap = French.euros((control.left - control.right).magnitude)
    return switch control.kind {
    case .balance: "Actif \(left) = passif \(right), écart \(gap).".replacingEquals(if: !control.isHeld)
    case .result:
      control.isHeld
        ? "Résultat \(right), le même au bilan et au compte de résultat."
        : "Résultat au bilan \(left), au compte de résultat \(right), écart \(gap)."
    case .classes:
      control.isHeld
        ? "Classes 6 et 7 de la balance : \(left)."
        : "Classes 6 et 7 de la balance : \(left), compte de résultat \(right), écart \(gap)."
    case .closing:
      control.isHeld
        ? "Les écritures de clôture ont porté ce résultat au compte 12."
        : "Les écritures de clôture ont porté \(left) au compte 12, le compte de résultat donne \(right)."
    }
  }

  /// The result, when it is the same wherever it is computed.
  static func sameResult(_ result: MoneyTotal) -> String {
    "Résultat \(French.euros(result)), le même au bilan, au compte de résultat et à la balance."
  }

  public static func of(_ kind: FinancialStatements.Finding.Kind) -> String {
    switch kind {
    case .toClear: "Doit être soldé à la clôture."
    case .toAllocate: "Résultat antérieur non affecté, compris dans le report à nouveau."
    case .retired: "N’est plus au plan comptable de cet exercice ; laissé dans son ancienne rubrique."
    case .unplaced: "Aucune rubrique ne le prend ; montré à part, avant le total."
    case .wrongSide: "Solde de sens inattendu ; montré à part, avant le total."
    case .closedOtherwise:
      "Les comptes 6 et 7 sont soldés, mais aucune écriture de clôture n’est reconnue : le compte de résultat est vide."
    }
  }

  public static func name(of system: LiasseSystem) -> String {
    switch system {
    case .base: "Système de base."
    case .simplified: "Système simplifié."
    }
  }

  /// Which third parties of an account a line takes.
  static func share(_ side: FinancialStatements.Part.Side) -> String {
    switch side {
    case .debit: "tiers débiteurs"
    case .credit: "tiers créditeurs"
    }
  }

  /// Said under the income statement: what its lines do not tell apart.
  static func salesNote(_ system: LiasseSystem) -> String {
    switch system {
    case .base:
      "Les ventes (FC, FF, FI) sont en total : leur part en France et leur part à l’exportation, qu’aucun compte ne "
        + "dit, restent à déclarer."
    case .simplified:
      "Les ventes (210, 214, 218) sont en total : leur part à l’exportation (209, 215, 217), qu’aucun compte ne dit, "
        + "reste à déclarer."
    }
  }

  /// Said under the tables.
  static func note(on report: StatementReport) -> String {
    let forms =
      switch report.system {
      case .base: "formulaires 2050 à 2053"
      case .simplified: "formulaires 2033-A et 2033-B"
      }
    let comparison =
      report.previousDate.map { "Comparé au \(French.longDate($0))." }
      ?? "Aucun exercice précédent à comparer."
    return "Rubriques de la liasse, \(forms). \(comparison)"
  }
}

extension String {
  /// `=` becomes `≠` where the two sides differ.
  fileprivate func replacingEquals(if differs: Bool) -> String {
    differs ? replacing(" = ", with: " ≠ ") : self
  }
}
