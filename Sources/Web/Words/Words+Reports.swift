public import Application
public import Model

extension Words {
  /// What stands above the lines of a year whose opening is not recorded.
  public static let provisionalOpening = "À-nouveaux provisoires"

  /// What stands above the lines of a period.
  static func before(_ start: CalendarDate) -> String { "Lignes d’avant le \(French.date(start))" }

  public static func of(_ refusal: ReportRefusal) -> Wording {
    switch refusal {
    case .unknownYear(let name):
      Wording("Aucun exercice « \(name) » dans vos comptes.", remedy: "Choisissez-en un dans la barre du haut.")
    case .unknownAccount(let number):
      Wording("Le compte \(number) n’existe pas dans cet exercice.", remedy: "Retrouvez-le dans la balance.")
    case .unknownParty(let code):
      Wording("Le tiers \(code) n’a aucune ligne sur ce compte.", remedy: "Retrouvez-le par la recherche.")
    case .unknownJournal(let code):
      Wording("Le journal \(code) n’a aucune écriture dans cet exercice.", remedy: "Choisissez-le dans la liste.")
    case .unknownEntry:
      Wording(
        "Cette écriture n’est pas dans vos comptes.", remedy: "Son import a peut-être été retiré ; cherchez sa pièce.")
    case .dateOutsideYear(let date, let year):
      Wording(
        "Le \(French.date(date)) n’est pas dans l’exercice \(year.name).",
        remedy: "Choisissez une date \(French.span(year.start, year.end)).")
    case .periodInverted(let start, let end):
      Wording(
        "Le début de la période (\(French.date(start))) vient après sa fin (\(French.date(end))).",
        remedy: "Échangez les deux dates, ou choisissez un autre début.")
    case .badCursor:
      Wording("Cette page de la liste n’existe pas.", remedy: "Reprenez à la première page.")
    case .changedMeanwhile(let end):
      Wording(
        "L’exercice clos le \(French.date(end)) a changé pendant la lecture : cet état n’est pas d’un seul tenant.",
        remedy: "Rien n’est perdu dans vos comptes ; demandez l’état de nouveau.")
    }
  }

  /// A whole report that is not printed.
  static func tooLongToPrint(_ lineCount: Int, limit: Int) -> Wording {
    Wording(
      "Cet état compte plus de lignes qu’une impression n’en permet : \(French.integer(lineCount)), pour "
        + "\(French.integer(limit)) au plus.",
      remedy: "Téléchargez-le en CSV, sans limite, ou réduisez-le par les filtres : comptes, mois, date.")
  }

  /// What is told of a year of less than 12 months; nil for any other.
  public static func shortYear(_ year: FiscalYear) -> Wording? {
    guard year.isShort else { return nil }
    return Wording(
      "Cet exercice ne dure que \(French.count(year.dayCount, "jour", "jours")), \(French.span(year.start, year.end)).",
      remedy:
        "C’est permis pour le premier, le dernier, ou quand la date de clôture change ; sinon, vérifiez ses dates.")
  }

  public static func of(_ refusal: FiscalYearRefusal) -> Wording {
    switch refusal {
    case .endsBeforeStart:
      Wording("L’exercice finit avant d’avoir commencé.", remedy: "Vérifiez ses deux dates.")
    case .tooLong:
      Wording(
        "L’exercice dépasse 24 mois.",
        remedy: "Un exercice dure 12 mois ; seul le premier peut aller jusqu’à 24.")
    }
  }
}
