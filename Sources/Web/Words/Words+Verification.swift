public import Application
import Model

extension Words {
  /// What a verification found, for a person; technical words come after, where they help.
  public static func of(_ problem: Verification.Problem) -> Wording {
    switch problem {
    case .chain(let broken): of(broken)
    case .writeAheadLog(let frame, let commits):
      Wording(
        "Le fichier des comptes a été modifié hors du programme : "
          + French.count(Int(commits), "enregistrement", "enregistrements")
          + " qui suivaient le bloc \(French.integer(frame)) manquent.",
        remedy: "Restaurez une sauvegarde.")
    case .entry(let place, let changeSet, let differences):
      Wording(
        "\(name(of: place)) n’est plus celle qui a été signée (lot \(French.integer(changeSet))) : "
          + list(differences) + ".",
        remedy: "La reconstruction des tables rend ce qui a été signé.")
    case .entryMissing(let place, let changeSet):
      Wording(
        "\(name(of: place)), signée dans le lot \(French.integer(changeSet)), manque dans les tables.",
        remedy: "La reconstruction des tables la rend.")
    case .entryAdded(let place):
      Wording(
        "\(name(of: place)) est dans les tables, mais personne ne l’a signée.",
        remedy: "La reconstruction des tables l’enlève.")
    case .master(let code, let signed, let stored):
      Wording(
        "Le libellé de \(code) est « \(stored) » ; le dernier signé est « \(signed) ».",
        remedy: "La reconstruction des tables le rend.")
    case .balance(let key, let signed, let stored):
      Wording(
        "Le solde tenu du compte \(key.account)\(key.party.map { ", tiers \($0.code)" } ?? "") "
          + "pour \(French.month(number: key.month)) est faux : \(sides(stored)), au lieu de \(sides(signed)).",
        remedy: "La reconstruction des tables le rend.")
    case .journalEntries(let journal, let yearEnd):
      Wording(
        "La page du journal \(journal), exercice clos le \(French.date(yearEnd)), "
          + "ne montre pas ses écritures avec leurs sommes.",
        remedy: "La reconstruction des tables la rend.")
    case .pageSums(let gaps):
      Wording(
        "\(French.count(gaps.count, "somme tenue prête", "sommes tenues prêtes")) pour les pages : "
          + "ce n’est plus ce que donnent les écritures.",
        remedy: "La reconstruction des tables le rend.")
    case .accountLines(let account, let yearEnd):
      Wording(
        "La page du compte \(account), exercice clos le \(French.date(yearEnd)), "
          + "ne montre pas les lignes de ses écritures.",
        remedy: "La reconstruction des tables la rend.")
    case .matching(let account, let code):
      Wording(
        "Le lettrage \(code) du compte \(account) n’est plus celui qui a été signé.",
        remedy: "La reconstruction des tables le rend.")
    case .entrySearch(let yearEnd):
      Wording(
        "La recherche de l’exercice clos le \(French.date(yearEnd)) ne mène plus à ses écritures par leurs numéros et "
          + "leurs pièces.",
        remedy: "La reconstruction des tables la rend.")
    case .masterSearch(let codes):
      Wording(
        "La recherche ne mène plus à \(codes.prefix(3).joined(separator: ", "))\(codes.count > 3 ? "…" : "") "
          + "par son code et par les mots de son libellé.",
        remedy: "La reconstruction des tables la rend.")
    case .attachment, .documentWaiver, .document: documents(problem)
    case .register(let label): register(label)
    case .partySides(let account, let yearEnd):
      Wording(
        "Les soldes débiteurs et créditeurs des tiers du compte \(account), exercice clos le \(French.date(yearEnd)), "
          + "tels que le bilan les lit, sont faux.",
        remedy: "La reconstruction des tables les rend.")
    }
  }

  private static func documents(_ problem: Verification.Problem) -> Wording {
    switch problem {
    case .attachment(let name):
      Wording(
        "La pièce « \(name) » n’est plus jointe comme il a été signé.",
        remedy: "La reconstruction des tables le rend.")
    case .documentWaiver(let reason):
      Wording(
        "Une mention « sans pièce » (\(reason)) n’est plus celle qui a été signée.",
        remedy: "La reconstruction des tables la rend.")
    case .document(let fileName, let hash, let defect, let place):
      Wording(
        "La pièce « \(fileName) » (\(name(ofDocumentAt: place)), empreinte \(hash.hexadecimal.prefix(16))…) "
          + (defect == .missing
            ? "manque à côté des comptes." : "a été altérée : ce n’est plus celle qui a été signée."),
        remedy: "Joignez de nouveau le même fichier, ou restaurez une sauvegarde.")
    default: Wording(problem.code)
    }
  }

  private static func register(_ label: String) -> Wording {
    Wording(
      "Le registre des immobilisations ou des régularisations n’est plus celui qui a été signé"
        + (label.isEmpty ? "." : " (« \(label) »)."),
      remedy: "La reconstruction des tables le rend.")
  }

  private static func of(_ broken: Verification.ChainBreak) -> Wording {
    let lot = "Le lot signé n° \(French.integer(broken.changeSet))"
    let entry = broken.entry.map { " (\(name(of: $0).lowercasedFirst))" } ?? ""
    let sentence =
      switch broken.kind {
      case .signature: "\(lot)\(entry) n’a pas été signé par un appareil de la société, ou a été modifié depuis."
      case .order: "\(lot)\(entry) n’est pas à sa place : un lot manque avant lui, est en double, ou a été remplacé."
      case .content: "\(lot)\(entry) est illisible : son contenu a été modifié."
      case .ledger: "\(lot)\(entry) ne tient pas : ses écritures ou leurs sommes ne sont pas celles annoncées."
      }
    return Wording(sentence, remedy: "Rien de ce qui suit n’est sûr : restaurez une sauvegarde.")
  }

  private static func name(ofDocumentAt place: Verification.EntryPlace) -> String {
    let name = [place.journal, place.number].filter { !$0.isEmpty }.joined(separator: " ")
    return (place.number.isEmpty ? "brouillon " : "écriture ") + name
      + (place.date.map { " du \(French.date($0))" } ?? "")
  }

  private static func name(of place: Verification.EntryPlace) -> String {
    "L’écriture \(place.journal) \(place.number)" + (place.date.map { " du \(French.date($0))" } ?? "")
  }

  private static func sides(_ sums: BalanceFold.Sums) -> String {
    "débit \(French.amount(sums.debit)) et crédit \(French.amount(sums.credit))"
  }

  /// The first three differences; the others are counted.
  private static func list(_ differences: [EntryDifference]) -> String {
    guard !differences.isEmpty else { return "son origine dans le journal signé a été modifiée" }
    let shown = differences.prefix(3).map { difference in
      let line = difference.line.map { "ligne \($0), " } ?? ""
      return "\(line)\(name(of: difference.field)) « \(difference.found) » au lieu de « \(difference.expected) »"
    }
    let rest = differences.count - shown.count
    return shown.joined(separator: " ; ")
      + (rest > 0 ? " ; et \(French.count(rest, "autre champ", "autres champs"))" : "")
  }

  static func name(of field: EntryDifference.Field) -> String {
    switch field {
    case .identifier: "identifiant"
    case .journal: "journal"
    case .number: "numéro"
    case .date: "date"
    case .validationDate: "date de validation"
    case .voucherReference: "pièce"
    case .voucherDate: "date de pièce"
    case .label: "libellé"
    case .flags: "marques"
    case .lineCount: "nombre de lignes"
    case .account: "compte"
    case .party: "tiers"
    case .debit: "débit"
    case .credit: "crédit"
    case .matchingCode: "lettrage"
    case .matchingDate: "date de lettrage"
    case .original: "montant en devise"
    case .overrides: "champs propres à la ligne"
    case .settlement: "règlement"
    case .sourceRank: "rang dans le fichier"
    }
  }
}

extension String {
  /// `Lot altéré` and `2 points bloquants`, within a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
