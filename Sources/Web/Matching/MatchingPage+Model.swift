import Application
import Model

/// The open lines of one account and third party, and what is matched there.
struct MatchingModel: Sendable {
  let name: String
  let sentence: String
  let caption: String
  let accountHref: String?
  let choiceHref = Address.matching
  let planHref: String?
  let action = Address.matching
  let removeAction = Address.matchingRemoval
  let undoAction = Address.matchingUndo
  let account: String
  let party: String
  let yearEnd: String
  let refusal: String?
  let carried: Link?
  let earlier: Link?
  let extended: Extended?
  let lines: [Line]
  let hasLines: Bool
  let isEmpty: Bool
  let range: String?
  let debit: String
  let credit: String
  let tickedDebit: String
  let tickedCredit: String
  let gap: String
  /// Where this page begins; empty for the first.
  let cursor: String
  let nextHref: String?
  let mayMatch: Bool
  let matchings: [Matched]
  let hasMatchings: Bool
  let matchingWords: String
  /// Says what was matched last, which can be undone; nil for nothing.
  let undo: String?
  /// What writing the difference of the ticked lines off would book; nil where it is not to be.
  let writeOff: String?

  struct Link: Sendable {
    let href: String
    let words: String
  }

  /// The partial matching that the ticked lines complete.
  struct Extended: Sendable {
    let id: String
    let words: String
    /// What its lines make up, in cents.
    let debitCents: String
    let creditCents: String
  }

  struct Line: Sendable {
    let name: String
    let isTicked: Bool
    let date: String
    let entry: String
    let href: String
    let piece: String
    let label: String
    let due: String
    let debit: String
    let credit: String
    let debitCents: String
    let creditCents: String
    let words: String
  }

  struct Matched: Sendable {
    let id: String
    let code: String
    let pill: String
    let date: String
    let lines: String
    let amount: String
    let remainder: String?
    let completeHref: String?
    let words: String
  }

  init(
    _ desk: MatchingDesk, _ query: MatchingQuery, ticked: Set<LineReference>, refusal: MatchingRefusal?,
    mayMatch: Bool, lastCount: Int, writeOff: WriteOff? = nil
  ) {
    self.writeOff = writeOff.map {
      "Ou passez l’écart : \(Words.of($0)), contre le compte \(desk.account). L’écriture d’opérations diverses est "
        + "validée et lettrée du même geste ; délettrer la contre-passe."
    }
    account = desk.account
    party = desk.party?.code ?? ""
    yearEnd = query.yearEnd?.iso ?? ""
    let third = desk.party.map { ", \($0.code) \(desk.partyLabel)" } ?? ""
    name = "\(desk.account) \(desk.accountLabel)\(third)"
    sentence = Self.sentence(desk)
    caption = "Lignes ouvertes, \(name)"
    accountHref = desk.years.last.map { year in
      desk.party.map { Address.party($0.code, account: desk.account, year: year) }
        ?? Address.account(desk.account, year: year)
    }
    planHref =
      mayMatch && !desk.debit.isZero && !desk.credit.isZero
      ? Address.withQuery(Address.matchingPlan, query.fields) : nil
    self.refusal = refusal.map { Words.of($0).text }
    carried =
      desk.isCarried
      ? Link(
        href: Address.withQuery(Address.matching, query.fields.filter { $0.0 != "exercice" }),
        words: "Ces lignes sont reprises dans les à-nouveaux d’un exercice suivant.") : nil
    earlier = desk.earlier.map {
      Link(
        href: Address.withQuery(
          Address.matching, query.fields.filter { $0.0 != "exercice" } + [("exercice", $0.end.iso)]),
        words: "Exercice \($0.name)")
    }
    let matched = desk.matchings
    extended = query.extending.flatMap { id in matched.first { $0.id == id && $0.isPartial } }.map(Self.extended)
    lines = desk.lines.map { Self.line($0, isTicked: ticked.contains($0.reference)) }
    hasLines = !lines.isEmpty
    isEmpty = lines.isEmpty
    range =
      desk.lines.count == desk.openCount
      ? nil : "\(French.count(desk.lines.count, "ligne", "lignes")) sur \(French.integer(desk.openCount))."
    (debit, credit) = (French.amount(desk.debit), French.amount(desk.credit))
    let sums = Self.sums(desk.lines.filter { ticked.contains($0.reference) })
    (tickedDebit, tickedCredit) = (French.amount(sums.debit), French.amount(sums.credit))
    gap = French.amount(sums.debit - sums.credit)
    cursor = query.cursor?.text ?? ""
    nextHref = desk.next.map { query.address(("page", $0.text)) }
    self.mayMatch = mayMatch
    matchings = matched.map { Self.matched($0, query, mayMatch: mayMatch) }
    hasMatchings = !matched.isEmpty
    matchingWords =
      French.count(desk.matchingCount, "lettrage fait ici", "lettrages faits ici")
      + (desk.matchingCount > matched.count ? ", les \(French.integer(matched.count)) derniers" : "")
    undo =
      lastCount == 0 || !mayMatch
      ? nil : French.count(lastCount, "lettrage vient d’être fait.", "lettrages viennent d’être faits.")
  }

  private static func sentence(_ desk: MatchingDesk) -> String {
    let years = desk.years.map(\.name).joined(separator: " et ")
    guard desk.openCount > 0 else { return "Tout est lettré, exercice \(years)." }
    let words = French.count(desk.openCount, "ligne ouverte", "lignes ouvertes")
    let balance = desk.balance
    let rest =
      balance.isZero
      ? "qui se soldent"
      : "solde \(balance.minor > 0 ? "débiteur" : "créditeur") de \(French.amount(balance.magnitude))"
    return "\(words), \(rest), exercice \(years), en euros."
  }

  private static func sums(_ lines: [OpenLine]) -> (debit: MoneyTotal, credit: MoneyTotal) {
    lines.reduce(into: (.zero, .zero)) { sums, line in
      sums.debit.add(line.debit)
      sums.credit.add(line.credit)
    }
  }

  private static func extended(_ card: MatchingCard) -> Extended {
    let sums = sums(card.lines)
    return Extended(
      id: "\(card.id)",
      words: "Lettrage partiel \(card.code) : il reste \(SidedAmount(card.remainder).text). "
        + "Cochez les lignes qui le complètent.",
      debitCents: "\(sums.debit.minor)", creditCents: "\(sums.credit.minor)")
  }

  private static func line(_ line: OpenLine, isTicked: Bool) -> Line {
    let entry = line.number.isEmpty ? line.journal : "\(line.journal) \(line.number)"
    return Line(
      name: MatchingForm.name(line.reference), isTicked: isTicked, date: French.date(line.date), entry: entry,
      href: Address.entry(line.reference.entry), piece: line.voucherReference, label: line.label,
      due: line.dueDate.map { French.date($0) } ?? "", debit: French.side(line.debit),
      credit: French.side(line.credit), debitCents: "\(line.debit.minor)", creditCents: "\(line.credit.minor)",
      words: "Choisir \(entry) du \(French.date(line.date)), \(line.voucherReference), \(line.label)")
  }

  private static func matched(_ card: MatchingCard, _ query: MatchingQuery, mayMatch: Bool) -> Matched {
    let lines = card.lines.prefix(8).map { line in
      let name = line.voucherReference.isEmpty ? "\(line.journal) \(line.number)" : line.voucherReference
      return "\(name) \(SidedAmount(MoneyTotal(minor: Int128(line.amount.minor))).text)"
    }
    let more = card.lines.count - lines.count
    return Matched(
      id: "\(card.id)", code: card.code, pill: card.isPartial ? "warn" : "ok", date: French.date(card.date),
      lines: lines.joined(separator: ", ") + (more > 0 ? " et \(French.count(more, "autre", "autres"))" : ""),
      amount: French.amount(sums(card.lines).debit),
      remainder: card.isPartial ? "reste \(SidedAmount(card.remainder).text)" : nil,
      completeHref: card.isPartial && mayMatch ? query.address(("completer", "\(card.id)")) : nil,
      words: "Délettrer \(card.code)")
  }
}

extension SidedAmount {
  /// `1 200,00 D`
  var text: String { side.isEmpty ? amount : "\(amount)\(French.hardSpace)\(side)" }
}

extension MatchingModel.Line: TemplateRow {
  static let fields: [String: @Sendable (MatchingModel.Line) -> Any?] = [
    "name": { $0.name }, "isTicked": { $0.isTicked }, "date": { $0.date }, "entry": { $0.entry }, "href": { $0.href },
    "piece": { $0.piece }, "label": { $0.label }, "due": { $0.due }, "debit": { $0.debit }, "credit": { $0.credit },
    "debitCents": { $0.debitCents }, "creditCents": { $0.creditCents }, "words": { $0.words },
  ]
}

extension MatchingModel.Matched: TemplateRow {
  static let fields: [String: @Sendable (MatchingModel.Matched) -> Any?] = [
    "id": { $0.id }, "code": { $0.code }, "pill": { $0.pill }, "date": { $0.date }, "lines": { $0.lines },
    "amount": { $0.amount }, "remainder": { $0.remainder }, "completeHref": { $0.completeHref },
    "words": { $0.words },
  ]
}
