import Application
import Hummingbird
import Model

/// The form of an entry, validated as it stands: its page is the summary of what becomes a fact.
enum EntryPosting {
  /// - Parameter page: the form again, with what is wrong.
  static func post(
    _ form: EntryForm, _ read: ReadEntry, _ desk: EntryDesk, _ visit: Visit, _ books: Books,
    orShow page: ([EntryFault]) async throws -> Response
  ) async throws -> Response {
    // What nobody accepted becomes no fact.
    let waiting = form.unaccepted
    guard waiting.isEmpty else { return try await page(waiting) }
    do {
      let entry = try await books.post(typed: read.draft, making: read.masters).entry
      await visit.remember {
        $0.notice = "Écriture \(entry.journal) \(entry.number) validée : numérotée et signée, elle ne change plus."
      }
      return Answer.seeOther(
        form.heads.isEmpty ? Address.newEntry(journal: entry.journal, near: entry.date) : Address.entry(entry.id))
    } catch DraftRefusal.alreadyPosted(let entry) {
      await visit.remember { $0.notice = "Cette saisie est déjà validée : voici son écriture." }
      return Answer.seeOther(Address.entry(entry))
    } catch let refusal as DraftNotPostable {
      return try await page(refusal.problems.map { EntryFault($0, in: read.draft, desk) })
    } catch let refusal as PostingRefusal {
      return try await page([EntryFault(field: "journal", text: Words.of(refusal).text)])
    }
  }
}

extension EntryForm {
  /// Proposed lines that were neither accepted nor taken away.
  fileprivate var unaccepted: [EntryFault] {
    lines.enumerated().filter { $1.isProposed && !$1.isBlank }.map { index, _ in
      EntryFault(
        field: "compte-\(index + 1)",
        text: "Ligne \(index + 1) : proposée, et pas acceptée. Entrée l’accepte, Échap la retire ; enregistrer le "
          + "brouillon l’accepte aussi.")
    }
  }
}

extension EntryFault {
  /// What stands in the way of a validation, at the field of the form that says it.
  fileprivate init(_ problem: PostingProblem, in draft: EntryDraft, _ desk: EntryDesk) {
    // The form numbers its lines with the blank ones between them.
    func place(_ line: Int) -> Int { Int(draft.lines[line - 1].place) }
    let after = (draft.lines.last.map { Int($0.place) } ?? 0) + 1
    let field =
      switch problem {
      case .journalMissing: "journal"
      case .dateMissing, .noYear, .yearClosed, .monthLocked, .dateToCome: "date"
      case .voucherReferenceMissing: "piece"
      case .labelMissing: "libelle"
      case .tooFewLines: "compte-\(after)"
      case .unbalanced(let gap): "\(gap.minor > 0 ? "credit" : "debit")-\(after)"
      case .clash: "journal"
      case .line(let line, let problem): "\(problem.cell)-\(place(line))"
      }
    switch problem {
    case .line(let line, let unknown) where unknown == .accountUnknown || unknown == .partyUnknown:
      let what = unknown == .accountUnknown ? "ce compte n’existe pas" : "ce tiers n’existe pas"
      self.init(field: field, text: "Ligne \(place(line)) : \(what) ; donnez son nom sous son numéro pour le créer.")
    case .line(let line, let other):
      self.init(field: field, text: Words.of(.line(place(line), other)))
    case .noYear(let date):
      self.init(field: field, text: Words.of(problem), opensYear: desk.years.allSatisfy { $0.end < date })
    default: self.init(field: field, text: Words.of(problem, lines: draft.lines.map(\.id)))
    }
  }
}

extension PostingProblem.LineProblem {
  /// The cell of the grid that it is about.
  fileprivate var cell: String {
    switch self {
    case .accountMissing, .accountMalformed, .accountUnknown, .accountInactive, .partyUnknown: "compte"
    case .amountMissing, .bothSides, .amountTooLarge: "debit"
    }
  }
}
