import Model

extension Words {
  private static let keptAsIs = "Reprise telle quelle."

  /// The anomalies that let an import go on, with a consent or without.
  static func tolerated(_ anomaly: FECAnomaly) -> Wording {
    let first = value(anomaly, 0)
    let second = value(anomaly, 1)
    return switch anomaly.code {
    case .entryUnbalanced:
      Wording(
        gap(anomaly), remedy: "Corrigez l’écriture à la source, ou donnez votre accord pour l’importer telle quelle.")
    case .journalUnbalanced:
      Wording(
        "Journal \(anomaly.journal ?? "–") non équilibré. " + gap(anomaly),
        remedy: "Le fichier entier l’est ; à vérifier.")
    case .missingEntryNumber:
      Wording("L’écriture n’a pas de numéro (EcritureNum).", remedy: "Regroupée par journal, date et pièce.")
    case .dateOutsideYear:
      Wording(
        "Date \(day(anomaly, 0)) hors de l’exercice (du \(day(anomaly, 1)) au \(day(anomaly, 2))).", remedy: keptAsIs)
    case .missingValue:
      Wording("\(first) est vide.", remedy: keptAsIs)
    case .accountNotNumeric:
      Wording(
        "Compte \(first) : les trois premiers caractères d’un compte sont des chiffres du plan comptable.",
        remedy: keptAsIs)
    case .bothSidesFilled:
      Wording("La ligne porte un débit (\(cents(anomaly, 0))) et un crédit (\(cents(anomaly, 1))).", remedy: keptAsIs)
    case .bothSidesZero:
      Wording("La ligne n’a ni débit ni crédit.", remedy: keptAsIs)
    case .numberingHole:
      Wording("Le numéro passe de \(first) à \(second).", remedy: "Vérifiez qu’aucune écriture ne manque.")
    case .numberRepeated:
      Wording("Le numéro \(anomaly.entryNumber ?? "–") sert deux fois.", remedy: keptAsIs)
    case .validatedBeforeEntry:
      Wording("Validée le \(day(anomaly, 0)), avant sa date du \(day(anomaly, 1)).", remedy: keptAsIs)
    case .matchingUnbalanced:
      Wording(matching(anomaly), remedy: "Repris comme lettrage partiel.")
    case .fileNameIrregular:
      Wording("Le nom « \(first) » n’est pas de la forme SIRENFECAAAAMMJJ.", remedy: "L’exercice est déduit des dates.")
    case .alreadyImported:
      Wording("Ce fichier a déjà été importé le \(day(anomaly, 0)).", remedy: "Vérifiez que vous vouliez le reprendre.")
    case .accountNotInChart:
      Wording("Compte \(first) : absent du plan comptable général en vigueur.", remedy: keptAsIs)
    case .validationDateAbsent:
      Wording(
        "Écriture sans date de validation (ValidDate).",
        remedy: "Le jour de l’import en tient lieu, et l’export le dira ainsi.")
    case .entryScattered:
      Wording(
        "Les lignes de l’écriture \(anomaly.entryNumber ?? "–") ne se suivent pas.", remedy: "Rassemblées à l’import.")
    case .labelVaries:
      Wording(
        "\(first) a plusieurs libellés, dont « \(value(anomaly, 2)) ».",
        remedy: "« \(second) » est retenu ; chaque ligne garde le sien.")
    case .extraColumns:
      Wording("Colonnes en plus : \(anomaly.values.joined(separator: ", ")).", remedy: "Elles ne sont pas reprises.")
    case .amountIrregular:
      Wording(
        "\(first) « \(second) » n’est pas écrit comme le veut la norme.",
        remedy: "Compris, et repris sans séparateur de milliers.")
    case .columnAbsent:
      Wording("La colonne \(first) manque.", remedy: "Elle n’est pas indispensable : reprise vide.")
    case .mixedEncoding:
      Wording("Le fichier mêle deux encodages.", remedy: "Lu en ISO-8859-15 : vérifiez les accents des libellés.")
    case .lineBreakInValue:
      Wording("Un champ contient un saut de ligne.", remedy: "Repris comme une espace.")
    case .emptyFile, .unknownSeparator, .missingColumn, .wrongFieldCount, .invalidEncoding, .unreadableDate,
      .dateNotInCalendar, .unreadableAmount, .amountTooLarge, .missingAccount, .missingEntryDate, .missingJournal,
      .fieldTooLong, .otherSIREN, .fileUnbalanced, .yearClash, .yearUnknown:
      blocking(anomaly)
    }
  }

  private static func matching(_ anomaly: FECAnomaly) -> String {
    let party = value(anomaly, 1)
    let account = value(anomaly, 0) + (party.isEmpty || party == "–" ? "" : ", \(party)")
    return "Lettrage \(value(anomaly, 2)) non soldé (compte \(account)) : reste \(cents(anomaly, 3))."
  }
}
