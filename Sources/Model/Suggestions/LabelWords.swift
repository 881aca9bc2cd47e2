/// The words of a label that say what an entry is about: what is learnt of labels is kept under them.
public enum LabelWords {
  /// Folded, each once, in their order. Left out are words of fewer than three letters or with a digit (a number says
  /// which one, not what), months, and what stands in any label.
  public static func of(_ label: String) -> [String] {
    var found: [String] = []
    for word in SearchText.words(label) {
      let isTelling = word.utf8.count >= 3 && word.utf8.count <= 40 && !word.utf8.contains { (48...57).contains($0) }
      guard isTelling, !common.contains(word), !found.contains(word) else { continue }
      found.append(word)
      if found.count == most { break }
    }
    return found
  }

  private static let most = 6

  private static let common: Set<String> = [
    "JANVIER", "FEVRIER", "MARS", "AVRIL", "MAI", "JUIN", "JUILLET", "AOUT", "SEPTEMBRE", "OCTOBRE", "NOVEMBRE",
    "DECEMBRE", "JAN", "FEV", "AVR", "JUL", "SEP", "SEPT", "OCT", "NOV", "DEC", "LES", "DES", "AUX", "DU", "DE", "LA",
    "LE", "SUR", "PAR", "POUR", "AVEC", "FACTURE", "FACT", "FAC", "NUM", "NUMERO", "REF", "TRIMESTRE", "MOIS",
  ]
}
