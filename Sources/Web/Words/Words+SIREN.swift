import Model

extension Words {
  /// Why a text is not a SIREN; nil when it is one.
  public static func sirenFault(_ text: String) -> Wording? {
    if SIREN(text) != nil { return nil }
    let kept = text.filter { !$0.isWhitespace }
    if kept.isEmpty { return Wording("Le SIREN manque.", remedy: "Ses neuf chiffres figurent sur votre extrait Kbis.") }
    if let stray = kept.first(where: { !("0"..."9" ~= $0) }) {
      return Wording("« \(stray) » n’est pas un chiffre.", remedy: "Un SIREN ne contient que neuf chiffres.")
    }
    if kept.count == 14, let siren = SIREN(kept.prefix(9)) {
      return Wording(
        "Ce numéro est un SIRET (14 chiffres).", remedy: "Le SIREN en est le début : \(French.siren(siren)).")
    }
    if kept.count != 9 {
      return Wording(
        "Un SIREN a neuf chiffres, celui-ci en a \(kept.count).", remedy: "Recopiez-le de votre extrait Kbis.")
    }
    return Wording(
      "Ces neuf chiffres ne forment pas un SIREN : leur clé de contrôle est fausse.",
      remedy: "Un chiffre est faux, ou deux sont inversés.")
  }
}
