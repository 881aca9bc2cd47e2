import Application
import HTTPTypes
import Hummingbird
import Model

/// `/ecritures/{id}/contre-passer`
enum ReversalPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await page(visit, books, typed: nil, refusal: nil)
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let id = try Self.id(visit)
    let desk = try await books.entryDesk(for: .draftEntries)
    let typed = visit.form.trimmed("date")
    guard let date = DayText.read(typed, near: desk.today, years: desk.years) else {
      return try await page(
        visit, books, typed: visit.form,
        refusal: "« \(typed) » n’est pas une date : écrivez 15, 1503 ou 15/03/2026.", field: "date")
    }
    do {
      let taken = try await books.reverse(
        id, on: date, label: visit.form.trimmed("libelle"), reason: visit.form["motif"])
      let said = "Contre-passation validée sous le numéro \(taken.entry.journal) \(taken.number)."
      await visit.remember { $0.notice = said }
      return Answer.seeOther(Address.entry(taken.entry.id))
    } catch let refusal as PostingRefusal {
      let field = refusal == .reasonMissing ? "motif" : "date"
      return try await page(
        visit, books, typed: visit.form, refusal: Words.of(refusal).text, field: field)
    }
  }

  private static func id(_ visit: Visit) throws -> Identifier<JournalEntry.Validated> {
    guard let id = Identifier<JournalEntry.Validated>(hexadecimal: visit.part("id")) else { throw PageNotFound() }
    return id
  }

  private static func page(
    _ visit: Visit, _ books: Books, typed: Form?, refusal: String?, field: String = ""
  ) async throws -> Response {
    let entry = try await books.entryDetail(try id(visit), lines: .after(0), limit: 1)
    let today = visit.environment.today()
    let model = ReversalModel(entry, typed: typed, today: today, refusal: refusal, field: field)
    var frame = FrameRequest(title: "Contre-passation", here: .journals, year: entry.year)
    frame.hasErrors = refusal != nil
    return try await visit.page(
      "contre-passation", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }
}

struct ReversalModel: Sendable {
  let entryName: String
  let entryHref: String
  let sentence: String
  let action: String
  let fields: [Field]
  let faults: FaultList?

  init(_ entry: EntryDetail, typed: Form?, today: CalendarDate, refusal: String?, field: String) {
    entryName = "\(entry.journal) \(entry.number)"
    entryHref = Address.entry(entry.id)
    action = Address.reversal(entry.id)
    sentence =
      "\(entryName) du \(French.longDate(entry.date)), \(French.amount(entry.debit))\(French.hardSpace)€. Une nouvelle "
      + "écriture portera les mêmes lignes de l’autre côté ; les deux resteront liées et visibles."
    let made = [
      Field(
        id: "date", name: "date", label: "Date comptable", value: typed?["date"] ?? French.date(today),
        hint: "Le jour d’origine ou un jour plus récent, dans un mois ouvert.",
        fault: field == "date" ? refusal : nil, inputMode: "numeric"),
      Field(
        id: "libelle", name: "libelle", label: "Libellé",
        value: typed?["libelle"] ?? "Contre-passation de \(entryName)"),
      Field(
        id: "motif", name: "motif", label: "Motif", value: typed?["motif"] ?? "",
        hint: "Il reste au journal signé.", fault: field == "motif" ? refusal : nil),
    ]
    fields = made.focused()
    faults = FaultList(made)
  }
}
