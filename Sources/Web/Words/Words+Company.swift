public import Application

extension Words {
  /// Before a password is asked of the generation of keys that stands in.
  public static let previousKeys = Wording(
    "Le fichier des clés de ce dossier (keys.slots) est endommagé ou absent : celui d’avant le remplace.",
    remedy: "Si le mot de passe ou la clé de secours a changé depuis, c’est l’ancien qui ouvre : changez-le de nouveau."
  )

  /// Once the books are open.
  public static let restoredKeys = Wording(
    "Le fichier des clés (keys.slots) était endommagé ou absent : celui d’avant a été remis à sa place.",
    remedy:
      "Un mot de passe ou une clé de secours changés depuis sont à changer de nouveau. Cherchez ce qui est arrivé "
      + "au dossier : un disque fatigué, ou quelqu’un.")

  public static func of(_ refusal: CompanyRefusal) -> Wording {
    switch refusal {
    case .nameMissing:
      Wording("La raison sociale manque.", remedy: "Écrivez-la comme sur votre extrait Kbis.")
    case .passwordTooShort(let minimum):
      Wording(
        "Le mot de passe est trop court : il faut au moins \(French.count(minimum, "caractère", "caractères")).",
        remedy: "Une phrase de quatre ou cinq mots se retient mieux qu’un mot compliqué.")
    case .alreadyExists(let siren):
      Wording(
        "La société \(French.siren(siren)) existe déjà sur cet ordinateur.",
        remedy: "Ouvrez-la avec son mot de passe, ou vérifiez le SIREN.")
    case .unknown(let siren):
      Wording("Aucune société \(French.siren(siren)) sur cet ordinateur.", remedy: "Choisissez-la dans la liste.")
    case .noneYet:
      Wording("Aucune société sur cet ordinateur.", remedy: "Créez la vôtre : trois étapes suffisent.")
    case .wrongPassword:
      Wording(
        "Ce mot de passe n’ouvre pas ce dossier.",
        remedy: "Vérifiez les majuscules et la disposition du clavier, ou utilisez la clé de secours imprimée.")
    case .wrongRecoveryCode:
      Wording(
        "Ce code de secours n’ouvre pas ce dossier.",
        remedy: "Recopiez tous ses groupes dans l’ordre ; les espaces et les tirets ne comptent pas.")
    case .inUse(let processID):
      Wording(
        "Ce dossier est déjà ouvert par un autre programme (processus \(processID)).",
        remedy: "Fermez l’autre fenêtre de FinanceManager Pro, puis recommencez.")
    case .keysMissing:
      Wording(
        "Le fichier des clés de ce dossier (keys.slots) a disparu : sans lui, rien ne s’ouvre.",
        remedy: "Remettez-le depuis une sauvegarde du dossier ; les livres eux-mêmes ne sont pas touchés.")
    case .keysAltered:
      Wording(
        "Données altérées : le fichier des clés de ce dossier (keys.slots) n’est plus celui que le logiciel a écrit.",
        remedy: "Remettez-le depuis une sauvegarde du dossier ; les livres eux-mêmes ne sont pas touchés.")
    case .keysTooNew:
      Wording(
        "Le fichier des clés de ce dossier vient d’une version plus récente du logiciel.",
        remedy: "Mettez FinanceManager Pro à jour sur cet ordinateur.")
    case .notOpen:
      Wording("Le dossier est verrouillé.", remedy: "Ouvrez-le avec votre mot de passe.")
    }
  }
}
