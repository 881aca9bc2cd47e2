public import Model

extension Words {
  /// The kind of anomaly in two or three words, for a list of kinds.
  public static func shortName(of code: FECAnomaly.Code) -> String {
    switch code {
    case .emptyFile: "fichier vide"
    case .unknownSeparator: "séparateur inconnu"
    case .missingColumn: "colonne manquante"
    case .wrongFieldCount: "nombre de champs"
    case .invalidEncoding: "texte illisible"
    case .unreadableDate: "date illisible"
    case .dateNotInCalendar: "date inexistante"
    case .unreadableAmount: "montant illisible"
    case .amountTooLarge: "montant démesuré"
    case .missingAccount: "compte manquant"
    case .missingEntryDate: "date manquante"
    case .missingJournal: "journal manquant"
    case .fieldTooLong: "champ trop long"
    case .otherSIREN: "autre société"
    case .fileUnbalanced: "fichier non équilibré"
    case .yearClash: "exercice déjà rempli"
    case .yearUnknown: "exercice indéterminé"
    case .entryUnbalanced: "écriture non équilibrée"
    case .journalUnbalanced: "journal non équilibré"
    case .missingEntryNumber: "numéro d’écriture manquant"
    case .dateOutsideYear: "date hors de l’exercice"
    case .missingValue: "champ vide"
    case .accountNotNumeric: "compte non numérique"
    case .bothSidesFilled: "débit et crédit ensemble"
    case .bothSidesZero: "ni débit ni crédit"
    case .numberingHole: "trou de numérotation"
    case .numberRepeated: "numéro en double"
    case .validatedBeforeEntry: "validée avant sa date"
    case .matchingUnbalanced: "lettrage non soldé"
    case .fileNameIrregular: "nom du fichier"
    case .alreadyImported: "déjà importé"
    case .accountNotInChart: "compte hors plan"
    case .validationDateAbsent: "sans date de validation"
    case .entryScattered: "écriture dispersée"
    case .labelVaries: "libellés différents"
    case .extraColumns: "colonnes en plus"
    case .amountIrregular: "écriture d’un montant"
    case .columnAbsent: "colonne absente"
    case .mixedEncoding: "encodages mêlés"
    case .lineBreakInValue: "saut de ligne dans un champ"
    }
  }
}
