import Application
public import Model

extension Words {
  /// The command line alone meets it: a page writes in a folder of its own.
  static func of(_ refusal: ExportRefusal) -> Wording {
    switch refusal {
    case .fileExists(let names):
      let list = names.joined(separator: " et ")
      return Wording(
        names.count == 1
          ? "\(list) existe déjà dans ce dossier, avec un autre contenu : rien n’a été écrit."
          : "\(list) existent déjà dans ce dossier, avec un autre contenu : rien n’a été écrit.",
        remedy: "Choisissez un autre dossier, ou ajoutez --force pour le remplacer.")
    }
  }

  /// What a FEC just written had to be completed with, and what of it is unusual; empty when it came whole from the
  /// books.
  public static func of(_ completion: FECCompletion) -> [String] {
    let filled = completion.counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { column, count in
      "\(column.legalName) vide sur \(French.count(count, "ligne", "lignes")), \(filling(of: column))"
    }
    let odd = [
      (completion.bothSidesZero, "sans débit ni crédit"),
      (completion.bothSidesFilled, "au débit et au crédit à la fois"),
    ].filter { $0.0 > 0 }.map { "\(French.count($0.0, "ligne", "lignes")) \($0.1), comme à la source." }
    return filled + odd
  }

  private static func filling(of column: FECColumn) -> String {
    switch column {
    case .journalLib: "remplacé par le nom du journal ou son code."
    case .compteLib, .compAuxLib: "remplacé par le numéro."
    case .pieceRef: "remplacé par le code du journal, par convention."
    case .pieceDate: "remplacée par la date de l’écriture."
    case .ecritureLib: "remplacé par le libellé du journal."
    default: "laissé vide."
    }
  }
}
