import Application
import Model
import Web

/// What a refusal says on the command line: the sentence of the page, and where the page's remedy speaks of what is to
/// be seen or clicked there, that of a terminal.
enum CommandWords {
  static func of(any refusal: any Refusal) -> Wording {
    let wording = Words.of(any: refusal)
    return Wording(wording.sentence, remedy: remedy(refusal) ?? wording.remedy)
  }

  static func of(_ fault: Fault.Code) -> Wording {
    let wording = Words.of(fault)
    guard fault == .alteredData else { return wording }
    return Wording(
      wording.sentence, remedy: "N’enregistrez plus rien, lancez « fmpro-node verify » et gardez vos sauvegardes.")
  }

  private static func remedy(_ refusal: any Refusal) -> String? {
    switch refusal {
    case let refusal as ImportRefusal: remedy(refusal)
    case let refusal as CompanyRefusal: remedy(refusal)
    case ClosingRefusal.notAccepted:
      "Regardez-les avec « fmpro-node year check », puis ajoutez --accept : la clôture gardera leur liste."
    case ReportRefusal.unknownYear: "Donnez à --year l’année ou le jour de clôture d’un exercice de vos livres."
    default: nil
    }
  }

  private static func remedy(_ refusal: ImportRefusal) -> String? {
    switch refusal {
    case .unknown: "Aucun import n’a rempli cet exercice : vérifiez --year."
    case .consentNeeded: "Ajoutez --accept-unbalanced pour les importer telles quelles, ou corrigez le fichier."
    case .reasonMissing: "Donnez-le avec --reason, en quelques mots ; il reste au journal d’audit."
    case .alreadyAccepted: "Quand il sera terminé, « fmpro-node fec withdraw » pourra le retirer."
    case .notReady, .blocked, .alreadyImported, .alreadyWaiting, .notCompleted, .emptyFile, .unreadable,
      .workStandsOnIt, .yearHasEntries, .yearClosed:
      nil
    case .sharesYear: "Importez l’un ou l’autre."
    }
  }

  private static func remedy(_ refusal: CompanyRefusal) -> String? {
    switch refusal {
    case .unknown: "Vérifiez --company et --data."
    case .noneYet: "Créez la vôtre avec « fmpro-node company create », ou vérifiez --data."
    case .wrongPassword:
      "Vérifiez le fichier du mot de passe ; la clé de secours imprimée s’emploie depuis le navigateur."
    case .inUse: "Arrêtez l’autre programme, puis recommencez."
    case .alreadyExists: "Vérifiez le SIREN : cette société s’ouvre avec son mot de passe."
    case .nameMissing, .passwordTooShort, .wrongRecoveryCode, .notOpen, .keysMissing, .keysAltered, .keysTooNew: nil
    }
  }
}
