public import Application
import Model

extension Words {
  public static func of(_ refusal: BackupRefusal) -> Wording {
    switch refusal {
    case .defect(let defect, let path): of(defect, path)
    case .notEnoughSpace(let needed, let available, let folder):
      Wording(
        "Il faut \(French.size(bytes: Int(clamping: needed))) libres sur le disque de \(folder), il y en a "
          + "\(French.size(bytes: Int(clamping: available))). Rien n’a été écrit.",
        remedy: "Libérez de la place ou choisissez un autre dossier, puis recommencez.")
    case .folderUnwritable(let path):
      Wording(
        "Rien ne peut être écrit dans le dossier \(path).",
        remedy: "Branchez le disque s’il est amovible, vérifiez que le dossier existe et que ce compte peut y écrire.")
    case .otherCompany(let wanted, let found):
      Wording(
        "Cette sauvegarde est celle d’une autre société : SIREN \(French.siren(found)), et non "
          + "\(French.siren(wanted)).", remedy: "Choisissez un fichier dont le nom commence par \(wanted.digits).")
    case .wrongPassword:
      Wording(
        "Ce mot de passe n’ouvre pas cette sauvegarde.",
        remedy: "Donnez celui du jour où elle a été faite, ou le code de secours imprimé (--recovery-file).")
    case .wrongRecoveryCode:
      Wording(
        "Ce code de secours n’ouvre pas cette sauvegarde.",
        remedy: "Vérifiez la saisie ; un code renouvelé depuis n’ouvre pas les sauvegardes d’avant.")
    case .keysAltered:
      Wording(
        "Les accès gardés dans cette sauvegarde sont altérés : elle ne peut pas être ouverte.",
        remedy: "Prenez une autre sauvegarde.")
    case .otherKey:
      Wording(
        "Cette sauvegarde porte une autre clé que les comptes ouverts : celle d’avant un changement de clé ou une "
          + "restauration.",
        remedy: "Vérifiez-la avec « fmpro-node backup verify » et un mot de passe de ce temps.")
    case .companyExists(let siren, let path):
      Wording(
        "Une société de SIREN \(French.siren(siren)) est déjà là : une restauration ne remplace rien.",
        remedy: "Déplacez d’abord le dossier \(path), ou restaurez dans un autre dossier de données (--data).")
    case .underWay: Wording("Une sauvegarde est déjà en cours.", remedy: "Attendez qu’elle soit terminée.")
    case .stopped:
      Wording("La sauvegarde a été arrêtée avec la société ; rien n’en reste.", remedy: "Recommencez.")
    case .unknown: Wording("Cette sauvegarde n’est pas, ou plus, dans le dossier.")
    }
  }

  private static func of(_ defect: BackupDefect, _ path: String) -> Wording {
    let another = "Prenez une autre sauvegarde ; gardez celle-ci à part."
    return switch defect {
    case .missing: Wording("Le fichier \(path) n’existe pas.", remedy: "Vérifiez son chemin.")
    case .notABackup:
      Wording(
        "\(path) n’est pas une sauvegarde de FinanceManager Pro, ou n’a pas été écrite jusqu’au bout.",
        remedy: "Choisissez un fichier qui se termine par « .sauvegarde ».")
    case .tooNew(let version):
      Wording(
        "\(path) a été écrit par une version plus récente du programme (format \(version)).",
        remedy: "Mettez le programme à jour, puis recommencez.")
    case .cut(let at, let whole):
      Wording(
        "\(path) a été coupé : il s’arrête à l’octet \(figure(at)) sur \(figure(whole)).", remedy: another)
    case .extended(let by, let after):
      Wording(
        "\(path) a été allongé : \(figure(by)) octets suivent sa fin, à l’octet \(figure(after)).", remedy: another)
    case .altered(let part, let start, let end):
      Wording(
        "\(path) a été altéré : \(name(of: part)), entre les octets \(figure(start)) et \(figure(end)), n’est plus "
          + "ce qui a été écrit.", remedy: another)
    case .page(let page):
      Wording(
        "Dans \(path), la page \(figure(UInt64(page))) des livres n’est pas authentique.", remedy: another)
    case .otherLog:
      Wording(
        "Le journal signé des livres de \(path) ne s’arrête pas où la sauvegarde le dit.", remedy: another)
    case .newerBooks:
      Wording(
        "Les livres de \(path) ont été écrits par une version plus récente du programme.",
        remedy: "Mettez le programme à jour, puis recommencez.")
    }
  }

  private static func figure(_ count: UInt64) -> String { French.integer(Int(clamping: count)) }

  private static func name(of part: BackupPart) -> String {
    switch part {
    case .head: "l’en-tête"
    case .keys: "la liste des accès"
    case .books: "les livres"
    case .original: "le fichier d’origine d’un import"
    case .report: "le rapport de contrôle d’un import"
    case .document: "une pièce"
    case .table: "la table des parties"
    }
  }

  /// That what was written for days has no backup.
  public static func of(_ lateness: BackupLateness) -> String {
    switch lateness {
    case .old(let days):
      "La dernière sauvegarde vérifiée date de \(French.count(days, "jour", "jours")), et vos comptes ont changé "
        + "depuis."
    case .never: "Vos comptes n’ont encore aucune sauvegarde vérifiée."
    }
  }
}
