import Model
import Storage

/// How a figure of a statement came to be: the accounts it is made of, by which rule, and the largest entries on them.
public struct FigureExplanation: Sendable {
  public let rubric: StatementForm.Rubric
  public let amount: MoneyTotal
  /// In the order of the form; they add up to ``amount``.
  public let parts: [Part]
  /// How many lines of the largest are told.
  public let largest: [Line]

  public struct Part: Sendable {
    public let contribution: FinancialStatements.Contribution
    /// Why the account is in that line.
    public let rule: StatementForm.Rule
  }

  public struct Line: Sendable {
    public let entry: Identifier<JournalEntry.Validated>
    public let journal: String
    public let number: String
    public let date: CalendarDate
    public let label: String
    public let account: String
    public let debit: Money
    public let credit: Money
    public let importFileName: String
    public let recorder: Recorder
  }
}

extension Books {
  /// Accounts whose lines are looked through at most: no line of a form takes more in books that people keep.
  private static let explainedAccounts = 2_000

  /// What makes the net amount of a line of a statement; nil when the form has no such line, or nothing stands in it.
  public func explanation(
    of code: String, yearEnd: CalendarDate, at date: CalendarDate? = nil, system: LiasseSystem = .base,
    entries limit: Int = 10
  ) async throws -> FigureExplanation? {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let date = try day(date, in: year.year)
      let form = open.liasse.form(system, yearOpened: year.year.start)
      let statements = try filled(year, through: date, system, transaction).statements
      guard let row = statements.row(code) else { return nil }
      let contributions = statements.contributions(to: code)
      guard !contributions.isEmpty else { return nil }
      let accounts = Set(contributions.map(\.part.account)).sorted().prefix(Self.explainedAccounts)
      var recorders = RecorderReading(transaction)
      return FigureExplanation(
        rubric: row.rubric, amount: row.net,
        parts: contributions.map { .init(contribution: $0, rule: form.rule(for: $0.part.account)) },
        largest: try transaction.largestLines(
          year: year.number, accounts: Array(accounts), through: date ?? .latest, limit: min(max(limit, 1), 100)
        ).map { try FigureExplanation.Line($0, recorder: recorders.recorder(of: $0.origin)) })
    }
  }
}

extension FigureExplanation.Line {
  fileprivate init(_ line: LargestLine, recorder: Recorder) {
    self.init(
      entry: line.entry, journal: line.journal, number: line.number, date: line.date, label: line.label,
      account: line.account, debit: line.debit, credit: line.credit, importFileName: line.importFileName,
      recorder: recorder)
  }
}
