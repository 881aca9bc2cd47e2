import Application
import Model
import Web

extension CommandRunner {
  func listKeys(books: Books, format: OutputFormat) async throws -> ExitStatus {
    let keys = try await books.keys()
    switch format {
    case .json:
      output.raw(
        try JSONText.of(
          keys.map { ["kind": $0.kind.rawValue, "person": $0.person, "fingerprint": $0.fingerprint.hexadecimal] }))
    case .csv:
      output.raw(
        keys.reduce(CSVText.row(["Accès", "Personne", "Empreinte"])) {
          $0 + CSVText.row([Words.name(of: $1.kind), $1.person, $1.fingerprint.hexadecimal])
        })
    case .table:
      var table = TextTable([("Accès", .left), ("Personne", .left), ("Empreinte", .left)])
      for key in keys { table.add([Words.name(of: key.kind), key.person, key.fingerprint.hexadecimal]) }
      output.raw(table.text + "\n")
    }
    return .done
  }

  func addKeyFile(_ path: String, books: Books, format: OutputFormat) async throws -> ExitStatus {
    try await books.addKeyFile(at: path)
    return try done(
      ["key_file": path], "\(path) ouvre désormais les livres de \(books.company.name), sans mot de passe.", format,
      warning: "Qui peut lire ce fichier peut lire les livres : il ne protège plus que comme cette machine.")
  }

  func removeKeyFile(books: Books, format: OutputFormat) async throws -> ExitStatus {
    let output = output
    try await books.removeKeyFile { output.progress("Changement de clé : \($0 / 10) %") }
    output.endProgress()
    return try done(
      ["key_file": "removed"], "Le fichier de clé n’ouvre plus rien ; la clé des livres a changé.", format)
  }

  func rotateKeys(books: Books, format: OutputFormat) async throws -> ExitStatus {
    let output = output
    try await books.rotateKeys { output.progress("Changement de clé : \($0 / 10) %") }
    output.endProgress()
    return try done(
      ["rotated": "true"], "La clé des livres a changé ; mots de passe et code de secours restent les mêmes.", format,
      warning: "Les sauvegardes et les copies faites avant restent lisibles avec l’ancienne clé.")
  }

  func acceptRestored(books: Books, format: OutputFormat) async throws -> ExitStatus {
    try await books.acceptRolledBack()
    return try done(
      ["accepted": "true"], "C’est noté : les comptes repartent de cette copie ; ce qui manque reste manquant.", format)
  }

  private func done(
    _ facts: [String: String], _ sentence: String, _ format: OutputFormat, warning: String? = nil
  ) throws -> ExitStatus {
    switch format {
    case .json: output.raw(try JSONText.of(facts))
    case .csv: output.raw(CSVText.row([sentence]))
    case .table: output.line(sentence)
    }
    if let warning { output.errorLine(warning) }
    return .done
  }
}
