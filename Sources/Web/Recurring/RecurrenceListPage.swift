import Application
import HTTPTypes
import Hummingbird
import Model

/// `/abonnements`: what is due, what comes back, and what became of it.
enum RecurrenceListPage {
  /// Settled months shown; the journal d'audit has them all.
  private static let mostSettled = 50
  private static let mostDue = 200

  struct Model: Sendable {
    let sentence: String
    let due: [Due]
    let hasDue: Bool
    let more: String?
    let rows: [Row]
    let isEmpty: Bool
    let settled: [Settled]
    let hasSettled: Bool
    let mayDraft: Bool
    let mayChange: Bool
    let newHref = Address.newRecurrence
    let acceptAction = Address.recurrencesAccept
    let skipAction = Address.recurrencesSkip

    struct Due: Sendable {
      let field: String
      let date: String
      let name: String
      let label: String
      let amount: String
      let words: String
    }

    struct Row: Sendable {
      let name: String
      let schedule: String
      let amount: String
      let href: String
      let state: String
      let pill: String
    }

    struct Settled: Sendable {
      let month: String
      let name: String
      let result: String
      let href: String?
    }
  }

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let model = model(try await books.recurrenceBook(), books)
    var frame = FrameRequest(title: "Abonnements", here: .recurrences)
    frame.isCompact = true
    frame.printTitle = "Abonnements"
    return try await visit.page("abonnements", model, books, frame)
  }

  private static func model(_ book: RecurrenceBook, _ books: Books) -> Model {
    let names = Dictionary(book.recurrences.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let due = book.due.prefix(mostDue).map { one in
      let (date, amount) = (French.date(one.date), amount(of: one.recurrence))
      return Model.Due(
        field: "echeance-\(one.recurrence.id)-\(one.month)", date: date, name: one.recurrence.name,
        label: one.recurrence.label, amount: amount, words: "\(one.recurrence.name), \(date), \(amount)")
    }
    let rows = book.recurrences.map { card in
      Model.Row(
        name: card.name, schedule: Words.of(card.schedule), amount: amount(of: card),
        href: Address.recurrence(card.id), state: card.isActive ? "en cours" : "terminé",
        pill: card.isActive ? "ok" : "")
    }
    let settled = book.settled.reversed().prefix(mostSettled).map { one in
      Model.Settled(
        month: French.month(number: one.month), name: names[one.recurrence] ?? "abonnement inconnu",
        result: one.draft == nil
          ? "passée : \(one.reason)" : one.isThrownAway ? "acceptée, brouillon jeté depuis" : "acceptée",
        href: one.isThrownAway ? nil : one.draft.map { Address.draft($0) })
    }
    let sentence =
      book.due.isEmpty
      ? "Rien n’est échu."
      : French.count(book.due.count, "échéance attend", "échéances attendent") + " d’être acceptées ou passées."
    return Model(
      sentence: sentence, due: Array(due), hasDue: !due.isEmpty,
      more: book.due.count > mostDue ? "Et \(French.integer(book.due.count - mostDue)) autres." : nil, rows: rows,
      isEmpty: rows.isEmpty, settled: Array(settled), hasSettled: !settled.isEmpty,
      mayDraft: books.role.may(.draftEntries), mayChange: books.role.may(.changeMasters))
  }

  private static func amount(of card: RecurrenceCard) -> String {
    var total = MoneyTotal.zero
    for (line, cents) in zip(card.lines, card.lines.amounts()) where line.side == .debit {
      total.add(Money(minor: cents ?? 0))
    }
    return French.amount(total)
  }

  static func accept(_ visit: Visit, _ books: Books) async throws -> Response {
    let book = try await books.recurrenceBook()
    let chosen =
      visit.form["tout"] == "1" ? book.due.map { ($0.recurrence.id, $0.month) } : Self.chosen(visit.form)
    guard !chosen.isEmpty else { return try await nothingChosen(visit) }
    let count = try await books.acceptOccurrences(chosen)
    await visit.remember {
      $0.notice = French.count(count, "brouillon créé", "brouillons créés") + " : à relire, puis à valider."
    }
    return Answer.seeOther(visit.form["retour"] == "accueil" ? Address.overview : Address.recurrences)
  }

  static func skip(_ visit: Visit, _ books: Books) async throws -> Response {
    let waiting = try await books.recurrenceBook().due
    let chosen = chosen(visit.form).filter { one in
      waiting.contains { $0.recurrence.id == one.recurrence && $0.month == one.month }
    }
    guard !chosen.isEmpty else { return try await nothingChosen(visit) }
    for one in chosen { try await books.skipOccurrence(one.0, month: one.1, reason: visit.form["motif"]) }
    await visit.remember { $0.notice = French.count(chosen.count, "échéance passée", "échéances passées") + "." }
    return Answer.seeOther(Address.recurrences)
  }

  private static func nothingChosen(_ visit: Visit) async throws -> Response {
    await visit.remember { $0.notice = "Aucune échéance n’est cochée." }
    return Answer.seeOther(Address.recurrences)
  }

  private static func chosen(_ form: Form) -> [(recurrence: Identifier<Recurrence>, month: Int32)] {
    form.pairs.compactMap { name, _ in
      let parts = name.split(separator: "-")
      guard parts.count == 3, parts[0] == "echeance", let id = Identifier<Recurrence>(hexadecimal: parts[1]),
        let month = Int32(parts[2])
      else { return nil }
      return (id, month)
    }
  }
}
