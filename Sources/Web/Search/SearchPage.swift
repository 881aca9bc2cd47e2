import Application
import Hummingbird
import Model

/// `/recherche`, and the suggestions of the palette.
enum SearchPage {
  /// Of each kind, on the page and in the palette.
  private static let onPage = 25
  private static let inPalette = 5

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    let asked = visit.query.trimmed("q")
    let model = try await model(asked, query, books, limit: onPage)
    var frame = FrameRequest(title: "Recherche", here: nil, year: query.card?.year, years: query.years)
    frame.isCompact = true
    return try await visit.page("recherche", model, books, frame)
  }

  /// The list under the field of the palette, as a fragment.
  static func suggest(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    let model = try await model(visit.query.trimmed("q"), query, books, limit: inPalette)
    return Answer.html(try visit.site.templates.renderFragment("recherche-options", model))
  }

  private static func model(
    _ asked: String, _ query: YearQuery, _ books: Books, limit: Int
  ) async throws -> SearchModel {
    guard let year = query.card?.year else { return SearchModel(asked, .nothing, year: nil) }
    return SearchModel(asked, try await books.search(asked, yearEnd: year.end, limit: limit), year: year)
  }
}

/// What a search found, kind by kind.
struct SearchModel: Sendable {
  let asked: String
  let yearEnd: String?
  let yearName: String?
  let groups: [Group]
  let hasNothing: Bool
  /// Nothing was asked yet.
  let isBlank: Bool
  let count: String

  struct Group: Sendable {
    let id: String
    let name: String
    let items: [Item]
  }

  struct Item: Sendable {
    let id: String
    let href: String
    let code: String
    let name: String
    let detail: String
  }

  init(_ asked: String, _ results: SearchResults, year: FiscalYear?) {
    self.asked = asked
    yearEnd = year?.end.iso
    yearName = year?.name
    isBlank = SearchText.key(asked).isEmpty
    var found: [Group] = []
    if let year {
      found = [
        Group("ecritures", "Écritures et pièces", results.entries.map { Self.row($0, year: year) }),
        Group("comptes", "Comptes", results.accounts.map { Self.row($0, year: year) }),
        Group("tiers", "Tiers", results.parties.map { Self.row($0, year: year) }),
        Group("journaux", "Journaux", results.journals.map { Self.row($0, year: year) }),
      ]
    }
    found.append(Group("pages", "Aller à", Self.pages(asked, year: year)))
    groups = found.filter { !$0.items.isEmpty }
    hasNothing = groups.isEmpty
    let sum = groups.filter { $0.id != "pages" }.reduce(0) { $0 + $1.items.count }
    count = sum == 0 ? "Aucun résultat" : French.count(sum, "résultat", "résultats")
  }

  private typealias Row = (href: String, code: String, name: String, detail: String)

  private static func row(_ entry: SearchResults.Entry, year: FiscalYear) -> Row {
    let name = [entry.voucherReference, entry.label].filter { !$0.isEmpty }.joined(separator: ", ")
    return (
      Address.entry(entry.id), "\(entry.journal) \(entry.number)", name,
      "\(French.amount(entry.amount)), \(French.date(entry.date))"
    )
  }

  private static func row(_ account: SearchResults.Account, year: FiscalYear) -> Row {
    (Address.account(account.account, year: year), account.account, account.label, Self.balance(account.balance))
  }

  private static func row(_ party: SearchResults.Party, year: FiscalYear) -> Row {
    (
      Address.party(party.code, account: party.account, year: year), party.code,
      party.label.isEmpty ? "compte \(party.account)" : "\(party.label), compte \(party.account)",
      Self.balance(party.balance)
    )
  }

  private static func row(_ journal: JournalBook.Card, year: FiscalYear) -> Row {
    (
      Address.journal(journal.code, year: year), journal.code, journal.label,
      French.count(journal.entryCount, "écriture", "écritures")
    )
  }

  private static func balance(_ total: MoneyTotal) -> String {
    total.isZero ? "soldé" : French.amount(total.magnitude) + French.hardSpace + French.sideLetter(total)
  }

  /// All pages before anything is typed, then those that the words name.
  private static func pages(_ asked: String, year: FiscalYear?) -> [Row] {
    let words = SearchText.words(asked)
    return Words.pages.filter { page in
      let own = SearchText.words(page.name + " " + page.words)
      return words.allSatisfy { word in own.contains { $0.hasPrefix(word) } }
    }.map { page in
      let fields = year.map { [("exercice", $0.end.iso)] } ?? []
      return (Address.withQuery(page.address, fields), "", page.name, "page")
    }
  }
}

extension SearchModel.Group {
  fileprivate init(
    _ id: String, _ name: String, _ rows: [(href: String, code: String, name: String, detail: String)]
  ) {
    self.id = id
    self.name = name
    items = rows.enumerated().map { index, row in
      SearchModel.Item(
        id: "\(id)-\(index)", href: row.href, code: row.code, name: row.name, detail: row.detail)
    }
  }
}

extension SearchModel.Item: TemplateRow {
  static let fields: [String: @Sendable (SearchModel.Item) -> Any?] = [
    "id": { $0.id }, "href": { $0.href }, "code": { $0.code }, "name": { $0.name }, "detail": { $0.detail },
  ]
}
