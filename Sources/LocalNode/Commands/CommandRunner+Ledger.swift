import Application
import Model
import Web

extension CommandRunner {
  func ledger(
    year: String, at: String?, account: String?, books: Books, format: OutputFormat
  ) async throws -> ExitStatus {
    let end = try await DateArgument.yearEnd(year, in: books)
    let report = LedgerReport(format, hasBalance: true, output: output)
    try await books.streamLedger(
      yearEnd: end, at: at.map(DateArgument.date), account: account, carriedAs: Words.provisionalOpening
    ) { report.write($0) }
    report.finish()
    return .done
  }

  func journal(
    year: String, at: String?, code: String?, books: Books, format: OutputFormat
  ) async throws -> ExitStatus {
    let end = try await DateArgument.yearEnd(year, in: books)
    let report = LedgerReport(format, hasBalance: false, output: output)
    try await books.streamJournal(yearEnd: end, at: at.map(DateArgument.date), journal: code) { report.write($0) }
    report.finish()
    return .done
  }
}
