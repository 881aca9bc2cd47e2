public import Model

extension Words {
  public static func of(_ refusal: NotAllowed) -> Wording {
    Wording(
      "Votre rôle (\(name(of: refusal.role))) ne permet pas de \(name(of: refusal.action)).",
      remedy: "Demandez au gérant de le faire, ou de changer votre rôle.")
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
    case .draftEntries: "saisir des écritures"
    case .postEntries: "valider ou contre-passer des écritures"
    case .lockPeriods: "verrouiller un mois"
    case .matchLines: "lettrer"
    case .changeMasters: "changer un compte, un tiers ou un journal"
    }
  }
}
