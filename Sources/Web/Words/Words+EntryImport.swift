public import Application
import Model

extension Words {
  public static func of(_ refusal: EntryFileRefusal) -> Wording {
    switch refusal {
    case .noFile: Wording("Aucun fichier n’est choisi.", remedy: "Choisissez un fichier CSV.")
    case .unreadable(let defect): Wording("Ce fichier ne se lit pas : \(of(defect))")
    case .faulty:
      Wording("Le fichier a des fautes : rien n’est importé.", remedy: "Corrigez-le et envoyez-le de nouveau.")
    case .nothingToKeep:
      Wording(
        "Aucune écriture n’est équilibrée : rien n’est importé.",
        remedy: "Gardez celles qui ont un écart en brouillon, ou corrigez le fichier.")
    }
  }

  private static func of(_ defect: EntryFileDefect) -> String {
    switch defect {
    case .tooLong: "il dépasse 2 Mo. Envoyez-le en plusieurs fois."
    case .noText: "ce n’est pas du texte. Enregistrez le classeur au format CSV."
    case .noColumns: "il n’a qu’une colonne, ou rien. Les colonnes se séparent par un point-virgule ou une tabulation."
    case .noRows: "il n’a que des titres de colonnes."
    case .tooManyRows: "il a plus de \(French.integer(EntryFileFacts.mostRows)) lignes."
    case .tooManyColumns(let line): "la ligne \(line) a plus de \(EntryFileFacts.mostColumns) colonnes."
    case .fieldTooLong(let line): "une case de la ligne \(line) est trop longue."
    case .openQuote(let line): "un guillemet de la ligne \(line) ne se referme pas."
    }
  }

  static func of(_ defect: EntryMappingDefect) -> String {
    switch defect {
    case .missing(.journal): "Aucune colonne ne donne le journal : choisissez-en un pour toutes les lignes."
    case .missing(.debit): "Aucune colonne ne donne les montants : débit et crédit, ou un montant."
    case .missing(let column): "Aucune colonne ne donne : \(name(of: column))."
    case .repeated(let column): "Deux colonnes donnent : \(name(of: column))."
    case .twoAmounts: "Choisissez débit et crédit, ou un montant, pas les deux."
    }
  }

  static func name(of column: EntryColumn) -> String {
    switch column {
    case .ignored: "rien (ignorée)"
    case .journal: "journal"
    case .date: "date"
    case .voucher: "pièce"
    case .label: "libellé"
    case .account: "compte"
    case .party: "tiers"
    case .debit: "débit"
    case .credit: "crédit"
    case .signedAmount: "montant"
    case .side: "sens (D ou C)"
    case .dueDate: "échéance"
    case .entryKey: "numéro d’écriture"
    }
  }

  static func of(_ defect: EntryRows.Defect) -> String {
    let text = "« \(defect.text) »"
    let said =
      switch defect.kind {
      case .date: "\(text) n’est pas une date."
      case .dueDate: "\(text) n’est pas une échéance."
      case .account: "\(text) n’est pas un numéro de compte."
      case .journal: defect.text.isEmpty ? "le journal manque." : "\(text) n’est pas un journal de vos livres."
      case .amount: "\(text) n’est pas un montant, ou se lit de deux façons."
      case .side: "\(text) n’est ni D ni C."
      case .bothSides: "la ligne a un débit et un crédit."
      case .noAmount: "la ligne n’a pas de montant."
      case .tooManyFields: "la ligne a \(defect.text) cases, plus que le fichier n’a de colonnes."
      case .mixedEntry: "l’écriture \(text) a deux dates ou deux journaux."
      case .tooManyLines: "l’écriture a plus de \(defect.text) lignes."
      }
    return "Ligne \(French.integer(defect.line)) : \(said)"
  }

  /// What was found out of a file.
  static func of(_ facts: EntryFileFacts) -> String {
    let separator =
      switch facts.separator {
      case .semicolon: "point-virgule"
      case .tabulation: "tabulation"
      case .comma: "virgule"
      case .bar: "barre verticale"
      }
    let encoding =
      switch facts.encoding {
      case .utf8: "UTF-8"
      case .utf16: "UTF-16"
      case .windows1252: "Windows-1252"
      }
    return
      "\(French.count(facts.rowCount, "ligne", "lignes")), colonnes séparées par \(separator), texte en \(encoding)."
  }
}
