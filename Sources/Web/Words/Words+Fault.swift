public import Model

extension Words {
  /// What the machine failed at. Altered data is said so, never taken for a tired disk.
  public static func of(_ code: Fault.Code?) -> Wording {
    switch code {
    case .alteredData:
      Wording(
        "Données altérées : une partie du dossier n’est plus celle que le logiciel a écrite. Rien n’a été modifié.",
        remedy: "N’enregistrez plus rien, lancez la vérification dans Réglages, Intégrité, et gardez vos sauvegardes.")
    case .diskFull:
      Wording("Le disque est plein : rien n’a été enregistré.", remedy: "Libérez de la place, puis recommencez.")
    case .inputOutput:
      Wording(
        "Le disque ou le fichier ne répond pas : rien n’a été enregistré.",
        remedy: "Vérifiez que le disque est branché, puis recommencez.")
    case .database:
      Wording("La base de données a refusé l’opération : rien n’a été enregistré.", remedy: "Recommencez.")
    case .connectionLost:
      Wording(
        "Le serveur des livres ne répond plus ; la dernière opération est peut-être enregistrée.",
        remedy: "Attendez un instant, puis regardez si elle l’est avant de recommencer.")
    case .conflict:
      Wording("Une autre opération est passée au même moment : rien n’a été enregistré.", remedy: "Recommencez.")
    case .randomness:
      Wording("Cet ordinateur ne fournit pas d’aléa sûr : le logiciel ne peut pas chiffrer.", remedy: "Redémarrez-le.")
    case .configuration:
      Wording(
        "L’installation du logiciel est incomplète.", remedy: "Réinstallez-le ; vos données ne sont pas touchées.")
    case .cancelled:
      Wording("L’opération a été interrompue : rien n’a été enregistré.", remedy: "Recommencez.")
    case nil:
      Wording("Une erreur imprévue s’est produite : rien n’a été enregistré.", remedy: "Recommencez.")
    }
  }

  /// A short name for one failure, the same in the log: `E-1K3F9A2`.
  static func reference(at now: Instant) -> String {
    "E-" + String(now.milliseconds, radix: 36, uppercase: true)
  }
}
