/// What ArgumentParser says of the command line, in French. It has no translations of its own: its sentences are
/// known, and replaced one by one; one that is not known stays as it is.
enum FrenchUsage {
  /// A help page. Anything else that a command was asked to print, a completion script for instance, is left alone.
  static func help(_ text: String) -> String {
    guard text.hasPrefix("OVERVIEW:") || text.hasPrefix("USAGE:") else { return text }
    return
      text
      .replacing(#/^OVERVIEW: /#.anchorsMatchLineEndings(), with: "")
      .replacing(#/^SUBCOMMANDS:/#.anchorsMatchLineEndings(), with: "COMMANDES :")
      .replacing(#/^(USAGE|ARGUMENTS|OPTIONS):/#.anchorsMatchLineEndings()) { "\($0.1) :" }
      .replacing(#/;(\s+)default:/#) { " ;\($0.1)default:" }
      .replacing(#/\bdefault:/#, with: "par défaut :")
      .replacing("(values:", with: "(valeurs :")
      .replacing("Show help information.", with: "Affiche cette aide.")
      .replacing(#/See '(?<command>.+) <subcommand>' for detailed help\./#) {
        "« \($0.command) <commande> » en dit plus."
      }
      .replacing("<subcommand>", with: "<commande>")
  }

  /// Why a command cannot be understood, and where its help is.
  static func fault(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      if let message = line.wholeMatch(of: #/Error: (.+)/#) { lines[index] = "Erreur : " + sentence(String(message.1)) }
    }
    return lines.joined(separator: "\n")
      .replacing(#/^(Usage|Help):/#.anchorsMatchLineEndings()) { $0.1 == "Help" ? "Aide :" : "Usage :" }
      .replacing(#/See '(?<command>.+)' for more information\./#) { "« \($0.command) » en dit plus." }
      .replacing("<subcommand>", with: "<commande>")
  }

  private static func sentence(_ text: String) -> String {
    if let found = text.wholeMatch(of: #/Missing expected argument '(.+)'/#) { return "il manque « \(found.1) »." }
    if let found = text.wholeMatch(of: #/Missing one of: '(.+)'/#) { return "il manque un mot parmi '\(found.1)'." }
    if let found = text.wholeMatch(of: #/Missing value for '(.+)'/#) { return "« \(found.1) » attend une valeur." }
    if let found = text.wholeMatch(of: #/Unknown option '(.+)'\. Did you mean '(.+)'\?/#) {
      return "l’option « \(found.1) » est inconnue. Vouliez-vous dire « \(found.2) » ?"
    }
    if let found = text.wholeMatch(of: #/Unknown option '(.+)'/#) { return "l’option « \(found.1) » est inconnue." }
    if let found = text.wholeMatch(of: #/Unexpected argument '(.*)'/#) {
      return "« \(found.1) » n’est pas attendu ici."
    }
    if let found = text.wholeMatch(of: #/(\d+) unexpected arguments: (.+)/#) {
      return "\(found.1) mots ne sont pas attendus ici : \(found.2)."
    }
    if let found = text.wholeMatch(of: #/The option '(.+)' does not take any value, but '(.*)' was specified\./#) {
      return "l’option « \(found.1) » ne prend pas de valeur ; « \(found.2) » est de trop."
    }
    if let found = text.wholeMatch(of: #/The value '(.*)' is invalid for '(.+?)'(?:\. Please provide one of (.+)\.)?/#)
    {
      let choice = found.3.map { " : choisissez \($0.replacing(" or ", with: " ou "))" } ?? ""
      return "« \(found.1) » ne convient pas pour « \(found.2) »\(choice)."
    }
    return text
  }
}
