public import Application
public import Model

extension Words {
  public static func of(_ refusal: PostingRefusal) -> Wording {
    switch refusal {
    case .reviewOutdated:
      Wording(
        "Un de ces brouillons a changé depuis que vous les avez relus, ou ne peut plus être validé. Rien ne l’a été.",
        remedy: "Relisez la liste et recommencez.")
    case .changedSince:
      Wording(
        "Ce brouillon a changé depuis que vous l’avez ouvert : il n’est pas validé.",
        remedy: "Ouvrez-le de nouveau, relisez-le, puis validez.")
    case .sentTwice: Wording("Cette saisie est déjà validée : voici son écriture.")
    case .nothingToPost:
      Wording("Aucun brouillon n’est choisi.", remedy: "Cochez ceux que vous voulez valider.")
    case .seriesElsewhere(let series):
      Wording(
        series.journal.isEmpty
          ? "Les numéros de cet exercice sont donnés par un autre appareil."
          : "Les numéros du journal \(series.journal) sont donnés par un autre appareil.",
        remedy: "Validez depuis celui-ci, ou passez-lui la main.")
    case .clockWentBack(let last):
      Wording(
        "L’horloge de cet ordinateur retarde : des écritures de ce journal ont été validées le \(French.date(last)).",
        remedy: "Remettez l’ordinateur à l’heure ; une date de validation ne revient jamais en arrière.")
    case .unknownEntry: Wording("Cette écriture n’existe pas.")
    case .alreadyReversed:
      Wording("Cette écriture est déjà contre-passée.", remedy: "Ouvrez-la : elle mène à celle qui la reprend.")
    case .isReversal:
      Wording(
        "Cette écriture est elle-même une contre-passation.",
        remedy: "Saisissez de nouveau l’écriture d’origine si elle était juste.")
    case .reasonMissing:
      Wording("Le motif manque.", remedy: "Écrivez en quelques mots pourquoi ; il reste au journal signé.")
    case .dayRefused(let problems):
      Wording("La contre-passation ne peut pas porter ce jour. " + problems.map { of($0) }.joined(separator: " "))
    }
  }

  public static func of(_ refusal: DraftNotPostable) -> Wording {
    Wording("Ce brouillon ne peut pas être validé. " + refusal.problems.map { of($0) }.joined(separator: " "))
  }

  static func posted(_ entry: JournalEntry.Validated) -> String {
    "Écriture \(entry.journal) \(entry.number) validée : numérotée et signée, elle ne change plus."
  }

  static let formAlreadyPosted =
    "Ce formulaire a déjà servi à une écriture, validée ; ce que vous venez de saisir en est une autre. Relisez-la, "
    + "puis enregistrez ou validez de nouveau."

  static let draftPostedMeanwhile =
    "Ce brouillon a été validé entre-temps, sans vos changements : ouvrez l’écriture ; elle se corrige par une "
    + "contre-passation."

  static let draftThrownAway =
    "Ce brouillon a été jeté entre-temps ; ce que vous avez saisi est gardé ici comme une nouvelle saisie."

  static func outsideYears(_ date: CalendarDate) -> String {
    "Le \(French.date(date)) n’est dans aucun exercice ouvert : corrigez la date."
  }

  /// - Parameter line: its place in the form.
  static func resolved(line: Int, _ typed: String, as account: String) -> String {
    "Ligne \(line) : « \(typed) » désigne \(account). Relisez-la, puis validez."
  }

  /// - Parameter line: its place in the form.
  static func unaccepted(line: Int) -> String {
    "Ligne \(line) : proposée, et pas acceptée. Acceptez les lignes proposées en validant, ou enregistrez le "
      + "brouillon ; Échap les retire."
  }

  /// - Parameter line: its place in the form, where a name can be given.
  static func inForm(_ problem: PostingProblem.LineProblem, line: Int) -> String {
    switch problem {
    case .accountUnknown: "Ligne \(line) : ce compte n’existe pas ; donnez son nom sous son numéro pour le créer."
    case .partyUnknown: "Ligne \(line) : ce tiers n’existe pas ; donnez son nom sous son code pour le créer."
    default: of(.line(line, problem))
    }
  }

  static func opened(_ year: FiscalYear) -> String {
    "Exercice \(year.name) ouvert, \(French.span(year.start, year.end))."
  }

  /// One reason, as a sentence that says how to mend it.
  static func of(_ problem: PostingProblem, lines: [Identifier<DraftLine>] = []) -> String {
    switch problem {
    case .journalMissing: "Choisissez un journal."
    case .dateMissing: "Indiquez la date."
    case .noYear(let date):
      "Le \(French.date(date)) n’est dans aucun exercice ouvert : corrigez la date, ou ouvrez l’exercice."
    case .yearClosed(let year):
      "L’exercice \(year.name) est clôturé : datez l’écriture du premier jour de l’exercice ouvert en gardant la date "
        + "de la pièce."
    case .monthLocked(let month):
      "\(French.month(number: month).capitalizedFirst) est verrouillé : datez l’écriture du premier jour d’un mois "
        + "ouvert en gardant la date de la pièce, ou faites déverrouiller le mois."
    case .dateToCome(let date):
      "Le \(French.date(date)) n’est pas encore venu : l’écriture se valide ce jour-là ou après."
    case .voucherReferenceMissing:
      "La référence de la pièce manque ; sans pièce, écrivez une convention, par exemple SP."
    case .labelMissing: "Le libellé manque."
    case .tooFewLines: "Une écriture a au moins deux lignes."
    case .unbalanced(let gap):
      "Écart de \(French.amount(gap.magnitude))\(French.hardSpace)€ : il manque au "
        + (gap.minor > 0 ? "crédit." : "débit.")
    case .clash(let field): "\(name(of: field, lines: lines)) : deux valeurs, choisissez."
    case .line(let number, let problem): "Ligne \(number) : \(of(problem))"
    }
  }

  private static func of(_ problem: PostingProblem.LineProblem) -> String {
    switch problem {
    case .accountMissing: "le compte manque."
    case .accountMalformed: "le compte doit commencer par trois chiffres."
    case .accountUnknown: "ce compte n’existe pas ; ouvrez le brouillon pour le créer."
    case .accountInactive: "ce compte est désactivé."
    case .amountMissing: "le montant manque."
    case .bothSides: "un montant au débit et un au crédit ; gardez-en un."
    case .amountTooLarge: "le montant dépasse dix milliards d’euros."
    case .partyUnknown: "ce tiers n’existe pas ; ouvrez le brouillon pour le créer."
    }
  }
}

extension String {
  /// `Mars 2026` for `mars 2026`.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
