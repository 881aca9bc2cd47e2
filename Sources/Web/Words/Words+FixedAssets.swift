public import Application
public import Model

extension Words {
  public static func of(_ refusal: AssetRefusal) -> Wording {
    switch refusal {
    case .unknown: Wording("Cette immobilisation n’est pas dans le registre.", remedy: "Choisissez-la dans la liste.")
    case .unknownLine:
      Wording(
        "Cette ligne ne débite aucun compte d’immobilisation.",
        remedy: "Choisissez une ligne dans « À immobiliser ».")
    case .lineTaken: Wording("Tout le montant de cette ligne est déjà au registre.", remedy: "Ouvrez la liste.")
    case .conventionFixed:
      Wording(
        "Des dotations sont déjà calculées avec l’autre convention : elle ne change plus.",
        remedy: "Jetez d’abord les brouillons de dotations, ou contre-passez les écritures.")
    case .nothingToDraft:
      Wording("Aucune des dotations choisies ne reste à passer.", remedy: "Relisez la liste, ou ouvrez le brouillard.")
    case .hasEntries:
      Wording(
        "Des dotations ont été passées pour cette immobilisation : elle ne se retire pas.",
        remedy: "Enregistrez sa sortie, ou jetez d’abord les brouillons.")
    case .alreadyDisposed: Wording("Cette immobilisation est déjà sortie.", remedy: "Annulez d’abord cette sortie.")
    case .notDisposed: Wording("Cette immobilisation n’est pas sortie : il n’y a rien à annuler.")
    case .noYear(let date):
      Wording(
        "Aucun exercice ne contient le \(French.longDate(date)).", remedy: "Ouvrez l’exercice, ou changez la date.")
    case .yearCharged(let year):
      Wording(
        "La dotation de tout l’exercice \(year.name) est déjà passée : la sortie n’en demande qu’une partie.",
        remedy: "Jetez son brouillon, ou contre-passez son écriture, puis recommencez.")
    case .earlierYearsMissing(let years):
      Wording(
        "Des dotations plus anciennes manquent (\(years.map(\.name).joined(separator: ", "))).",
        remedy: "Passez-les d’abord, ou dites dans la fiche ce qui était déjà amorti.")
    case .disposalPosted:
      Wording(
        "Une écriture de cette sortie est validée : elle ne s’efface plus.",
        remedy: "Contre-passez-la d’abord.")
    case .claimAccountWrong(let number):
      Wording("« \(number) » n’est pas un compte.", remedy: "Écrivez par exemple 462000, ou 512000 si c’est encaissé.")
    case .priceWrong:
      Wording(
        "Le prix de cession ou sa TVA ne va pas : le prix est positif, la TVA ne va pas sans lui.",
        remedy: "Laissez les deux vides pour une mise au rebut.")
    }
  }

  public static func of(_ refusal: AssetNotTaken) -> Wording {
    Wording(refusal.problems.map { of($0) }.joined(separator: " "), remedy: "Complétez la fiche, puis enregistrez-la.")
  }

  static func of(_ problem: AssetProblem) -> String {
    switch problem {
    case .labelMissing: "La désignation manque."
    case .accountNotOfAssets: "Le compte doit être de classe 2, hors 28 et 29 : par exemple 218300."
    case .depreciationAccountWrong: "Le compte d’amortissement commence par 28 : par exemple 281830."
    case .expenseAccountWrong: "Le compte de dotation commence par 68 : par exemple 681120."
    case .costNotPositive: "La valeur d’origine est un montant positif, hors taxes."
    case .residualOutOfBounds: "La valeur résiduelle est comprise entre zéro et la valeur d’origine."
    case .acquisitionMissing: "La date d’acquisition manque."
    case .inServiceBeforeAcquisition: "La mise en service ne précède pas l’acquisition."
    case .durationMissing: "La durée manque : un nombre d’années, par exemple 5."
    case .durationTooLong: "La durée dépasse ce que le programme sait compter (100 ans, fin avant 2100)."
    case .decliningTooShort: "Le dégressif demande au moins trois ans (CGI, art. 39 A)."
    case .priorOutOfBounds:
      "Les amortissements déjà passés ont une date, après l’acquisition, et ne dépassent pas la base à amortir."
    case .disposalBeforeAcquisition: "La sortie ne précède pas l’acquisition."
    }
  }

  static func name(of method: DepreciationMethod) -> String {
    switch method {
    case .none: "non amorti"
    case .linear: "linéaire"
    case .declining: "dégressif"
    }
  }

  static func name(of convention: DepreciationConvention) -> String {
    switch convention {
    case .days360: "mois de 30 jours, année de 360"
    case .days365: "jours réels, année de 365"
    }
  }

  /// State of a draft that the program proposed, and the colour of its pill.
  static func name(of outcome: DraftOutcome) -> (words: String, pill: String) {
    switch outcome {
    case .draft: ("en brouillon", "warn")
    case .posted: ("passée", "ok")
    case .discarded: ("jetée", "")
    case .reversed: ("contre-passée", "")
    }
  }
}
