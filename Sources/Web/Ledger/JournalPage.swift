import Application
import Hummingbird
import Model

/// `/journaux/{code}`, and `/journaux?code=` for a code that no path can hold
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
    let month = MonthFilter(visit.query.trimmed("mois"))
    if let form = visit.wholeForm, month.fault == nil {
      return try await whole(form, visit, books, frame, year: year, month: month.number)
    }
    let sheet = try await books.journalSheet(
      visit.name("code"), yearEnd: year.end, month: month.number, cursor: cursor, limit: entriesPerPage)
    let model = JournalModel(sheet, monthFault: month.fault)
    frame.title = "Journal \(model.code) \(model.label)"
    frame.printTitle = model.caption
    frame.hasErrors = month.fault != nil
    frame.whole = WholeLinks(visit, books, year: year, isPaged: model.pager != nil || model.hasHiddenLines)
    return try await visit.page(
      "journal", model, books, frame, status: month.fault == nil ? .ok : .unprocessableContent)
  }
}

/// The month of the address: `2026-03`.
struct MonthFilter: Sendable {
  /// AAAAMM; nil for the whole year, and for what is no month.
  let number: Int32?
  let fault: String?

  init(_ text: String) {
    number = text.isEmpty ? nil : CalendarDate(iso: text + "-01")?.monthNumber
    fault =
      text.isEmpty || number != nil
      ? nil : "« \(text) » n’est pas un mois : tout l’exercice est montré. Choisissez un mois ci-dessus."
  }
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
  /// What is wrong with the month asked for.
  let monthFault: String?
  let entries: [Entry]
  /// Some entries have more lines than the page shows.
  let hasHiddenLines: Bool
  /// Which of the entries are shown; nil when all are.
  let range: String?
  /// Sums of the entries of this page; nil when it shows all.
  let pageSums: PageSums?
  let pager: PagerModel?
  let isEmpty: Bool

  struct Month: Sendable {
    let label: String
    let href: String
    let isCurrent: Bool
  }

  struct PageSums: Sendable {
    let debit: String
    let credit: String
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

  init(_ sheet: JournalSheet, monthFault: String? = nil) {
    self.monthFault = monthFault
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
    entries = Self.entries(of: sheet)
    hasHiddenLines = sheet.entries.contains { $0.lineCount > $0.lines.count }
    range = ListRange(
      shown: sheet.entries.count, of: sheet.journal.entryCount, isFirst: sheet.previous == nil,
      isLast: sheet.next == nil, from: sheet.entries.first?.date, to: sheet.entries.last?.date
    ).text("écriture", "écritures", "Écritures")
    pageSums =
      range == nil
      ? nil
      : PageSums(
        debit: French.amount(sheet.entries.reduce(.zero) { $0 + $1.debit }),
        credit: French.amount(sheet.entries.reduce(.zero) { $0 + $1.credit }))
    let kept = sheet.month.map { [("mois", Self.text($0))] } ?? []
    func page(_ cursor: EntryCursor?) -> String? {
      cursor.map { Address.journal(code, year: year, filter: kept + [("page", $0.text)]) }
    }
    pager = PagerModel(
      label: "Pages du journal", first: Address.journal(code, year: year, filter: kept),
      previous: page(sheet.previous), next: page(sheet.next))
    isEmpty = sheet.entries.isEmpty
  }

  static func entries(of sheet: JournalSheet) -> [Entry] { sheet.entries.map { entry($0, year: sheet.year) } }

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
