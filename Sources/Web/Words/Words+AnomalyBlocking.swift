import Model

extension Words {
  private static let correctAtSource = "Corrigez la ligne dans l’ancien logiciel, puis exportez de nouveau."

  /// The anomalies that stop an import; the others are worded by ``tolerated(_:)``.
  static func blocking(_ anomaly: FECAnomaly) -> Wording {
    let first = value(anomaly, 0)
    let second = value(anomaly, 1)
    return switch anomaly.code {
    case .emptyFile:
      Wording("Le fichier ne contient aucune écriture.", remedy: "Exportez de nouveau le FEC de l’ancien logiciel.")
    case .otherKind:
      Wording(otherKind(first), remedy: "Exportez le FEC en texte, article A. 47 A-1 du LPF.")
    case .noHeader:
      Wording(
        "La première ligne ne porte pas les noms des colonnes.",
        remedy: "Exportez le FEC avec sa ligne d’en-tête : JournalCode, JournalLib, EcritureNum.")
    case .unknownSeparator:
      Wording(
        "Les colonnes ne sont séparées ni par des tabulations ni par des barres verticales.",
        remedy: "Exportez au format FEC (article A. 47 A-1 du LPF), sans passer par un tableur.")
    case .missingColumn:
      Wording("La colonne obligatoire \(first) manque.", remedy: "Exportez les 18 colonnes du FEC, dans leur ordre.")
    case .wrongFieldCount:
      Wording("La ligne a \(fields(first)) au lieu de \(second).", remedy: correctAtSource)
    case .invalidEncoding:
      Wording(
        "La ligne contient des octets qui ne forment pas un texte lisible.",
        remedy: "Exportez en UTF-8 ou en ISO-8859-15.")
    case .unreadableDate:
      Wording(
        "\(first) « \(short(second)) » n’est pas une date.", remedy: "Une date s’écrit AAAAMMJJ. " + correctAtSource)
    case .dateNotInCalendar:
      Wording("\(first) « \(second) » : ce jour n’existe pas.", remedy: correctAtSource)
    case .unreadableAmount: unreadableAmount(first, second)
    case .amountTooLarge:
      Wording(
        "\(first) « \(short(second)) » dépasse dix milliards d’euros, la limite d’un montant.",
        remedy: "Sans doute un séparateur perdu. " + correctAtSource)
    case .missingAccount:
      Wording("La ligne n’a pas de numéro de compte (CompteNum).", remedy: correctAtSource)
    case .missingEntryDate:
      Wording("La ligne n’a pas de date d’écriture (EcritureDate).", remedy: correctAtSource)
    case .missingJournal:
      Wording("La ligne n’a pas de code journal (JournalCode).", remedy: correctAtSource)
    case .fieldTooLong:
      Wording(
        "\(first) compte \(count(second)) octets, plus que les \(count(value(anomaly, 2))) admis.",
        remedy: correctAtSource)
    case .lineTooLong:
      Wording(
        "La ligne dépasse \(count(first)) octets : la lecture s’arrête là.",
        remedy: "Sans doute une fin de ligne perdue. " + correctAtSource)
    case .otherSIREN, .fileUnbalanced, .yearClash, .yearUnknown, .severalYears: refused(anomaly)
    case .entryUnbalanced, .journalUnbalanced, .missingEntryNumber, .dateOutsideYear, .missingValue, .accountNotNumeric,
      .bothSidesFilled, .bothSidesZero, .numberingHole, .numberRepeated, .validatedBeforeEntry, .matchingUnbalanced,
      .fileNameIrregular, .alreadyImported, .accountNotInChart, .validationDateAbsent, .entryScattered, .labelVaries,
      .extraColumns, .amountIrregular, .columnAbsent, .mixedEncoding, .lineBreakInValue, .chronologyBroken,
      .dateIrregular, .dateDropped, .lineShort, .columnRenamed, .closingDateElsewhere, .openingDiffers,
      .openingPartyDiffers, .openingWithoutParties, .openingMissing, .currencyMissing, .currencyIrregular,
      .journalByConvention, .cashColumns:
      tolerated(anomaly)
    }
  }

  /// What was read well, and is refused for what it says.
  private static func refused(_ anomaly: FECAnomaly) -> Wording {
    let first = value(anomaly, 0)
    return switch anomaly.code {
    case .severalYears:
      Wording(
        "\(count(first)) \(first == "1" ? "écriture" : "écritures") sur \(count(value(anomaly, 1))) "
          + "\(first == "1" ? "est datée" : "sont datées") hors de l’exercice "
          + "(du \(day(anomaly, 2)) au \(day(anomaly, 3))) : le fichier en contient plusieurs.",
        remedy: "Exportez un FEC par exercice : une écriture d’un autre exercice compterait deux fois.")
    case .otherSIREN:
      Wording(
        "Le fichier est celui de la société \(first), ce dossier celui de \(value(anomaly, 1)).",
        remedy: "Choisissez le FEC de cette société, ou ouvrez l’autre dossier.")
    case .fileUnbalanced:
      Wording(gap(anomaly), remedy: "Le fichier entier doit être équilibré : il est incomplet ou a été modifié.")
    case .yearClash:
      Wording(
        "Vos comptes ont déjà des écritures pour ces dates, dans l’exercice \(first).",
        remedy: "Retirez d’abord l’import qui l’a rempli, si c’était une erreur.")
    case .yearUnknown:
      Wording(
        "L’exercice du fichier ne peut pas être déterminé.",
        remedy: "Nommez le fichier SIRENFECAAAAMMJJ, où AAAAMMJJ est le jour de clôture.")
    default: Wording(shortName(of: anomaly.code) + ".")
    }
  }

  /// The column of the side tells which way an amount goes, and is none itself.
  private static func unreadableAmount(_ column: String, _ text: String) -> Wording {
    guard column != "Sens" else {
      return Wording(
        text.isEmpty ? "Le sens du montant (Sens) manque." : "Sens « \(short(text)) » ne dit ni débit ni crédit.",
        remedy: "Le sens s’écrit D ou C, ou bien +1 ou -1. " + correctAtSource)
    }
    return Wording(
      "\(column) « \(short(text)) » n’est pas un montant.",
      remedy: "Un montant s’écrit avec une virgule et deux décimales, 1234,50. " + correctAtSource)
  }

  private static func otherKind(_ kind: String) -> String {
    switch kind {
    case "xml": "C’est un fichier XML : seul le FEC en texte, à colonnes, est lu."
    case "zip": "C’est une archive ou un classeur, non un fichier de texte."
    case "pdf": "C’est un document PDF, non un fichier de texte."
    default: "Ce n’est pas un fichier de texte."
    }
  }

  /// A count of bytes or lines, in groups of three.
  static func count(_ text: String) -> String { Int(text).map { French.integer($0) } ?? text }

  /// `1 champ`, `17 champs`.
  static func fields(_ text: String) -> String {
    Int(text).map { French.count($0, "champ", "champs") } ?? text + " champs"
  }

  /// A text found in a file, cut where it would fill the page.
  static func short(_ text: String) -> String { text.count <= 40 ? text : text.prefix(40) + "…" }
}
