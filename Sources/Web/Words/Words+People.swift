public import Application
public import Model

extension Words {
  public static func of(_ refusal: NotAllowed) -> Wording {
    Wording(
      "Votre rôle (\(name(of: refusal.role))) ne permet pas \(after(name(of: refusal.action))).",
      remedy: "Demandez au gérant de le faire, ou de changer votre rôle.")
  }

  /// « de lire », « d’importer ».
  private static func after(_ verb: String) -> String {
    (verb.first.map("aeéiou".contains) ?? false ? "d’" : "de ") + verb
  }

  public static func name(of role: Role) -> String {
    switch role {
    case .gerant: "gérant"
    case .comptable: "comptable"
    case .collaborateur: "collaborateur"
    case .lecteur: "lecteur"
    }
  }

  /// After « permet de ».
  public static func name(of action: Action) -> String {
    switch action {
    case .readBooks: "lire les comptes"
    case .exportBooks: "exporter les comptes"
    case .importBooks: "importer un FEC"
    case .withdrawImport: "retirer un import"
    case .verifyBooks: "vérifier les comptes"
    case .rebuildBooks: "reconstruire les comptes"
    case .manageKeys: "renouveler la clé de secours"
    case .backUpBooks: "sauvegarder les comptes"
    case .restoreBooks: "restaurer une sauvegarde"
    case .draftEntries: "saisir toutes les écritures"
    case .draftPurchases: "saisir des achats et joindre leurs pièces"
    case .postEntries: "valider ou contre-passer des écritures"
    case .lockPeriods: "verrouiller un mois"
    case .closeYears: "clôturer un exercice"
    case .reopenYears: "rouvrir un exercice clôturé"
    case .matchLines: "lettrer"
    case .manageAssets: "tenir les immobilisations et les régularisations"
    case .changeMasters: "changer un compte, un tiers ou un journal"
    case .managePeople: "inviter, changer ou retirer une personne"
    case .readAudit: "lire le journal d’audit"
    case .changeOwnAccess: "changer son mot de passe et son second facteur"
    }
  }

  /// What a role is for, in one line.
  public static func hint(of role: Role) -> String {
    switch role {
    case .gerant: "Tout, y compris les personnes et les clés."
    case .comptable: "Saisit, valide, importe, exporte. Ni les personnes ni les clés."
    case .collaborateur:
      "Saisit des achats et joint leurs pièces. Ne voit que les siens, ni banque ni paie ; ne valide rien."
    case .lecteur: "Lit et exporte : commissaire aux comptes, vérificateur."
    }
  }

  public static func of(_ refusal: PeopleRefusal) -> Wording {
    switch refusal {
    case .unknown: Wording("Cette personne n’a plus de droits ici.", remedy: "Revenez à la liste des personnes.")
    case .nameMissing: Wording("Le nom manque.", remedy: "Écrivez le prénom et le nom.")
    case .nameTooLong: Wording("Ce nom est trop long.", remedy: "200 caractères au plus.")
    case .nameTaken(let name):
      Wording(
        "« \(name) » est déjà le nom de quelqu’un ici.",
        remedy: "Ajoutez une initiale : la porte et le journal d’audit ne les distingueraient pas.")
    case .endPassed(let date):
      Wording("Le \(French.longDate(date)) est passé.", remedy: "Donnez un jour à venir, ou retirez la personne.")
    case .lastManager:
      Wording(
        "Il faut toujours un gérant sans date de fin.",
        remedy: "Donnez d’abord ce rôle à une autre personne : plus personne ne pourrait en inviter.")
    case .yourself: Wording("On ne se retire pas soi-même.", remedy: "Demandez à un autre gérant.")
    case .reasonMissing: Wording("Le motif manque.", remedy: "Quelques mots suffisent : ils restent au journal signé.")
    case .tooMany: Wording("Ce dossier a autant de mots de passe qu’il peut en tenir.", remedy: "Retirez quelqu’un.")
    case .removed: Wording("Votre accès à ce dossier a été retiré.", remedy: "Adressez-vous au gérant.")
    case .ended(let date):
      Wording("Votre accès a pris fin le \(French.longDate(date)).", remedy: "Le gérant peut le prolonger.")
    }
  }

  public static func of(_ refusal: PersonNotTaken) -> Wording {
    refusal.refusals.first.map { of($0) } ?? Wording("La demande a été refusée.")
  }

  public static func of(_ refusal: FactorRefusal) -> Wording {
    switch refusal {
    case .wrongCode:
      Wording("Ce code n’est pas le bon.", remedy: "Attendez le suivant, et vérifiez l’heure du téléphone.")
    case .usedCode: Wording("Ce code a déjà servi.", remedy: "Attendez le suivant : 30 secondes au plus.")
    case .none: Wording("Vous n’avez pas de second facteur.")
    case .expired:
      Wording("Cette connexion a trop attendu, ou vos accès ont changé.", remedy: "Donnez de nouveau le mot de passe.")
    }
  }

  public static func of(_ refusal: PasswordRefusal) -> Wording {
    let remedy = "Quatre mots sans lien entre eux se retiennent, et ne se devinent pas."
    return switch refusal {
    case .dictionaryWord: Wording("Ce mot de passe est un mot du dictionnaire, à peu de chose près.", remedy: remedy)
    case .fewCharacters: Wording("Ce mot de passe répète toujours les mêmes caractères.", remedy: remedy)
    case .systematic: Wording("Ce mot de passe est une suite trop simple.", remedy: remedy)
    case .accountName: Wording("Ce mot de passe ressemble au nom du compte de l’ordinateur.", remedy: remedy)
    case .guessable: Wording("Ce mot de passe se devine trop facilement.", remedy: remedy)
    }
  }
}
