import Model

extension Words {
  /// What is irregular in the form of a file, and was read all the same; ``tolerated(_:)`` names the codes.
  static func form(_ anomaly: FECAnomaly) -> Wording {
    let first = value(anomaly, 0)
    let second = value(anomaly, 1)
    return switch anomaly.code {
    case .fileNameIrregular:
      Wording("Le nom « \(first) » n’est pas de la forme SIRENFECAAAAMMJJ.", remedy: "L’exercice est déduit des dates.")
    case .alreadyImported:
      Wording("Ce fichier a déjà été importé le \(day(anomaly, 0)).", remedy: "Vérifiez que vous vouliez le reprendre.")
    case .labelVaries:
      Wording(
        "\(first) a plusieurs libellés, dont « \(value(anomaly, 2)) ».",
        remedy: "« \(second) » est retenu ; chaque ligne garde le sien.")
    case .extraColumns:
      extraColumns(anomaly.values)
    case .amountIrregular:
      Wording(
        "\(first) « \(short(second)) » n’est pas écrit comme le veut la norme.",
        remedy: second.contains(".") && !second.contains(",")
          ? "Compris : le point y tient lieu de virgule." : "Compris, et repris sans séparateur de milliers.")
    case .dateIrregular:
      Wording(
        "\(first) « \(short(second)) » n’est pas de la forme AAAAMMJJ.",
        remedy: "Comprise, et reprise sous cette forme.")
    case .dateDropped:
      Wording(
        "\(first) « \(short(second)) » n’est le nom d’aucun jour.",
        remedy: "Reprise vide : corrigez-la à la source si elle compte.")
    case .lineShort:
      Wording(
        "La ligne s’arrête après \(fields(first)) sur \(second).", remedy: "Les derniers champs sont repris vides.")
    case .columnRenamed:
      Wording(
        "La colonne \(second) est nommée « \(short(first)) ».", remedy: "Reconnue, et exportée sous son nom légal.")
    case .closingDateElsewhere:
      Wording(
        "Le nom annonce un exercice clos le \(day(anomaly, 0)), dont le fichier n’a aucune écriture.",
        remedy: "L’exercice est déduit des dates : vérifiez-le, ou renommez le fichier.")
    case .cashColumns:
      Wording(
        "Colonnes des comptabilités de trésorerie : \(anomaly.values.joined(separator: ", ")).",
        remedy: "Reprises, et rendues à l’export.")
    case .columnAbsent:
      Wording("La colonne \(first), que la loi demande, manque.", remedy: absent(first))
    case .mixedEncoding:
      Wording("Le fichier mêle deux encodages.", remedy: "Lu en ISO-8859-15 : vérifiez les accents des libellés.")
    case .lineBreakInValue:
      Wording("Un champ contient un saut de ligne.", remedy: "Repris comme une espace.")
    case .currencyMissing:
      Wording(
        "Montant en devise \(first) (Montantdevise) sans sa devise (Idevise).",
        remedy: "Repris tel quel ; sans sa devise, ce montant ne peut pas être converti.")
    case .currencyIrregular:
      Wording(
        "Devise « \(first) » (Idevise) : un code de trois lettres est attendu, par exemple USD.",
        remedy: "Reprise telle quelle.")
    case .journalByConvention:
      Wording(
        "JournalCode est vide, ce que permettent les livres de recettes et de dépenses.",
        remedy: "Les écritures entrent dans le journal \(first), et l’export le dira ainsi.")
    default: Wording(shortName(of: anomaly.code) + ".")
    }
  }

  /// What stands in for a column that a file does without.
  private static func absent(_ column: String) -> String {
    switch column {
    case FECColumn.ecritureNum.legalName: "Les écritures sont regroupées par journal, date et pièce, et numérotées."
    case FECColumn.validDate.legalName: "Le jour de l’import en tient lieu, et l’export le dira ainsi."
    case FECColumn.journalLib.legalName, FECColumn.pieceRef.legalName, FECColumn.pieceDate.legalName,
      FECColumn.compAuxLib.legalName:
      "Reprise vide ; l’export la complète par convention, et la notice le dit."
    default: "Reprise vide."
    }
  }

  /// A separator at the end of the header makes a column without a name.
  private static func extraColumns(_ values: [String]) -> Wording {
    let names = values.filter { !$0.isEmpty }.map { short($0) }
    let nameless = values.count - names.count
    var parts = names.isEmpty ? [] : [names.joined(separator: ", ")]
    if nameless > 0 { parts.append(French.count(nameless, "colonne sans nom", "colonnes sans nom")) }
    let heading = values.count < 2 ? "Colonne en plus" : "Colonnes en plus"
    return Wording(
      parts.isEmpty ? "Des colonnes en plus." : "\(heading) : \(parts.joined(separator: ", et ")).",
      remedy: values.count == 1 ? "Elle n’est pas reprise." : "Elles ne sont pas reprises.")
  }
}
