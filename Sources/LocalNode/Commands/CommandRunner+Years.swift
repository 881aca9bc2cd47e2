import Application
import Model
import Web

extension CommandRunner {
  func checkYear(_ year: String, books: Books, format: OutputFormat) async throws -> ExitStatus {
    let end = try await DateArgument.yearEnd(year, in: books)
    let desk = try await books.closingDesk(yearEnd: end)
    let report = ChecklistReport(desk)
    switch format {
    case .json: output.raw(try JSONText.of(report))
    case .csv:
      output.raw(
        report.checks.reduce(CSVText.row(["Point", "État", "Constats"])) {
          $0 + CSVText.row([$1.name, $1.state, String($1.findings.count)])
        })
    case .table:
      var table = TextTable([("Point", .left), ("État", .left), ("Constats", .right)])
      for check in report.checks { table.add([check.name, check.state, String(check.findings.count)]) }
      output.raw(table.text + "\n")
      output.line(
        report.mayClose
          ? "Rien n’empêche la clôture de l’exercice \(desk.year.name)."
          : Words.of(ClosingRefusal.blocked(desk.checklist.blocking)).sentence)
    }
    return report.mayClose ? .done : .refused
  }

  func closeYear(_ year: String, accepts: Bool, books: Books, format: OutputFormat) async throws -> ExitStatus {
    let end = try await DateArgument.yearEnd(year, in: books)
    let output = output
    let outcome = try await books.closeYear(
      endingOn: end, accepting: accepts ? Set(ClosingCheck.allCases) : []
    ) { output.progress("Clôture : \(Words.name(of: $0.step)), \($0.permille / 10) %") }
    output.endProgress()
    let closing = outcome.closing
    switch format {
    case .json: output.raw(try JSONText.of(ClosingReport(outcome)))
    case .csv:
      output.raw(CSVText.row([closing.year.end.iso, closing.result.description, closing.resultAccount]))
    case .table:
      output.line("Exercice \(closing.year.name) clôturé, résultat \(closing.result) EUR.")
      for document in closing.documents { output.line("\(document.fileName), empreinte \(document.hash.hexadecimal)") }
    }
    if let left = Words.of(outcome.key) { output.errorLine(left) }
    return .done
  }

  func reopenYear(
    _ year: String, reason: String, code: String?, books: Books, format: OutputFormat
  ) async throws -> ExitStatus {
    let end = try await DateArgument.yearEnd(year, in: books)
    // The second factor guards this act on the command line too.
    let proved = books.hasFactorAtHand ? try await books.prove(code: code ?? "") : books
    let reopened = try await proved.reopenYear(endingOn: end, reason: reason)
    switch format {
    case .json:
      output.raw(
        try JSONText.of(["year_end": reopened.yearEnd.iso, "generation": String(reopened.generation)]))
    case .csv: output.raw(CSVText.row([reopened.yearEnd.iso, "rouvert"]))
    case .table: output.line("L’exercice clos le \(reopened.yearEnd) est rouvert ; ses à-nouveaux sont contre-passés.")
    }
    return .done
  }
}

/// The checks of a closing as JSON.
private struct ChecklistReport: Encodable {
  struct Check: Encodable {
    let code: String
    let name: String
    let state: String
    let findings: [Finding]
  }

  struct Finding: Encodable {
    let place: String
    let amount: String?
    let day: String?
    let count: Int?
  }

  let yearEnd: String
  let closed: Bool
  let mayClose: Bool
  let checks: [Check]

  init(_ desk: ClosingDesk) {
    yearEnd = desk.year.end.iso
    closed = desk.closing?.isClosed == true
    mayClose = desk.checklist.blocking.isEmpty && !closed
    checks = desk.checklist.items.map { item in
      Check(
        code: item.check.rawValue, name: Words.name(of: item.check), state: Self.state(item.gravity),
        findings: item.findings.map { finding in
          Finding(
            place: finding.place, amount: finding.amount?.description, day: finding.day?.iso, count: finding.count)
        })
    }
  }

  private static func state(_ gravity: ClosingItem.Gravity) -> String {
    switch gravity {
    case .fine: "en ordre"
    case .toLookAt: "à regarder"
    case .blocks: "à régler"
    }
  }
}

/// A closing as JSON.
private struct ClosingReport: Encodable {
  struct Document: Encodable {
    let file: String
    let blake2b: String
    let bytes: UInt64
  }

  let yearEnd: String
  let generation: UInt32
  let result: String
  let resultAccount: String
  let perpetualDebit: String
  let perpetualCredit: String
  let openings: Int
  let documents: [Document]
  let accepted: [String]
  let keyRenewed: Bool

  init(_ outcome: ClosingOutcome) {
    let closing = outcome.closing
    yearEnd = closing.year.end.iso
    generation = closing.generation
    result = closing.result.description
    resultAccount = closing.resultAccount
    perpetualDebit = closing.perpetualDebit.description
    perpetualCredit = closing.perpetualCredit.description
    openings = closing.openings.count
    documents = closing.documents.map {
      Document(file: $0.fileName, blake2b: $0.hash.hexadecimal, bytes: $0.byteCount)
    }
    accepted = closing.accepted
    keyRenewed = outcome.key == .renewed
  }
}
