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
    // Two tabs: the act is of the review that its own page showed.
    guard let review = visit.session.review, review.ticket == visit.form["relu"] else {
      // Whoever may not validate is told so first.
      _ = try await books.reviewPosting([])
      throw PostingRefusal.reviewOutdated
    }
    do {
      let posted = try await books.post(review.drafts.map { ($0.id, $0.heads) })
      await visit.remember { $0.review = nil }
      let said =
        French.count(posted.count, "écriture validée", "écritures validées") + " : "
        + French.plural(posted.count, "numérotée et signée.", "numérotées et signées.")
      await visit.remember { $0.notice = said }
      return Answer.seeOther(posted.count == 1 ? Address.entry(posted[0].entry.id) : Address.drafts)
    } catch let refusal as PostingRefusal where refusal == .reviewOutdated {
      return try await page(visit, books, ids: review.drafts.map(\.id), refusal: refusal)
    }
  }

  static func openNextYear(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try await books.entryDesk(for: .draftEntries)
    guard let known = CalendarDate(iso: visit.form["apres"]) else { throw PageNotFound() }
    let year = try await books.openNextYear(after: known)
    await visit.remember { $0.notice = Words.opened(year) }
    return Answer.seeOther(LocalPath(visit.form["retour"])?.text ?? Address.drafts)
  }

  /// Those named, or all that the filters show.
  private static func chosen(_ query: Form, _ visit: Visit, _ books: Books) async throws -> [Identifier<Draft>] {
    let named = query["ids"].split(separator: ".").compactMap { Identifier<Draft>(hexadecimal: $0) }
    guard named.isEmpty else { return named }
    guard query["tout"] == "1" else { throw PostingRefusal.nothingToPost }
    return try await books.drafts(DraftQuery(query).filter, limit: 10_000).cards.map(\.id)
  }

  private static func page(
    _ visit: Visit, _ books: Books, ids: [Identifier<Draft>], refusal: PostingRefusal? = nil
  ) async throws -> Response {
    let found = try await books.reviewPosting(ids)
    let reviewed = ReviewedDrafts(
      ticket: Secret.make(visit.environment),
      drafts: found.planned.map { ReviewedDrafts.Reviewed(id: $0.draft.id, heads: $0.draft.heads) })
    await visit.remember { $0.review = reviewed }
    let model = PostingModel(found, ticket: reviewed.ticket, refusal: refusal, back: visit.address)
    var frame = FrameRequest(title: "Validation", here: .drafts)
    frame.isCompact = true
    frame.hasErrors = refusal != nil
    return try await visit.page(
      "validation", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }
}

/// The drafts that a page of review showed as ready, as they were then.
struct ReviewedDrafts: Sendable {
  struct Reviewed: Sendable {
    let id: Identifier<Draft>
    let heads: [Identifier<DraftRevision>]
  }

  let ticket: String
  let drafts: [Reviewed]
}

struct PostingModel: Sendable {
  /// More are counted, and not listed.
  private static let listed = 200

  let ticket: String
  let others: String?
  let otherRefused: String?
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
  /// Nil where it mends nothing.
  let nextYear: NextYear?

  struct Planned: Sendable {
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

  init(_ review: PostingReview, ticket: String, refusal: PostingRefusal?, back: String) {
    let count = review.planned.count
    self.ticket = ticket
    others = Self.others(count, "autre écriture sera validée", "autres écritures seront validées")
    otherRefused = Self.others(review.refused.count, "autre brouillon à corriger", "autres brouillons à corriger")
    sentence =
      count == 0
      ? "Aucun de ces brouillons ne peut être validé pour l’instant."
      : "\(French.count(count, "écriture recevra", "écritures recevront")) son numéro et sa date de validation, le "
        + "\(French.longDate(review.day))."
    consequence =
      "Après la validation, rien de ces écritures ne change plus : ni date, ni compte, ni montant, ni libellé. "
      + "Une erreur se corrige par une contre-passation, qui reste visible."
    planned = review.planned.prefix(Self.listed).map(Self.planned)
    hasPlanned = count > 0
    refused = review.refused.prefix(Self.listed).map(Self.refused)
    hasRefused = !refused.isEmpty
    refusedWords = French.count(review.refused.count, "brouillon reste à corriger", "brouillons restent à corriger")
    self.refusal = refusal.map { Words.of($0).sentence }
    button = count == 1 ? "Valider l’écriture" : "Valider \(French.count(count, "écriture", "écritures"))"
    self.back = back
    let isMended = review.refused.contains { one in
      one.problems.contains { $0.isMendedByNextYear(of: review.years, today: review.day) }
    }
    nextYear = isMended ? NextYear(after: review.years) : nil
  }

  private static func others(_ count: Int, _ one: String, _ many: String) -> String? {
    count > listed ? "Et \(French.count(count - listed, one, many))." : nil
  }

  private static func planned(_ one: PostingReview.Planned) -> Planned {
    var total = MoneyTotal.zero
    for line in one.draft.lines { total.add(line.amount.debit) }
    return Planned(
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
