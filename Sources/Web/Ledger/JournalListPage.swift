import Application
import Hummingbird
import Model

/// `/journaux`
enum JournalListPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    // A journal whose code no path can hold.
    if visit.query.has("code") { return try await JournalPage.show(visit, books) }
    let query = try await YearQuery.read(visit, books)
    var frame = FrameRequest(title: "Journaux", here: .journals, years: query.years)
    frame.isCompact = true
    guard let year = query.card?.year else { return try await NoYearPage.show(visit, books, frame) }
    frame.year = year
    let model = JournalListModel(try await books.journals(yearEnd: year.end))
    frame.printTitle = model.caption
    return try await visit.page("journaux", model, books, frame)
  }
}

/// The journals of a year and what each amounts to.
struct JournalListModel: Sendable {
  let caption: String
  let sentence: String
  let journals: [Row]
  let total: Sums
  let isEmpty: Bool
  let importHref = Address.imports

  struct Row: Sendable {
    let code: String
    let label: String
    let href: String
    let sums: Sums
  }

  struct Sums: Sendable {
    let entries: String
    let lines: String
    let debit: String
    let credit: String
    let gap: String
    let hasGap: Bool
    /// The entries they are the sums of.
    let href: String
  }

  init(_ book: JournalBook) {
    caption = "Journaux, exercice \(book.year.name), en euros"
    let span = French.span(book.year.start, book.year.end)
    let gaps = book.journals.filter { $0.debit != $0.credit }
    sentence =
      "Exercice \(book.year.name), \(span), en euros. "
      + (gaps.isEmpty
        ? "Chaque journal est équilibré."
        : "\(French.count(gaps.count, "journal déséquilibré", "journaux déséquilibrés")) à la source.")
    journals = book.journals.map { card in
      let href = Address.journal(card.code, year: book.year)
      return Row(
        code: card.code, label: card.label, href: href,
        sums: Sums(
          entries: card.entryCount, lines: card.lineCount, debit: card.debit, credit: card.credit, isTotal: false,
          href: href))
    }
    total = Sums(
      entries: book.journals.reduce(0) { $0 + $1.entryCount }, lines: book.journals.reduce(0) { $0 + $1.lineCount },
      debit: book.journals.reduce(.zero) { $0 + $1.debit }, credit: book.journals.reduce(.zero) { $0 + $1.credit },
      isTotal: true, href: Address.ledger(year: book.year))
    isEmpty = book.journals.isEmpty
  }
}

extension JournalListModel.Sums {
  init(entries: Int, lines: Int, debit: MoneyTotal, credit: MoneyTotal, isTotal: Bool, href: String) {
    let gap = debit - credit
    self.init(
      entries: French.integer(entries), lines: French.integer(lines), debit: French.amount(debit),
      credit: French.amount(credit), gap: isTotal ? French.amount(gap) : French.side(gap), hasGap: !gap.isZero,
      href: href)
  }
}
