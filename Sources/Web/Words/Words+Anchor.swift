public import Application
import Model

extension Words {
  /// The books are not where they were last seen on this machine.
  public static func of(_ finding: RolledBack) -> Wording {
    let remedy =
      "Si vous venez de restaurer une sauvegarde, dites-le dans Intégrité (ou fmpro-node company accept-restored) ; "
      + "sinon, remettez le dossier le plus récent : cette copie a pu être mise à sa place."
    return switch finding.kind {
    case .behind(let missing):
      Wording(
        "Ces comptes ont été restaurés ou ramenés en arrière : "
          + "\(French.count(Int(missing), "lot signé manque", "lots signés manquent")) "
          + "sur les \(French.integer(Int(finding.noted))) que ce poste avait vus.", remedy: remedy)
    case .diverged:
      Wording(
        "Ces comptes ne sont pas la suite de ceux que ce poste avait vus : leur journal signé diffère au lot "
          + "\(French.integer(Int(finding.noted))).", remedy: remedy)
    case .olderKeys:
      Wording("Ces comptes portent la clé d’avant son dernier changement : c’est une copie ancienne.", remedy: remedy)
    case .restored(let madeAt, let missing):
      Wording(
        "Ces comptes ont été restaurés de la sauvegarde du \(French.moment(madeAt)) : " + missed(missing),
        remedy: "Saisissez de nouveau ce qui manque, puis dites dans Intégrité que la restauration est voulue "
          + "(ou fmpro-node company accept-restored).")
    case .logAltered(let frame, let commits):
      Wording(
        "Le journal d’écriture des comptes (books.db-wal) a été modifié hors du programme : "
          + French.count(Int(commits), "enregistrement", "enregistrements")
          + (frame == 0 ? " manquent, dès son début." : " qui suivaient le bloc \(French.integer(frame)) manquent."),
        remedy: "Restaurez une sauvegarde, ou refaites ce qui manque ; dites-le ensuite dans Intégrité "
          + "(ou fmpro-node company accept-restored).")
    case .unreadable:
      Wording(
        "Le témoin qui permet de reconnaître une copie ancienne des comptes est illisible.", remedy: remedy)
    }
  }

  /// Nil when this machine had seen none of these books.
  private static func missed(_ count: Int64?) -> String {
    switch count {
    case nil: "ce qui a été saisi depuis n’y est pas."
    case 0: "ce poste n’avait rien vu de plus récent."
    case let count?:
      "il y manque \(French.count(Int(count), "lot signé", "lots signés")) que ce poste avait vus depuis."
    }
  }
}
