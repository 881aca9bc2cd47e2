public import Application
public import Model

extension Words {
  public static func of(_ refusal: ImportRefusal) -> Wording {
    switch refusal {
    case .unknown:
      Wording("Cet import n’existe pas.", remedy: "Choisissez-le dans la liste des imports.")
    case .notReady:
      Wording("Le contrôle du fichier n’est pas terminé.", remedy: "Attendez la fin du contrôle, puis recommencez.")
    case .blocked(let codes):
      Wording(
        "L’import est bloqué par \(French.count(codes.count, "sorte d’anomalie", "sortes d’anomalies")) : "
          + codes.map { shortName(of: $0) }.joined(separator: ", ") + ".",
        remedy: "Corrigez le fichier dans l’ancien logiciel et exportez-le de nouveau.")
    case .consentNeeded(let entries):
      Wording(
        French.count(entries, "écriture n’est pas équilibrée", "écritures ne sont pas équilibrées")
          + " dans ce fichier.",
        remedy: "Cochez la case d’accord pour les importer telles quelles, ou corrigez le fichier.")
    case .alreadyAccepted:
      Wording(
        "Cet import est déjà accepté : il ne peut plus être abandonné.",
        remedy: "Quand il sera terminé, vous pourrez le retirer en donnant un motif.")
    case .alreadyImported(let fileName):
      Wording(
        "Ce fichier est déjà dans vos comptes, sous le nom \(fileName). Rien n’a été ajouté.",
        remedy: "Choisissez un autre fichier.")
    case .alreadyWaiting(let fileName):
      Wording(
        "Le fichier \(fileName) attend déjà votre décision.", remedy: "Importez-le ou abandonnez-le.")
    case .sharesYear(let fileName):
      Wording(
        "Ce fichier et \(fileName) sont du même exercice.", remedy: "Abandonnez l’un des deux.")
    case .notCompleted:
      Wording("Cet import n’est pas terminé : il n’y a rien à retirer.")
    case .workStandsOnIt(let count):
      Wording(
        "Du travail repose sur cet import : "
          + French.count(
            count, "écriture validée, contre-passation ou lettrage",
            "écritures validées, contre-passations ou lettrages")
          + ".",
        remedy: "Un import se retire tant que rien n’a été validé, contre-passé ou lettré sur lui.")
    case .yearHasEntries(let count):
      Wording(
        French.count(count, "écriture a été validée", "écritures ont été validées")
          + " ici dans cet exercice : leurs numéros rencontreraient ceux du fichier.",
        remedy: "Importez le FEC d’un exercice avant d’y valider des écritures.")
    case .yearClosed(let year):
      Wording(
        "L’exercice \(year.name) est clôturé : rien n’y entre et rien n’en sort plus.",
        remedy: "Un gérant peut le rouvrir tant que l’exercice suivant n’est pas clôturé.")
    case .reasonMissing:
      Wording("Le motif du retrait manque.", remedy: "Écrivez en quelques mots pourquoi ; il reste au journal d’audit.")
    case .emptyFile:
      Wording(
        "Le fichier est vide, ou aucun fichier n’a été choisi.",
        remedy: "Choisissez le FEC exporté de l’ancien logiciel.")
    case .unreadable(let fileName):
      Wording("Le fichier \(fileName) ne peut pas être lu.", remedy: "Vérifiez qu’il existe et que vous y avez accès.")
    }
  }

  /// Each file that stands in the way, with its reason.
  public static func of(_ refusal: ImportSetRefusal) -> Wording {
    Wording(
      refusal.reasons.map { "\($0.fileName) : \(of($0.refusal).sentence)" }.joined(separator: " "),
      remedy: refusal.reasons.count == 1 ? of(refusal.reasons[0].refusal).remedy : "Rien de l’ensemble n’est importé.")
  }

  /// `prêt à importer`: where an import stands, in a few words.
  public static func name(of stage: ImportStatus.Stage) -> String {
    switch stage {
    case .controlling: "contrôle en cours"
    case .ready: "à décider"
    case .importing: "import en cours"
    case .completed: "importé"
    case .withdrawn: "retiré"
    case .cancelled: "abandonné"
    case .failed: "interrompu"
    }
  }

  public static func name(of encoding: FECFacts.TextEncoding) -> String {
    switch encoding {
    case .ascii: "ASCII"
    case .utf8: "UTF-8"
    case .utf8WithBOM: "UTF-8, avec marque"
    case .latin9: "ISO-8859-15"
    }
  }

  public static func name(of separator: FECFacts.Separator) -> String {
    switch separator {
    case .tab: "tabulation"
    case .pipe: "barre verticale"
    }
  }

  public static func name(of numbering: NumberingScheme) -> String {
    switch numbering {
    case .oneSequence: "une suite pour tous les journaux"
    case .perJournal: "une suite par journal"
    case .foreign: "celle de l’ancien logiciel"
    }
  }
}
