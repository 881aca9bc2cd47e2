import Model

extension Words {
  /// What an opening does not bring as the year before left it; ``tolerated(_:)`` names the codes.
  static func opening(_ anomaly: FECAnomaly) -> Wording {
    let first = value(anomaly, 0)
    let second = value(anomaly, 1)
    return switch anomaly.code {
    case .openingDiffers:
      Wording(
        "\(accountName(first)) : à-nouveau de \(balance(anomaly, 1)), mais "
          + "l’exercice \(value(anomaly, 3)) se termine sur \(balance(anomaly, 2)).",
        remedy: "Vérifiez que les deux fichiers sont définitifs ; repris tels quels.")
    case .openingPartyDiffers:
      Wording(
        "Compte \(first), tiers \(second) : à-nouveau de \(balance(anomaly, 2)), mais "
          + "l’exercice \(value(anomaly, 4)) se termine sur \(balance(anomaly, 3)).",
        remedy: "Le compte, lui, est juste : cherchez un tiers pris pour un autre, ou dont le code a changé.")
    case .openingWithoutParties:
      Wording(
        "Compte \(first) : à-nouveau sans le détail par tiers, alors que l’exercice \(value(anomaly, 2)) laisse "
          + "\(parties(anomaly, 1)).",
        remedy: "Permis, mais les soldes des tiers repartent de zéro : exportez de préférence des à-nouveaux détaillés."
      )
    case .openingMissing:
      Wording(
        "Le fichier n’a pas d’à-nouveaux, alors que l’exercice \(first) laisse des soldes.",
        remedy: "Exportez-le avec ses à-nouveaux, ou vérifiez le code de leur journal (AN, RAN).")
    default: Wording(shortName(of: anomaly.code) + ".")
    }
  }

  /// Account 12 stands for the result, whatever accounts make it.
  private static func accountName(_ number: String) -> String {
    number == "12" ? "Résultat (comptes 12, 6 et 7)" : "Compte \(number)"
  }

  /// `1 200,00 au débit`.
  private static func balance(_ anomaly: FECAnomaly, _ place: Int) -> String {
    guard let cents = Int128(value(anomaly, place)) else { return value(anomaly, place) }
    if cents == 0 { return French.amount(cents: 0) }
    return French.amount(cents: cents.magnitude) + (cents > 0 ? " au débit" : " au crédit")
  }

  /// `2 tiers avec un solde`.
  private static func parties(_ anomaly: FECAnomaly, _ place: Int) -> String {
    guard let number = Int(value(anomaly, place)) else { return value(anomaly, place) }
    return French.count(number, "tiers avec un solde", "tiers avec un solde")
  }
}
