import Model

/// What an account that a closing makes is called, before anybody named it: the words of the plan comptable.
public enum ResultAccount {
  public static func label(of account: String) -> String {
    switch account.prefix(3) {
    case "120": "Résultat de l’exercice (bénéfice)"
    case "129": "Résultat de l’exercice (perte)"
    default: "Bilan d’ouverture"
    }
  }
}
