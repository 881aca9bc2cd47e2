import Application
import ArgumentParser
import Foundation
import Model
import Web

struct ProofCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof",
    abstract: "Écrit la preuve d’intangibilité d’un exercice clôturé ; « verify --proof » la contrôle partout.")

  @Option(help: "Exercice : AAAA ou AAAA-MM-JJ de clôture.") var year: String
  @Option(help: "Fichier à écrire.") var output: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.run(.writeProof(year: year, path: URL(fileURLWithPath: output).standardizedFileURL.path))
  }
}

/// Checks a proof by itself: neither books nor key are asked for.
struct ProofVerification {
  let path: String
  let format: OutputFormat
  let output: CommandOutput

  func run() throws -> ExitStatus {
    do {
      try tell(try CheckedProof(reading: path))
      return .done
    } catch let refusal as ProofRefusal {
      let sentence = Words.of(refusal).sentence
      switch format {
      case .json: output.raw(try JSONText.of(Refused(sound: false, line: refusal.line, detail: sentence)))
      case .csv: output.raw(CSVText.row(["refusée", String(refusal.line), sentence]))
      case .table: output.errorLine(Words.of(refusal).text)
      }
      return .refused
    }
  }

  private func tell(_ proof: CheckedProof) throws {
    switch format {
    case .json: output.raw(try JSONText.of(Accepted(proof)))
    case .csv:
      for closing in proof.closings {
        output.raw(CSVText.row([closing.fact.year.end.iso, closing.fact.result.description]))
      }
    case .table:
      output.line("\(proof.companyName), SIREN \(proof.siren) : la preuve tient.")
      output.line(
        "\(proof.changeSetCount) lots signés, \(proof.entryCount) écritures, \(proof.lineCount) lignes ; tête "
          + "\(proof.headHash.hexadecimal).")
      for closing in proof.closings where closing.isClosed {
        output.line(
          "Exercice \(closing.fact.year.name) : clôturé, résultat \(closing.fact.result) EUR, total perpétuel "
            + "\(closing.fact.perpetualDebit) EUR.")
      }
    }
  }

  private struct Refused: Encodable {
    let sound: Bool
    let line: Int
    let detail: String
  }

  private struct Accepted: Encodable {
    struct Closing: Encodable {
      let yearEnd: String
      let closed: Bool
      let result: String
      let perpetualDebit: String
      let perpetualCredit: String
    }

    let sound = true
    let siren: String
    let changeSets: UInt64
    let entries: UInt64
    let lines: UInt64
    let head: String
    let closings: [Closing]

    init(_ proof: CheckedProof) {
      siren = proof.siren
      changeSets = proof.changeSetCount
      entries = proof.entryCount
      lines = proof.lineCount
      head = proof.headHash.hexadecimal
      closings = proof.closings.map { closing in
        Closing(
          yearEnd: closing.fact.year.end.iso, closed: closing.isClosed, result: closing.fact.result.description,
          perpetualDebit: closing.fact.perpetualDebit.description,
          perpetualCredit: closing.fact.perpetualCredit.description)
      }
    }
  }
}

extension CommandRunner {
  func writeProof(_ year: String, path: String, books: Books, format: OutputFormat) async throws -> ExitStatus {
    let end = try await DateArgument.yearEnd(year, in: books)
    let written = try await books.writeProof(yearEnd: end, to: path)
    switch format {
    case .json:
      output.raw(
        try JSONText.of([
          "path": written.path, "change_sets": String(written.changeSetCount), "head": written.headHash.hexadecimal,
          "bytes": String(written.sizeBytes),
        ]))
    case .csv: output.raw(CSVText.row([written.path, String(written.changeSetCount), written.headHash.hexadecimal]))
    case .table:
      output.line("\(written.path) : \(written.changeSetCount) lots signés, tête \(written.headHash.hexadecimal).")
      output.line("Contrôle, sur n’importe quel ordinateur : fmpro-node verify --proof \(written.path)")
    }
    return .done
  }
}
