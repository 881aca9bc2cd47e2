public import Application
import Model

extension Words {
  public static func of(_ refusal: KeysRefusal) -> Wording {
    switch refusal {
    case .keyFileExists(let path):
      Wording("\(path) existe déjà : un fichier de clé n’en remplace jamais un autre.", remedy: "Donnez un autre nom.")
    case .keyFileMissing(let path): Wording("Le fichier de clé \(path) n’existe pas.", remedy: "Vérifiez son chemin.")
    case .keyFileUnsafe(let path):
      Wording(
        "Le fichier de clé \(path) peut être lu par d’autres comptes, ou n’est pas un fichier ordinaire.",
        remedy: "Rendez-le au compte du service avec le mode 0600, ou créez-en un autre.")
    case .serviceKeyUnsafe(let path):
      Wording(
        "La clé \(path), remise par systemd, peut être lue ou remplacée par d’autres comptes.",
        remedy: "Vérifiez LoadCredential=fmpro.key dans l’unité du service ; systemd la donne à lui seul (mode 0400).")
    case .keyFileDamaged(let path):
      Wording("\(path) n’est pas un fichier de clé : il doit faire 32 octets.", remedy: "Créez-en un autre.")
    case .wrongKeyFile(let path):
      Wording(
        "Le fichier de clé \(path) n’ouvre pas cette société.",
        remedy: "Un autre l’a remplacé, ou il a été retiré : créez-en un nouveau.")
    case .noKeyFile: Wording("Cette société n’a pas de fichier de clé.")
    case .notEnoughSpace(let needed, let available):
      Wording(
        "Il faut \(French.size(bytes: Int(clamping: needed))) libres sur le disque, il y en a "
          + "\(French.size(bytes: Int(clamping: available))). Rien n’a été changé.",
        remedy: "Libérez de la place, puis recommencez.")
    }
  }

  public static func name(of kind: CompanyKey.Kind) -> String {
    switch kind {
    case .password: "mot de passe"
    case .recoveryKit: "code de secours"
    case .keyFile: "fichier de clé"
    }
  }
}
