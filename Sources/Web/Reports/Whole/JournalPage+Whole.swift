import Application
import Hummingbird
import Model

extension JournalPage {
  /// The journal, or a month of it, as a whole: each entry with all its lines.
  static func whole(
    _ form: WholeForm, _ visit: Visit, _ books: Books, _ request: FrameRequest, year: FiscalYear, month: Int32?
  ) async throws -> Response {
    let walk = try await books.wholeJournal(
      visit.name("code"), yearEnd: year.end, month: month, for: form == .sheet ? .export : .reading)
    let model = JournalModel(walk.first)
    switch form {
    case .sheet:
      let period = month.map { String($0) } ?? year.end.compact
      let journal = walk.first.journal
      return WholeAnswer.sheet(visit, named: "journal-\(journal.code)-\(period).csv", JournalSheetText.head, walk) {
        sheet in
        sheet.entries.map { JournalSheetText.rows($0, journal: sheet.journal) }.joined()
      }
    case .print:
      var frame = request
      frame.title = "Journal \(model.code) \(model.label)"
      frame.printTitle = model.caption
      let printed = PrintedModel(
        visit, books, title: "\(model.code) \(model.label)", sentence: model.sentence, caption: model.caption,
        columns: .init(isJournal: true),
        total: .init(
          label: "\(model.entryCount), \(model.lineCount)", debit: model.debit, credit: model.credit, balance: nil))
      let templates = visit.site.templates
      return try await WholeAnswer.printed(visit, books, printed, frame, walk) { sheet in
        try JournalModel.entries(of: sheet).map { try templates.renderFragment("ecriture-journal", $0) }.joined()
      }
    }
  }
}

/// Entries of a journal in a file, a row for each line.
enum JournalSheetText {
  static let head = [
    "Journal", "Libellé du journal", "Date", "Écriture", "Pièce", "Libellé de l’écriture", "Compte",
    "Libellé du compte", "Tiers", "Nom du tiers", "Libellé", "Lettrage", "Débit", "Crédit",
  ]

  static func rows(_ entry: JournalSheet.Entry, journal: JournalBook.Card) -> String {
    entry.lines.reduce(into: "") { text, line in
      text += SheetText.row([
        .text(journal.code), .text(journal.label), .date(entry.date), .text(entry.number),
        .text(entry.voucherReference), .text(entry.label), .text(line.account), .text(line.accountLabel),
        .text(line.party ?? ""), .text(line.partyLabel), .text(line.label), .text(line.matchingCode),
        .side(line.debit), .side(line.credit),
      ])
    }
  }
}
