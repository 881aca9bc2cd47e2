public import Application
public import Model

extension Words {
  public static func of(_ refusal: DocumentRefusal) -> Wording {
    switch refusal {
    case .empty: Wording("Ce fichier est vide.", remedy: "Choisissez la pièce elle-même.")
    case .tooLarge:
      Wording(
        "Ce fichier dépasse \(French.size(bytes: DocumentBounds.largest)).",
        remedy: "Numérisez-le moins finement, ou joignez-le en plusieurs fichiers.")
    case .unknownKind:
      Wording(
        "Ce fichier n’est ni un PDF, ni une image JPEG, PNG, WebP ou TIFF, ni une facture électronique XML : "
          + "c’est son contenu qui compte, et non son nom.",
        remedy: "Enregistrez-le en PDF, puis joignez-le.")
    case .otherXML(let root):
      Wording(
        "Ce fichier XML n’est pas une facture électronique (élément « \(root) »).",
        remedy: "Joignez une facture aux formats CII (Factur-X) ou UBL, ou son PDF.")
    case .cut(let kind):
      Wording(
        "Ce fichier \(name(of: kind)) est incomplet : sa fin manque.",
        remedy: "Téléchargez-le ou numérisez-le de nouveau.")
    case .alreadyThere(let name): Wording("Cette pièce est déjà jointe ici, sous le nom « \(name) ».")
    case .elsewhere([]):
      Wording(
        "Cette pièce est déjà jointe à une écriture que votre rôle ne montre pas.",
        remedy: "C’est peut-être un doublon : parlez-en à votre comptable.")
    case .elsewhere(let cards):
      Wording(
        "Cette pièce est déjà jointe : \(cards.map { Words.name(of: $0.place) }.joined(separator: " ; ")).",
        remedy: "Si elle justifie aussi celle-ci, joignez-la quand même ; sinon, c’est peut-être un doublon.")
    case .unknownTarget: Wording("Cette écriture n’existe pas, ou plus.", remedy: "Cherchez-la dans son journal.")
    case .unknownAttachment: Wording("Cette pièce n’est pas jointe ici.", remedy: "Relisez la page de l’écriture.")
    case .besideEntry:
      Wording(
        "Une pièce jointe à une écriture validée ne s’enlève pas.",
        remedy: "Remplacez-la, ou écartez-la avec son motif : elle reste consultable.")
    case .alreadyEnded: Wording("Cette pièce a déjà été détachée, remplacée ou écartée.")
    case .reasonMissing:
      Wording("Le motif manque.", remedy: "Écrivez en quelques mots pourquoi ; il reste au journal signé.")
    case .alreadyWaived: Wording("Cette écriture est déjà marquée sans pièce.")
    case .unknownWaiver: Wording("Cette écriture n’est plus marquée sans pièce.")
    }
  }

  static func name(of kind: DocumentKind) -> String {
    switch kind {
    case .pdf: "PDF"
    case .jpeg: "JPEG"
    case .png: "PNG"
    case .webp: "WebP"
    case .tiff: "TIFF"
    case .xml: "XML"
    }
  }

  /// `AC 12 du 31/03/2026`, `brouillon AC du 31/03/2026`.
  public static func name(of place: DocumentPlace) -> String {
    let day = place.date.map { " du \(French.date($0))" } ?? ""
    let name = [place.journal, place.number].filter { !$0.isEmpty }.joined(separator: " ")
    if place.entry == nil { return ("brouillon " + name).trimmingSpaces + day }
    return name.isEmpty ? "écriture d’un import retiré" : name + day
  }

  /// What the log says of documents, as a line of the journal d'audit.
  static func documents(_ event: BookEvent) -> String {
    switch event {
    case .documentAttached(let it):
      if case .draft = it.target {
        "Pièce jointe à un brouillon : \(it.document.fileName)"
      } else {
        "Pièce jointe à une écriture : \(it.document.fileName)"
      }
    case .documentDetached: "Pièce détachée d’un brouillon"
    case .documentSuperseded(let it): it.by == nil ? "Pièce écartée" : "Pièce remplacée"
    case .documentWaived: "Écriture marquée sans pièce"
    case .documentWaiverEnded: "Écriture qui attend de nouveau sa pièce"
    default: ""
    }
  }
}
