import Application
import HTTPTypes
import Hummingbird
import Model

/// `/immobilisations/{id}`: one asset, its plan, and the entries it made.
enum AssetPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let sheet = try await books.assetSheet(try id(visit))
    var frame = FrameRequest(title: sheet.asset.label, here: .assets)
    frame.printTitle = sheet.asset.label
    return try await visit.page(
      "immobilisation", AssetModel(sheet, mayManage: books.role.may(.manageAssets)), books, frame)
  }

  static func remove(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try books.assetDesk()
    let id = try Self.id(visit)
    do {
      try await books.removeAsset(id)
      await visit.remember { $0.notice = "Immobilisation retirée du registre." }
      return Answer.seeOther(Address.assets)
    } catch let refusal as AssetRefusal where refusal == .hasEntries {
      await visit.remember { $0.notice = Words.of(refusal).text }
      return Answer.seeOther(Address.asset(id))
    }
  }

  static func id(_ visit: Visit) throws -> Identifier<Asset> {
    guard let id = Identifier<Asset>(hexadecimal: visit.part("id")) else { throw PageNotFound() }
    return id
  }
}

struct AssetModel: Sendable {
  let name: String
  let sentence: String
  let listHref = Address.assets
  let editHref: String
  let disposalHref: String
  let removeAction: String
  let undoAction: String
  let mayManage: Bool
  let isHeld: Bool
  let mayRemove: Bool
  let facts: [Fact]
  let rows: [Row]
  let hasPlan: Bool
  let hasTax: Bool
  let rounding: String
  let prior: String?
  let total: String
  let entries: [Entry]

  struct Fact: Sendable {
    let name: String
    let value: String
    let href: String?
  }

  struct Row: Sendable {
    let year: String
    let charge: String
    let tax: String
    let derogatory: String
    let accumulated: String
    let net: String
    let state: String
    let pill: String
    let href: String?
  }

  /// A draft or entry of its disposal, or one that was taken back.
  struct Entry: Sendable {
    let name: String
    let state: String
    let pill: String
    let href: String?
  }

  init(_ sheet: AssetSheet, mayManage: Bool) {
    let asset = sheet.asset
    name = asset.label
    self.mayManage = mayManage
    isHeld = asset.disposal == nil
    mayRemove = !sheet.records.contains(where: \.outcome.counts)
    editHref = Address.assetEdit(asset.id)
    disposalHref = Address.assetDisposal(asset.id)
    removeAction = Address.assetRemoval(asset.id)
    undoAction = Address.assetDisposalUndo(asset.id)
    sentence =
      asset.disposal.map { "Sortie le \(French.longDate($0.date))." }
      ?? (asset.method == .none
        ? "Non amortie."
        : asset.inService == nil
          ? "Pas encore mise en service : elle ne s’amortit pas."
          : "Amortie jusqu’au \(asset.lastDay.map(French.longDate) ?? "").")
    facts = Self.facts(asset)
    hasTax = asset.method == .declining
    rows = sheet.plan.rows.map { row in
      Self.row(row, sheet.record(yearEnd: row.year.end), isOpen: sheet.years.contains(row.year))
    }
    hasPlan = !rows.isEmpty
    rounding =
      "Au centime le plus proche ; la dernière année prend le reste. Jours comptés : "
      + "\(Words.name(of: sheet.convention))."
    prior = asset.prior.through.map {
      "Déjà amorti au \(French.longDate($0)) : \(French.amount(asset.prior.amount))\(French.hardSpace)€."
    }
    total = French.amount(sheet.plan.total)
    entries = sheet.records.filter { $0.purpose == .disposal || !$0.outcome.counts }.map(Self.entry)
  }

  private static func facts(_ asset: FixedAsset) -> [Fact] {
    func amount(_ money: Money) -> String { French.amount(money) + French.hardSpace + "€" }
    let all: [(String, String, String?)] = [
      ("Composant de", asset.composite, nil),
      ("Compte", asset.account, nil),
      ("Amortissement", asset.depreciationAccount, nil),
      ("Dotation", asset.expenseAccount, nil),
      ("Valeur d’origine", amount(asset.cost), asset.source.map { Address.entry($0.entry) }),
      ("Valeur résiduelle", asset.residual.isZero ? "" : amount(asset.residual), nil),
      ("Acquise le", asset.acquired.map(French.longDate) ?? "", nil),
      ("En service le", asset.inService.map(French.longDate) ?? "", nil),
      ("Méthode", AssetText.method(asset), nil),
      (
        "Prix de cession HT",
        asset.disposal.map { $0.price.map(amount) ?? "aucun, mise au rebut" } ?? "", nil
      ),
    ]
    return all.filter { !$0.1.isEmpty }.map { Fact(name: $0.0, value: $0.1, href: $0.2) }
  }

  /// - Parameter isOpen: the books have that year.
  private static func row(_ row: DepreciationPlan.Row, _ record: AssetRecord?, isOpen: Bool) -> Row {
    let state = record.map { Words.name(of: $0.outcome) } ?? (isOpen ? "à passer" : "à venir", "")
    return Row(
      year: row.year.name, charge: French.amount(row.charge), tax: row.taxCharge.map(French.amount) ?? "",
      derogatory: French.amount(row.derogatory), accumulated: French.amount(row.accumulated),
      net: French.amount(row.netValue), state: state.0, pill: state.1,
      href: record.map { $0.outcome.entry.map { Address.entry($0) } ?? Address.draft($0.draft) }
        ?? (isOpen ? Address.inYear(Address.depreciation, row.year) : nil))
  }

  private static func entry(_ record: AssetRecord) -> Entry {
    let state = Words.name(of: record.outcome)
    let what = record.purpose == .disposal ? "Sortie" : "Dotation de \(French.amount(record.charge))"
    return Entry(
      name: "\(what), exercice clos le \(French.date(record.yearEnd))", state: state.words, pill: state.pill,
      href: record.outcome.entry.map { Address.entry($0) }
        ?? (record.outcome == .draft ? Address.draft(record.draft) : nil))
  }
}
