import Application
import HTTPTypes
import Hummingbird
import Model

/// `/lettrage/proposition`: which lines seem to settle one another; those ticked are matched in one act.
enum MatchingPlanPage {
  /// Groups on one page: the next ones come once these are decided.
  static let groupsPerPage = 300
  private static let prefix = "groupe-"
  private static let writeOffPrefix = "ecart-"

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await page(visit, books, MatchingQuery(visit.query), tolerance: visit.query["tolerance"])
  }

  static func apply(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = MatchingQuery(visit.form)
    func groups(_ prefix: String) -> [[LineReference]] {
      visit.form.pairs.compactMap { name, value in
        name.hasPrefix(prefix) ? value.split(separator: ".").compactMap(MatchingForm.read) : nil
      }
    }
    do {
      let made =
        visit.form["tout"] == "1"
        ? try await books.applyWholePlan(account: query.account, party: query.party, yearEnd: query.yearEnd)
        : try await books.applyMatchings(
          groups(prefix), writingOff: groups(writeOffPrefix), words: Words.writeOff)
      await visit.remember {
        $0.notice = French.count(made.count, "lettrage fait", "lettrages faits") + " en un seul geste."
        $0.matchedLast = made.map(\.id)
      }
      return Answer.seeOther(query.address)
    } catch let refusal as MatchingRefusal {
      return try await page(visit, books, query, tolerance: visit.form["tolerance"], refusal: refusal)
    }
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ query: MatchingQuery, tolerance typed: String, refusal: MatchingRefusal? = nil
  ) async throws -> Response {
    let usual = try await books.matchingTolerance()
    let tolerance = Tolerance(typed, usual: usual)
    let plan = try await books.proposeMatchings(
      account: query.account, party: query.party, yearEnd: query.yearEnd, tolerance: tolerance.amount)
    let model = MatchingPlanModel(
      plan, query, tolerance, refusal: refusal, prefixes: (prefix, writeOffPrefix),
      writesOffUpTo: books.role.may(.postEntries) ? usual : .zero)
    var frame = FrameRequest(title: "Proposition de lettrage", here: .matching)
    frame.isCompact = true
    frame.hasErrors = refusal != nil || tolerance.fault != nil
    return try await visit.page(
      "lettrage-proposition", model, books, frame, status: frame.hasErrors ? .unprocessableContent : .ok)
  }
}

/// How far two amounts may be from each other, as typed.
struct Tolerance: Sendable {
  let typed: String
  let amount: Money
  let fault: String?

  /// - Parameter usual: what stands in for an empty field.
  init(_ typed: String, usual: Money) {
    guard !typed.trimmingSpaces.isEmpty else {
      (self.typed, amount, fault) = (French.amount(usual), usual, nil)
      return
    }
    self.typed = typed.trimmingSpaces
    let cents = AmountText.cents(self.typed)
    guard let cents, WriteOff.bounds.contains(cents) else {
      (amount, fault) = (.zero, "« \(self.typed) » : écrivez un montant de 0 à 10 €.")
      return
    }
    (amount, fault) = (Money(minor: cents), nil)
  }
}

struct MatchingPlanModel: Sendable {
  let name: String
  let sentence: String
  let givenUp: String?
  let refusal: String?
  let deskHref: String
  let action = Address.matchingPlan
  let account: String
  let party: String
  let yearEnd: String
  let tolerance: String
  let toleranceFault: String?
  let groups: [Group]
  let hasGroups: Bool
  let isEmpty: Bool
  let more: String?
  /// The way to everything without a difference, where there is more than one page of it.
  let wholeWords: String?

  struct Group: Sendable {
    let name: String
    let value: String
    let isTicked: Bool
    let words: String
    let basis: String
    let gap: String?
    let lines: [Line]
    let amount: String
  }

  struct Line: Sendable {
    let date: String
    let name: String
    let label: String
    let amount: String
  }

  init(
    _ plan: MatchingPlan, _ query: MatchingQuery, _ tolerance: Tolerance, refusal: MatchingRefusal?,
    prefixes: (whole: String, writeOff: String), writesOffUpTo limit: Money
  ) {
    name = query.account + (query.party.isEmpty ? "" : ", \(query.party)")
    let count = plan.groups.count
    sentence =
      count == 0
      ? "Aucune ligne n’en solde une autre."
      : French.count(count, "lettrage proposé", "lettrages proposés")
        + ". Rien n’est fait avant «\u{A0}Appliquer\u{A0}»."
    givenUp =
      plan.hasGivenUp
      ? "La recherche de sommes a été limitée aux lignes les plus anciennes : d’autres rapprochements sont possibles."
      : nil
    self.refusal = refusal.map { Words.of($0).text }
    deskHref = query.address
    account = query.account
    party = query.party
    yearEnd = query.yearEnd?.iso ?? ""
    self.tolerance = tolerance.typed
    toleranceFault = tolerance.fault
    groups = plan.groups.prefix(MatchingPlanPage.groupsPerPage).enumerated().map { rank, group in
      let gap = MoneyTotal(minor: Int128(group.gap.minor))
      let off = WriteOff(gap: gap, tolerance: limit)
      return Self.group(group, off, name: (off == nil ? prefixes.whole : prefixes.writeOff) + String(rank + 1))
    }
    hasGroups = count > 0
    isEmpty = count == 0
    let left = count - groups.count
    more =
      left > 0
      ? French.count(left, "autre viendra", "autres viendront") + " une fois ceux-ci appliqués." : nil
    let exact = plan.groups.count { $0.basis != .near }
    wholeWords = left > 0 ? "Appliquer les \(French.integer(exact)) lettrages sans écart" : nil
  }

  private static func group(_ group: MatchingPlan.Group, _ off: WriteOff?, name: String) -> Group {
    let debits = group.lines.reduce(into: MoneyTotal.zero) { if $1.amount.minor > 0 { $0.add($1.amount) } }
    let gap = MoneyTotal(minor: Int128(group.gap.minor))
    return Group(
      name: name, value: group.lines.map { MatchingForm.text($0.reference) }.joined(separator: "."),
      isTicked: group.basis != .near,
      words: "Lettrer \(group.lines.map(\.voucherReference).joined(separator: ", "))", basis: Words.of(group.basis),
      gap: off.map { "écart passé : \(Words.of($0)), écriture d’OD" }
        ?? (gap.isZero ? nil : "écart \(SidedAmount(gap).text) : lettrage partiel"),
      lines: group.lines.map { line in
        Line(
          date: French.date(line.date),
          name: line.voucherReference.isEmpty ? "\(line.journal) \(line.number)" : line.voucherReference,
          label: line.label, amount: SidedAmount(MoneyTotal(minor: Int128(line.amount.minor))).text)
      }, amount: French.amount(debits))
  }
}

extension MatchingPlanModel.Group: TemplateRow {
  static let fields: [String: @Sendable (MatchingPlanModel.Group) -> Any?] = [
    "name": { $0.name }, "value": { $0.value }, "isTicked": { $0.isTicked }, "words": { $0.words },
    "basis": { $0.basis }, "gap": { $0.gap }, "lines": { $0.lines }, "amount": { $0.amount },
  ]
}

extension MatchingPlanModel.Line: TemplateRow {
  static let fields: [String: @Sendable (MatchingPlanModel.Line) -> Any?] = [
    "date": { $0.date }, "name": { $0.name }, "label": { $0.label }, "amount": { $0.amount },
  ]
}
