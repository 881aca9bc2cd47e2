import Application
import Model

/// A statement of account (relevé de compte) as a letter: who writes to whom, the lines, and what is due.
struct StatementLetter: Sendable {
  let company: String
  let siren: String
  let name: String
  let account: String
  let title: String
  let sentence: String
  let caption: String
  let isOfPeriod: Bool
  let carried: SidedAmount?
  let lines: [Line]
  let total: SidedAmount
  let brackets: [Bracket]
  /// Nil when all lines are shown.
  let cut: String?
  let isEmpty: Bool

  struct Line: Sendable {
    let href: String
    let date: String
    let entry: String
    let piece: String
    let label: String
    /// With what stands in for a due date that nobody gave.
    let due: String
    let late: String
    let isLate: Bool
    let debit: String
    let credit: String
    /// The whole of a line of which only a part is open.
    let whole: String?
    let matching: String
    let balance: String
    let side: String
  }

  struct Bracket: Sendable {
    let name: String
    let amount: String
    let side: String
  }

  init(_ statement: PartyStatement, _ company: CompanyCard) {
    self.company = company.name
    siren = French.siren(company.siren)
    let code = statement.party?.code
    name = [code ?? "", statement.partyLabel].filter { !$0.isEmpty }.joined(separator: " ")
    account = "\(statement.account) \(statement.accountLabel)"
    let shown = name.isEmpty ? account : name
    switch statement.scope {
    case .open:
      isOfPeriod = false
      title = "Relevé de compte au \(French.longDate(statement.date))"
      carried = nil
      total = SidedAmount(statement.total)
    case .period(let from):
      isOfPeriod = true
      title = "Relevé de compte \(French.span(from, statement.date))"
      carried = from > statement.year.start ? SidedAmount(statement.carried) : nil
      total = SidedAmount(statement.lines.last?.balance ?? statement.carried)
    }
    caption = "\(title), \(shown), en euros"
    sentence = Words.standing(statement.total, late: statement.late, on: statement.date)
    lines = statement.lines.map { Line($0, on: statement.date) }
    brackets = AgeBracket.allCases.map { bracket in
      let amount = SidedAmount(statement.aged[bracket])
      return Bracket(name: Words.name(of: bracket), amount: amount.amount, side: amount.side)
    }
    cut =
      statement.isCut
      ? "Les \(French.integer(statement.lines.count)) premières lignes ; les montants dus sont ceux de toutes." : nil
    isEmpty = statement.lines.isEmpty
  }
}

extension StatementLetter.Line {
  fileprivate init(_ line: PartyStatement.Line, on day: CalendarDate) {
    let running = SidedAmount(line.balance)
    let bracket = line.due.map { AgeBracket(due: $0, on: day) }
    let (whole, open) = (line.debit - line.credit, line.open)
    self.init(
      href: Address.entry(line.entry), date: French.date(line.date),
      entry: line.number.isEmpty ? line.journal : "\(line.journal) \(line.number)", piece: line.voucherReference,
      label: line.label, due: line.due.map { line.isDueStated ? French.date($0) : "(\(French.date($0)))" } ?? "",
      late: bracket.map { $0.isLate ? Words.shortName(of: $0) : "" } ?? "", isLate: bracket?.isLate ?? false,
      debit: open.minor > 0 ? French.amount(open) : "", credit: open.minor < 0 ? French.amount(-open) : "",
      whole: whole == open ? nil : "sur \(French.amount(cents: whole.minor.magnitude))",
      matching: line.matchingCode, balance: running.amount, side: running.side)
  }
}

/// Lines of statements in a file.
enum StatementSheet {
  static let head = [
    "Compte", "Tiers", "Nom", "Date", "Journal", "Écriture", "Pièce", "Libellé", "Échéance", "Lettrage", "Débit",
    "Crédit", "Ouvert", "Solde",
  ]

  static func rows(_ statement: PartyStatement) -> String {
    statement.lines.reduce(into: "") { text, line in
      text += SheetText.row([
        .text(statement.account), .text(statement.party?.code ?? ""), .text(statement.partyLabel), .date(line.date),
        .text(line.journal), .text(line.number), .text(line.voucherReference), .text(line.label),
        line.due.map { .date($0) } ?? .empty, .text(line.matchingCode), .side(line.debit), .side(line.credit),
        .amount(Int128(line.open.minor)), .total(line.balance),
      ])
    }
  }
}

extension StatementLetter: TemplateRow {
  static let fields: [String: @Sendable (StatementLetter) -> Any?] = [
    "company": { $0.company }, "siren": { $0.siren }, "name": { $0.name }, "account": { $0.account },
    "title": { $0.title }, "sentence": { $0.sentence }, "caption": { $0.caption }, "isOfPeriod": { $0.isOfPeriod },
    "carried": { $0.carried }, "lines": { $0.lines }, "total": { $0.total }, "brackets": { $0.brackets },
    "cut": { $0.cut }, "isEmpty": { $0.isEmpty },
  ]
}

extension StatementLetter.Line: TemplateRow {
  static let fields: [String: @Sendable (StatementLetter.Line) -> Any?] = [
    "href": { $0.href }, "date": { $0.date }, "entry": { $0.entry }, "piece": { $0.piece }, "label": { $0.label },
    "due": { $0.due }, "late": { $0.late }, "isLate": { $0.isLate }, "debit": { $0.debit }, "credit": { $0.credit },
    "whole": { $0.whole }, "matching": { $0.matching }, "balance": { $0.balance }, "side": { $0.side },
  ]
}

extension StatementLetter.Bracket: TemplateRow {
  static let fields: [String: @Sendable (StatementLetter.Bracket) -> Any?] = [
    "name": { $0.name }, "amount": { $0.amount }, "side": { $0.side },
  ]
}
