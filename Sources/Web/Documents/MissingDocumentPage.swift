import Application
import HTTPTypes
import Hummingbird
import Model

/// `/pieces`: the entries and the drafts that need a document and have none.
enum MissingDocumentPage {
  static let rowsPerPage = 100
  static let draftsField = "brouillons"

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Pièces manquantes", here: .documents, years: query.years)
    frame.yearBoundFields = ["du", "date", "page"]
    frame.isCompact = true
    frame.printTitle = "Pièces manquantes"
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let filter = MissingDocumentQuery(visit, year: year)
    let list = try await books.missingDocuments(
      filter.filter, yearEnd: year.end, after: try filter.cursor(visit.query["page"]), limit: rowsPerPage)
    guard let list else { return try await NoYearPage.show(visit, books, frame) }
    let drafts =
      filter.isOfDrafts
      ? try await books.missingDrafts(after: try filter.draftPlace(visit.query["page"]), limit: rowsPerPage) : nil
    let model = MissingDocumentModel(list, drafts, filter, year: year)
    frame.hasErrors = filter.period.hasFault
    return try await visit.page(
      "pieces", model, books, frame, status: filter.period.hasFault ? .unprocessableContent : .ok)
  }
}

/// What the address asks for.
struct MissingDocumentQuery: Sendable {
  let journal: String
  let party: String
  let period: PeriodFilter
  let isOfDrafts: Bool

  init(_ visit: Visit, year: FiscalYear) {
    journal = visit.query.trimmed("journal")
    party = visit.query.trimmed("tiers")
    period = PeriodFilter(visit, in: year)
    isOfDrafts = visit.query[MissingDocumentPage.draftsField] == "1"
  }

  var filter: MissingDocumentFilter {
    MissingDocumentFilter(journal: journal, from: period.start, through: period.date, party: party)
  }

  /// `AC-20260331-1204`; the code of a journal may hold a dash.
  func cursor(_ text: String) throws -> MissingDocumentList.Cursor? {
    guard !isOfDrafts, !text.isEmpty else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let number = Int32(parts[parts.count - 2]), let date = CalendarDate(number: number),
      let entry = Int64(parts[parts.count - 1])
    else { throw ReportRefusal.badCursor }
    return MissingDocumentList.Cursor(
      journal: parts.dropLast(2).joined(separator: "-"), date: date, entry: entry)
  }

  func draftPlace(_ text: String) throws -> DraftList.Cursor? {
    guard !text.isEmpty else { return nil }
    let parts = text.split(separator: "-")
    guard parts.count == 2, let date = Int32(parts[0]), let number = Int64(parts[1]) else {
      throw ReportRefusal.badCursor
    }
    return DraftList.Cursor(date: date, number: number)
  }

  /// The fields of the address, with another journal in its place.
  func fields(journal other: String? = nil) -> [(String, String)] {
    let code = other ?? journal
    return (code.isEmpty ? [] : [("journal", code)]) + (party.isEmpty ? [] : [("tiers", party)]) + period.fields
  }
}

struct MissingDocumentModel: Sendable {
  let sentence: String
  let tabs: [Tab]
  let journals: [Tab]
  /// Nil for drafts.
  let filter: Filter?
  let rows: [Row]
  let isEmpty: Bool
  let isFiltered: Bool
  let allHref: String
  let nextHref: String?

  struct Filter: Sendable {
    let action = Address.missingDocuments
    let yearEnd: String
    let journal: String
    let party: String
    let start: String
    let startFault: String?
    let date: String
    let fault: String?
    /// What is wrong with either day.
    let message: String?
  }

  struct Tab: Sendable {
    let label: String
    let href: String
    let isCurrent: Bool
  }

  struct Row: Sendable {
    let href: String
    let date: String
    let journal: String
    let name: String
    let piece: String
    let party: String
    let label: String
    let amount: String
  }

  init(_ list: MissingDocumentList, _ drafts: MissingDraftList?, _ query: MissingDocumentQuery, year: FiscalYear) {
    let base = [("exercice", year.end.iso)]
    func href(_ fields: [(String, String)]) -> String { Address.withQuery(Address.missingDocuments, base + fields) }
    let ofDrafts = [(MissingDocumentPage.draftsField, "1")]
    isFiltered = query.filter != MissingDocumentFilter()
    tabs = [
      Tab(
        label: drafts == nil || !isFiltered
          ? "Écritures validées (\(French.integer(list.count)))" : "Écritures validées",
        href: href([]), isCurrent: drafts == nil),
      Tab(label: "Brouillard (\(French.integer(list.draftCount)))", href: href(ofDrafts), isCurrent: drafts != nil),
    ]
    journals =
      drafts != nil
      ? []
      : [Tab(label: "Tous", href: href(query.fields(journal: "")), isCurrent: query.journal.isEmpty)]
        + list.journals.map {
          Tab(label: $0, href: href(query.fields(journal: $0)), isCurrent: query.journal == $0)
        }
    filter =
      drafts != nil
      ? nil
      : Filter(
        yearEnd: year.end.iso, journal: query.journal, party: query.party, start: query.period.typedStart,
        startFault: query.period.startFault, date: query.period.day.typed, fault: query.period.day.fault,
        message: query.period.fault)
    allHref = href(drafts == nil ? [] : ofDrafts)
    rows = drafts.map { $0.cards.map(Self.row) } ?? list.rows.map(Self.row)
    isEmpty = rows.isEmpty
    if let drafts {
      sentence =
        list.draftCount == 0
        ? "Aucun brouillon n’attend sa pièce."
        : French.count(list.draftCount, "brouillon attend sa pièce", "brouillons attendent leur pièce") + "."
      nextHref = drafts.next.map { href(ofDrafts + [("page", "\($0.date)-\($0.number)")]) }
    } else {
      sentence =
        list.count == 0
        ? "Aucune écriture n’attend sa pièce."
        : French.count(list.count, "écriture attend sa pièce", "écritures attendent leur pièce") + ", "
          + query.period.span(of: year) + "."
      nextHref = list.next.map {
        href(query.fields() + [("page", "\($0.journal)-\($0.date.number)-\($0.entry)")])
      }
    }
  }

  private static func row(_ row: MissingDocument) -> Row {
    Row(
      href: Address.entry(row.id) + "#pieces", date: French.date(row.date), journal: row.journal,
      name: row.number.isEmpty ? "sans numéro" : "\(row.journal) \(row.number)", piece: row.voucherReference,
      party: [row.party, row.partyLabel].filter { !$0.isEmpty }.joined(separator: " "), label: row.label,
      amount: French.amount(row.debit))
  }

  private static func row(_ card: DraftCard) -> Row {
    Row(
      href: Address.draft(card.id) + "#pieces", date: card.date.map { French.date($0) } ?? "", journal: card.journal,
      name: "Brouillon \(card.journal)".trimmingSpaces, piece: card.voucherReference, party: "", label: card.label,
      amount: French.amount(card.debit))
  }
}

extension MissingDocumentModel.Row: TemplateRow {
  static let fields: [String: @Sendable (MissingDocumentModel.Row) -> Any?] = [
    "href": { $0.href }, "date": { $0.date }, "journal": { $0.journal }, "name": { $0.name }, "piece": { $0.piece },
    "party": { $0.party }, "label": { $0.label }, "amount": { $0.amount },
  ]
}
