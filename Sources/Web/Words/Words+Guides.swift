public import Application
import Model

extension Words {
  public static func of(_ refusal: GuideRefusal) -> Wording {
    switch refusal {
    case .unknown: Wording("Ce guide n’existe pas, ou plus.", remedy: "Choisissez-en un dans la liste des guides.")
    case .codeMissing: Wording("Le code du guide manque.", remedy: "Un mot court, par exemple LOYER.")
    case .codeMalformed(let code):
      Wording(
        "« \(code) » ne peut pas être un code de guide.",
        remedy: "Un mot de 16 lettres et chiffres au plus, qui ne ressemble pas à un compte.")
    case .codeTaken(let code): Wording("Un autre guide a déjà le code « \(code) ».", remedy: "Choisissez-en un autre.")
    case .nameMissing: Wording("Le nom manque.", remedy: "Il dit à quoi sert ce modèle.")
    case .noLines: Wording("Il n’y a aucune ligne.", remedy: "Indiquez au moins un compte.")
    case .tooManyLines: Wording("Il y a plus de \(GuideLine.most) lignes.", remedy: "Faites deux guides.")
    case .line(let number, let defect): Wording("Ligne \(number) : \(of(defect))")
    }
  }

  public static func of(_ refusal: GuideNotTaken) -> Wording {
    Wording(refusal.refusals.map { of($0).text }.joined(separator: " "))
  }

  private static func of(_ defect: GuideLineDefect) -> String {
    switch defect {
    case .account: "ce n’est pas un numéro de compte (trois chiffres au moins)."
    case .formula: "cette formule ne se lit pas. Écrivez par exemple TTC, TTC/1,2, L1*20% ou SOLDE."
    case .unknownWord(let word): "aucune ligne ne vaut « \(word) » : mettez ce mot seul sur la ligne que l’on saisit."
    case .unknownLine: "la formule nomme une ligne qui n’existe pas, ou elle-même."
    case .balancedTwice: "une seule ligne peut être le SOLDE des autres."
    case .circle: "son montant dépend de lui-même."
    }
  }

  public static func of(_ refusal: RecurrenceRefusal) -> Wording {
    switch refusal {
    case .unknown: Wording("Cet abonnement n’existe pas, ou plus.")
    case .notDue:
      Wording(
        "Cette échéance a déjà été acceptée ou passée : rien n’a été fait.", remedy: "La liste ci-dessous est à jour.")
    case .reasonMissing: Wording("Le motif manque.", remedy: "Dites pourquoi cette échéance est passée.")
    case .amountMissing(let line):
      Wording(
        "Ligne \(line) : le montant manque.",
        remedy: "Un abonnement a ses montants ; un guide les demande à chaque fois.")
    case .unbalanced(let gap):
      Wording(
        "Écart de \(French.amount(gap.magnitude))\(French.hardSpace)€ entre débit et crédit.",
        remedy: "Corrigez un montant, ou écrivez SOLDE sur une ligne.")
    case .endBeforeStart: Wording("La dernière date est avant la première.")
    case .journalMissing: Wording("Le journal manque.")
    case .dayMalformed: Wording("Le jour n’est pas entre 1 et 31.", remedy: "31 est la fin du mois.")
    }
  }

  static func name(of period: RecurrencePeriod) -> String {
    switch period {
    case .monthly: "chaque mois"
    case .quarterly: "chaque trimestre"
    case .yearly: "chaque année"
    }
  }

  static func of(_ schedule: RecurrenceSchedule) -> String {
    let day = schedule.day == 31 ? "le dernier jour" : "le \(schedule.day)"
    let end = schedule.end.map { ", jusqu’au \(French.date($0))" } ?? ""
    return "\(name(of: schedule.period)), \(day), depuis le \(French.date(schedule.start))\(end)"
  }

  /// What an act of entry did, for the control that takes it back.
  static func of(_ act: DraftActCard) -> String {
    let count = act.draftCount
    return switch act.kind {
    case .created: French.count(count, "brouillon créé", "brouillons créés")
    case .changed: French.count(count, "brouillon changé", "brouillons changés")
    case .discarded: French.count(count, "brouillon jeté", "brouillons jetés")
    case .recurred: French.count(count, "abonnement accepté", "abonnements acceptés")
    case .imported: French.count(count, "brouillon importé", "brouillons importés")
    case .undone: French.count(count, "brouillon annulé", "brouillons annulés")
    case .redone: French.count(count, "brouillon rétabli", "brouillons rétablis")
    }
  }
}
