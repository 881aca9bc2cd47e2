import Application
import HTTPTypes
import Hummingbird
import Model

/// `/brouillard/validation`: what a validation would do, then the act.
enum PostingPage {
  static func review(_ visit: Visit, _ books: Books) async throws -> Response {
    try await page(visit, books, ids: try await chosen(visit.query, visit, books))
  }

  static func post(_ visit: Visit, _ books: Books) async throws -> Response {
    var expected: [(draft: Identifier<Draft>, heads: [Identifier<DraftRevision>])] = []
    for (name, value) in visit.form.pairs where name.hasPrefix("relu-") {
      guard let id = Identifier<Draft>(hexadecimal: name.dropFirst(5)) else { continue }
      expected.append((id, value.split(separator: ".").compactMap { Identifier(hexadecimal: $0) }))
    }
    do {
      let posted = try await books.post(expected)
      let said =
        French.count(posted.count, "écriture validée", "écritures validées") + " : "
        + French.plural(posted.count, "numérotée et signée.", "numérotées et signées.")
      await visit.remember { $0.notice = said }
      return Answer.seeOther(posted.count == 1 ? Address.entry(posted[0].entry.id) : Address.drafts)
    } catch let refusal as PostingRefusal where refusal == .reviewOutdated {
      return try await page(visit, books, ids: expected.map(\.draft), refusal: refusal)
    }
  }

  static func openNextYear(_ visit: Visit, _ books: Books) async throws -> Response {
    let year = try await books.openNextYear()
    await visit.remember { $0.notice = "Exercice \(year.name) ouvert, \(French.span(year.start, year.end))." }
    return Answer.seeOther(LocalPath(visit.form["retour"])?.text ?? Address.drafts)
  }

  /// Those named, or ticked; all that the books have when nothing is said.
  private static func chosen(_ query: Form, _ visit: Visit, _ books: Books) async throws -> [Identifier<Draft>] {
    let named = query["ids"].split(separator: ".").compactMap { Identifier<Draft>(hexadecimal: $0) }
    let ticked = DraftListPage.chosen(query)
    guard named.isEmpty, ticked.isEmpty else { return named + ticked }
    guard query["tout"] == "1" else { throw PostingRefusal.nothingToPost }
    return try await books.drafts(DraftQuery(query).filter, limit: 10_000).cards.map(\.id)
  }

  private static func page(
    _ visit: Visit, _ books: Books, ids: [Identifier<Draft>], refusal: PostingRefusal? = nil
  ) async throws -> Response {
    let model = PostingModel(try await books.reviewPosting(ids), refusal: refusal, back: visit.address)
    var frame = FrameRequest(title: "Validation", here: .drafts)
    frame.isCompact = true
    frame.hasErrors = refusal != nil
    return try await visit.page(
      "validation", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }
}

struct PostingModel: Sendable {
  let sentence: String
  let consequence: String
  let planned: [Planned]
  let hasPlanned: Bool
  let refused: [Refused]
  let hasRefused: Bool
  let refusedWords: String
  let refusal: String?
  let action = Address.posting
  let button: String
  let draftsHref = Address.drafts
  let yearAction = Address.nextYear
  let back: String
  let lacksYear: Bool

  struct Planned: Sendable {
    let field: String
    let heads: String
    let number: String
    let date: String
    let piece: String
    let label: String
    let amount: String
    let href: String
  }

  struct Refused: Sendable {
    let href: String
    let name: String
    let label: String
    let reasons: [String]
  }

  init(_ review: PostingReview, refusal: PostingRefusal?, back: String) {
    let count = review.planned.count
    sentence =
      count == 0
      ? "Aucun de ces brouillons ne peut être validé pour l’instant."
      : "\(French.count(count, "écriture recevra", "écritures recevront")) son numéro et sa date de validation, le "
        + "\(French.longDate(review.day))."
    consequence =
      "Après la validation, rien de ces écritures ne change plus : ni date, ni compte, ni montant, ni libellé. "
      + "Une erreur se corrige par une contre-passation, qui reste visible."
    planned = review.planned.map(Self.planned)
    hasPlanned = count > 0
    refused = review.refused.map(Self.refused)
    hasRefused = !refused.isEmpty
    refusedWords = French.count(refused.count, "brouillon reste à corriger", "brouillons restent à corriger")
    self.refusal = refusal.map { Words.of($0).sentence }
    button = count == 1 ? "Valider l’écriture" : "Valider \(French.count(count, "écriture", "écritures"))"
    self.back = back
    lacksYear = review.refused.contains { one in
      one.problems.contains { if case .noYear = $0 { true } else { false } }
    }
  }

  private static func planned(_ one: PostingReview.Planned) -> Planned {
    var total = MoneyTotal.zero
    for line in one.draft.lines { total.add(line.amount.debit) }
    return Planned(
      field: "relu-\(one.draft.id)", heads: one.draft.heads.map { "\($0)" }.joined(separator: "."),
      number: "\(one.draft.journal) \(one.number)", date: one.draft.date.map { French.date($0) } ?? "",
      piece: one.draft.voucherReference, label: one.draft.label, amount: French.amount(total),
      href: Address.draft(one.draft.id))
  }

  private static func refused(_ one: PostingReview.Refused) -> Refused {
    let name = [one.draft.journal, one.draft.voucherReference].filter { !$0.isEmpty }.joined(separator: " ")
    return Refused(
      href: Address.draft(one.draft.id), name: name.isEmpty ? "Brouillon" : name, label: one.draft.label,
      reasons: one.problems.map { Words.of($0, lines: one.draft.lines.map(\.id)) })
  }
}
