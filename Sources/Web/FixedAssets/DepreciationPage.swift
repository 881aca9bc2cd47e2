import Application
import HTTPTypes
import Hummingbird
import Model

/// `/dotations`: what the register proposes to charge in a year, accepted in one act.
enum DepreciationPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await page(visit, books, refusal: nil)
  }

  static func accept(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try books.assetDesk()
    guard let end = CalendarDate(iso: visit.form["exercice"]) else { throw PageNotFound() }
    let chosen = visit.form.pairs.compactMap { name, _ in
      name.hasPrefix("choix-") ? Identifier<Asset>(hexadecimal: name.dropFirst(6)) : nil
    }
    do {
      let draft = try await books.draftDepreciation(yearEnd: end, assets: Set(chosen))
      await visit.remember { $0.notice = "Les dotations attendent au brouillard." }
      return Answer.seeOther(Address.draft(draft))
    } catch let refusal as AssetRefusal where refusal == .nothingToDraft {
      return try await page(visit, books, refusal: Words.of(refusal))
    }
  }

  static func choose(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try books.assetDesk()
    guard let raw = UInt8(visit.form["convention"]), let convention = DepreciationConvention(rawValue: raw) else {
      throw PageNotFound()
    }
    do {
      try await books.chooseConvention(convention)
      await visit.remember { $0.notice = "Jours comptés : \(Words.name(of: convention))." }
    } catch let refusal as AssetRefusal where refusal == .conventionFixed {
      await visit.remember { $0.notice = Words.of(refusal).text }
    }
    return Answer.seeOther(Address.withQuery(Address.depreciation, [("exercice", visit.form["exercice"])]))
  }

  private static func page(_ visit: Visit, _ books: Books, refusal: Wording?) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Dotations aux amortissements", here: .depreciation, years: query.years)
    frame.isCompact = true
    let asked = CalendarDate(iso: visit.form["exercice"])
    let year = asked.flatMap { end in query.years.first { $0.year.end == end }?.year } ?? query.card?.year
    guard let year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    frame.hasErrors = refusal != nil
    let report = try await books.depreciationReport(yearEnd: year.end)
    frame.printTitle = "Dotations aux amortissements, exercice \(year.name)"
    let model = DepreciationModel(report, mayManage: books.role.may(.manageAssets), refusal: refusal)
    return try await visit.page(
      "dotations", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }
}

struct DepreciationModel: Sendable {
  let caption: String
  let sentence: String
  let refusal: String?
  let links: AssetLinks
  let action = Address.depreciation
  let conventionAction = Address.depreciationConvention
  let yearEnd: String
  let mayAccept: Bool
  let hasTax: Bool
  let isEmpty: Bool
  let rows: [Row]
  let charge: String
  let derogatory: String
  let lines: [Line]
  let debit: String
  let credit: String
  let convention: String
  let conventions: [Convention]
  let mayChangeConvention: Bool

  struct Row: Sendable {
    let field: String
    let mayChoose: Bool
    let words: String
    let href: String
    let label: String
    let account: String
    let opening: String
    let charge: String
    let derogatory: String
    let net: String
    let state: String
    let pill: String
    let stateHref: String?
    let isDoubled: Bool
  }

  struct Line: Sendable {
    let account: String
    let debit: String
    let credit: String
  }

  struct Convention: Sendable {
    let value: String
    let label: String
    let isChosen: Bool
  }

  init(_ report: DepreciationReport, mayManage: Bool, refusal: Wording?) {
    let year = report.year
    caption = "Dotations de l’exercice \(year.name)"
    yearEnd = year.end.iso
    links = AssetLinks(year)
    self.refusal = refusal?.text
    isEmpty = report.rows.isEmpty
    let missing = report.missing.count
    mayAccept = mayManage && missing > 0
    hasTax = report.rows.contains { !$0.planned.derogatory.isZero }
    sentence =
      report.rows.isEmpty
      ? "Aucune dotation pour l’exercice \(year.name)."
      : missing == 0
        ? "Toutes les dotations de l’exercice \(year.name) sont passées ou au brouillard."
        : French.count(missing, "dotation reste", "dotations restent") + " à passer au \(French.longDate(year.end))."
    rows = report.rows.map { Self.row($0, mayManage: mayManage) }
    var (charges, movements) = (MoneyTotal.zero, MoneyTotal.zero)
    for row in report.rows {
      charges.add(row.planned.charge)
      movements.add(row.planned.derogatory)
    }
    (charge, derogatory) = (French.amount(charges), French.amount(movements))
    lines = report.lines.map {
      Line(account: $0.account, debit: French.side($0.sides.debit), credit: French.side($0.sides.credit))
    }
    var (debits, credits) = (MoneyTotal.zero, MoneyTotal.zero)
    for line in report.lines {
      debits.add(line.sides.debit)
      credits.add(line.sides.credit)
    }
    (debit, credit) = (French.amount(debits), French.amount(credits))
    convention = Words.name(of: report.convention)
    mayChangeConvention = mayManage && report.mayChangeConvention
    conventions = DepreciationConvention.allCases.map {
      Convention(
        value: String($0.rawValue), label: Words.name(of: $0).capitalizedFirst, isChosen: $0 == report.convention)
    }
  }

  private static func row(_ row: DepreciationReport.Row, mayManage: Bool) -> Row {
    let state = row.record.map { Words.name(of: $0.outcome) } ?? ("à passer", "")
    return Row(
      field: "choix-\(row.asset.id)", mayChoose: mayManage && row.record == nil,
      words: "\(row.asset.label), \(French.amount(row.planned.charge))", href: Address.asset(row.asset.id),
      label: row.asset.label, account: "\(row.asset.expenseAccount) / \(row.asset.depreciationAccount)",
      opening: French.amount(row.planned.accumulated - row.planned.charge), charge: French.amount(row.planned.charge),
      derogatory: row.planned.derogatory.isZero ? "" : French.amount(row.planned.derogatory),
      net: French.amount(row.planned.netValue), state: state.0, pill: state.1,
      stateHref: row.record.map { $0.outcome.entry.map { Address.entry($0) } ?? Address.draft($0.draft) },
      isDoubled: row.isDoubled)
  }
}
