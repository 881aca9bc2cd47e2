import Application

extension Words {
  /// Whether an account serves, in a column.
  static func name(of use: ChartPage.Use) -> String {
    switch use {
    case .thisYear: "mouvementé"
    case .otherYear: "autre exercice"
    case .never: "pas utilisé"
    }
  }

  /// The pages one may go to by name, with the words that also find them.
  static let pages: [(name: String, words: String, address: String)] = [
    ("Accueil", "tableau de bord trésorerie", "/accueil"),
    ("Journaux", "écritures", "/journaux"),
    ("Grand livre", "lignes des comptes", "/grand-livre"),
    ("Balance générale", "soldes", "/balance"),
    ("Balance auxiliaire", "soldes clients fournisseurs tiers", Address.auxiliaryBalance),
    ("Balance âgée", "retards échéances clients fournisseurs relances impayés", Address.agedBalance),
    ("Bilan", "actif passif liasse 2050 2033", Address.balanceSheet),
    ("Compte de résultat", "produits charges liasse 2052 2033", Address.incomeStatement),
    ("Plan comptable", "comptes PCG", "/plan-comptable"),
    ("Import de FEC", "fichier des écritures comptables", "/fec/imports"),
    ("Export du FEC", "fichier des écritures comptables", "/fec/export"),
    ("Intégrité des comptes", "vérification signature réglages", "/integrite"),
    ("Sauvegardes", "copie restauration disque réglages", Address.backups),
    ("Saisie", "écriture brouillon achats ventes", Address.entry),
    ("Brouillard", "brouillons valider validation annuler", Address.drafts),
    ("Fichier d’écritures", "import CSV tableur brouillons", Address.entryFile),
    ("Guides de saisie", "modèles écritures formules", Address.guides),
    ("Abonnements", "écritures récurrentes loyer assurance échéances", Address.recurrences),
    ("Mois et exercices", "verrou verrouiller clôture exercice réglages", Address.periodLocks),
  ]
}
