import Application
import Hummingbird
import Model

/// `/journaux/{code}`
enum JournalPage {
  /// Entries on one page, each with its lines.
  static let entriesPerPage = 40

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Journal", here: .journals, years: query.years)
    frame.yearBoundFields = ["mois", "page"]
    frame.isLandscape = true
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let asked = visit.query["page"]
    let cursor = EntryCursor(text: asked)
    guard asked.isEmpty || cursor != nil else { throw ReportRefusal.badCursor }
    let sheet = try await books.journalSheet(
      visit.part("code"), yearEnd: year.end, month: Self.month(visit.query["mois"]), cursor: cursor,
      limit: entriesPerPage)
    let model = JournalModel(sheet)
    frame.title = "Journal \(model.code) \(model.label)"
    frame.printTitle = model.caption
    return try await visit.page("journal", model, books, frame)
  }

  /// `2026-03` as 202603; nil for anything else, which shows the whole year.
  static func month(_ text: String) -> Int32? { CalendarDate(iso: text + "-01")?.monthNumber }
}

/// Entries of a journal, with their lines.
struct JournalModel: Sendable {
  let code: String
  let label: String
  let caption: String
  let sentence: String
  let listHref: String
  let entryCount: String
  let lineCount: String
  let debit: String
  let credit: String
  let months: [Month]
  let entries: [Entry]
  let pager: PagerModel?
  let isEmpty: Bool

  struct Month: Sendable {
    let label: String
    let href: String
    let isCurrent: Bool
  }

  struct Entry: Sendable {
    let href: String
    let date: String
    let isoDate: String
    let number: String
    let voucher: String
    let label: String
    let mark: String?
    let lines: [Line]
    /// Those that are not listed, in words.
    let more: String?
    let debit: String
    let credit: String
  }

  struct Line: Sendable {
    let account: String
    let accountHref: String
    let accountLabel: String
    let party: String
    /// The line's own label, where it is not the entry's.
    let label: String
    let debit: String
    let credit: String
  }

  init(_ sheet: JournalSheet) {
    let year = sheet.year
    code = sheet.journal.code
    label = sheet.journal.label
    let period = sheet.month.map { French.month(number: $0) } ?? French.span(year.start, year.end)
    caption = "Journal \(sheet.journal.code) \(sheet.journal.label), \(period), en euros"
    sentence = "\(period.prefix(1).uppercased())\(period.dropFirst()), en euros."
    listHref = Address.journals(year: year)
    entryCount = French.count(sheet.journal.entryCount, "écriture", "écritures")
    lineCount = French.count(sheet.journal.lineCount, "ligne", "lignes")
    debit = French.amount(sheet.journal.debit)
    credit = French.amount(sheet.journal.credit)
    let whole = Month(
      label: "Tout l’exercice", href: Address.journal(code, year: year), isCurrent: sheet.month == nil)
    let code = code
    months =
      [whole]
      + sheet.months.map { month in
        Month(
          label: French.shortMonth(number: month),
          href: Address.journal(code, year: year, filter: [("mois", Self.text(month))]),
          isCurrent: month == sheet.month)
      }
    entries = sheet.entries.map { Self.entry($0, year: year) }
    let kept = sheet.month.map { [("mois", Self.text($0))] } ?? []
    func page(_ cursor: EntryCursor?) -> String? {
      cursor.map { Address.journal(code, year: year, filter: kept + [("page", $0.text)]) }
    }
    pager = PagerModel(
      label: "Pages du journal", first: Address.journal(code, year: year, filter: kept),
      previous: page(sheet.previous), next: page(sheet.next))
    isEmpty = sheet.entries.isEmpty
  }

  /// `2026-03` for 202603.
  private static func text(_ month: Int32) -> String { "\(month / 100)-\(French.two(Int(month % 100)))" }

  private static func entry(_ entry: JournalSheet.Entry, year: FiscalYear) -> Entry {
    let hidden = entry.lineCount - entry.lines.count
    return Entry(
      href: Address.entry(entry.id), date: French.date(entry.date), isoDate: entry.date.iso,
      number: entry.number.isEmpty ? "sans numéro" : "n° \(entry.number)", voucher: entry.voucherReference,
      label: entry.label,
      mark: Words.marks(of: entry.flags).first,
      lines: entry.lines.map { line in
        Line(
          account: line.account, accountHref: Address.account(line.account, year: year),
          accountLabel: line.accountLabel,
          party: [line.party ?? "", line.partyLabel].filter { !$0.isEmpty }.joined(separator: " "),
          label: line.label == entry.label ? "" : line.label, debit: French.side(line.debit),
          credit: French.side(line.credit))
      },
      more: hidden > 0 ? "et \(French.count(hidden, "autre ligne", "autres lignes"))" : nil,
      debit: French.amount(entry.debit), credit: French.amount(entry.credit))
  }
}

extension JournalModel.Entry: TemplateRow {
  static let fields: [String: @Sendable (JournalModel.Entry) -> Any?] = [
    "href": { $0.href }, "date": { $0.date }, "isoDate": { $0.isoDate }, "number": { $0.number },
    "voucher": { $0.voucher }, "label": { $0.label }, "mark": { $0.mark }, "lines": { $0.lines },
    "more": { $0.more }, "debit": { $0.debit }, "credit": { $0.credit },
  ]
}

extension JournalModel.Line: TemplateRow {
  static let fields: [String: @Sendable (JournalModel.Line) -> Any?] = [
    "account": { $0.account }, "accountHref": { $0.accountHref }, "accountLabel": { $0.accountLabel },
    "party": { $0.party }, "label": { $0.label }, "debit": { $0.debit }, "credit": { $0.credit },
  ]
}
