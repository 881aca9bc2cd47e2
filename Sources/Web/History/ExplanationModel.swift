import Application
import Model

/// How an amount of a statement came to be, under the statement.
struct ExplanationModel: Sendable {
  /// The field of the address that asks for it.
  static let field = "expliquer"
  /// Accounts told one by one; the others are counted.
  private static let partsShown = 100

  let heading: String
  let sentence: String
  let amount: String
  let closeHref: String
  let parts: [Part]
  let rest: Rest?
  let lines: [Line]

  struct Part: Sendable {
    let account: String
    let label: String
    let href: String
    let rule: String
    let amount: String
  }

  struct Rest: Sendable {
    let text: String
    let amount: String
  }

  struct Line: Sendable {
    let href: String
    let name: String
    let date: String
    let account: String
    let label: String
    let amount: SidedAmount
    /// Who, when, on which device.
    let recorded: String
    /// The file it came in, or that it was typed here.
    let origin: String
    let verifyHref: String?
  }

  init(_ explanation: FigureExplanation, year: FiscalYear, day: DayFilter, closeHref: String) {
    heading = "Expliquer ce chiffre : \(explanation.rubric.label), \(French.amount(explanation.amount))"
    let accounts = Set(explanation.parts.map(\.contribution.part.account)).count
    sentence =
      French.count(accounts, "compte fait ce montant", "comptes font ce montant")
      + ". Chaque part a le signe qu’elle a dans ce total ; chaque compte mène à ses écritures."
    amount = French.amount(explanation.amount)
    self.closeHref = closeHref
    parts = explanation.parts.prefix(Self.partsShown).map { Self.part($0, of: explanation, year: year, day) }
    let hidden = explanation.parts.dropFirst(Self.partsShown)
    rest =
      hidden.isEmpty
      ? nil
      : Rest(
        text: "et \(French.count(hidden.count, "autre compte", "autres comptes"))",
        amount: French.amount(hidden.reduce(MoneyTotal.zero) { $0 + $1.contribution.amount }))
    lines = explanation.largest.map(Self.line)
  }

  private static func part(
    _ part: FigureExplanation.Part, of explanation: FigureExplanation, year: FiscalYear, _ day: DayFilter
  ) -> Part {
    let (contribution, account) = (part.contribution, part.contribution.part)
    let line = contribution.rubric == explanation.rubric ? "" : "\(contribution.rubric.label). "
    let depreciation = account.isDepreciation ? " En moins : amortissement ou dépréciation." : ""
    return Part(
      account: account.account, label: account.label,
      href: Address.lines(of: account.account, year: year, through: day),
      rule: line + Words.rule(part.rule, account) + depreciation, amount: French.amount(contribution.amount))
  }

  private static func line(_ line: FigureExplanation.Line) -> Line {
    let recorder = line.recorder
    return Line(
      href: Address.entry(line.entry), name: "\(line.journal) \(line.number)", date: French.date(line.date),
      account: line.account, label: line.label,
      amount: SidedAmount(MoneyTotal(minor: Int128(line.debit.minor) - Int128(line.credit.minor))),
      recorded:
        "par \(recorder.person ?? "le logiciel"), le \(French.moment(recorder.at)), appareil …"
        + "\(recorder.device)".suffix(6),
      origin: line.importFileName.isEmpty ? "Saisie ici." : "Fichier \(line.importFileName).",
      verifyHref: Address.entry(line.entry, filter: [("verification", "1")]) + "#verdict")
  }
}
