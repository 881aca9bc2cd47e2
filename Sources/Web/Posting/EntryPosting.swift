import Application
import Hummingbird
import Model

/// The form of an entry, validated as it stands: its page is the summary of what becomes a fact.
enum EntryPosting {
  /// - Parameter page: the form again, with what is wrong.
  static func post(
    _ form: EntryForm, _ read: ReadEntry, _ desk: EntryDesk, _ visit: Visit, _ books: Books,
    orShow page: (EntryForm, [EntryFault]) async throws -> Response
  ) async throws -> Response {
    // What nobody accepted, or nobody saw, becomes no fact.
    let (shown, resolved) = form.resolved(read.draft)
    let unsettled = read.faults + resolved + form.unaccepted
    guard unsettled.isEmpty else {
      let problems = try await books.problems(typed: read.draft, making: read.masters)
      return try await page(shown, unsettled + others(problems.map { EntryFault($0, in: read.draft, desk) }, unsettled))
    }
    do {
      let entry = try await books.post(typed: read.draft, making: read.masters).entry
      await visit.remember { $0.notice = Words.posted(entry) }
      return Answer.seeOther(
        form.heads.isEmpty
          ? Address.newEntry(journal: entry.journal, near: entry.date, after: entry.id) : Address.entry(entry.id))
    } catch PostingRefusal.sentTwice(let entry) {
      await visit.remember { $0.notice = Words.of(PostingRefusal.sentTwice(entry)).text }
      return Answer.seeOther(Address.entry(entry))
    } catch let refusal as DraftNotPostable {
      return try await page(form, refusal.problems.map { EntryFault($0, in: read.draft, desk) })
    } catch let refusal as PostingRefusal {
      let place = refusal == .changedSince ? Address.draft(form.id) : nil
      return try await page(form, [EntryFault(field: "saisie", text: Words.of(refusal).text, href: place)])
    }
  }

  /// Of what is found besides, that which what was found already does not explain.
  private static func others(_ found: [EntryFault], _ known: [EntryFault]) -> [EntryFault] {
    let lines = Set(known.compactMap(\.line))
    let isUncounted = known.contains(where: \.isOfAmount)
    return found.filter { fault in
      !known.contains { $0.field == fault.field } && !(fault.line.map(lines.contains) ?? false)
        && !(isUncounted && fault.isOfAmount)
    }
  }

  /// What a form says whose draft is an entry by now, and another one: nothing typed is lost.
  static func overtaken(
    _ form: EntryForm, by entry: Identifier<JournalEntry.Validated>, _ visit: Visit, _ books: Books,
    orShow page: (EntryForm, [EntryFault]) async throws -> Response
  ) async throws -> Response {
    let isNew = form.heads.isEmpty
    let fault = EntryFault(
      field: "saisie", text: isNew ? Words.formAlreadyPosted : Words.draftPostedMeanwhile,
      href: books.role.may(.readBooks) ? Address.entry(entry) : nil)
    return try await page(isNew ? form.renamed(visit.environment.identifier()) : form, [fault])
  }
}

extension EntryForm {
  /// The same, as an entry of its own.
  func renamed(_ id: Identifier<Draft>) -> EntryForm {
    var form = self
    form.id = id
    form.heads = []
    return form
  }

  /// The form with the accounts that its words stand for, and what is to be read again because of it.
  fileprivate func resolved(_ draft: EntryDraft) -> (form: EntryForm, faults: [EntryFault]) {
    var (form, faults) = (self, [EntryFault]())
    for line in draft.lines where AccountNumber.isPlausible(line.account) {
      let (index, account) = (Int(line.place) - 1, Self.cell(line.account, line.party))
      let typed = lines[index].account
      guard !AccountNumber.isPlausible(typed.split(separator: " ").first.map(String.init) ?? "") else { continue }
      form.lines[index].account = account
      faults.append(
        EntryFault(field: "compte-\(index + 1)", text: Words.resolved(line: index + 1, typed, as: account)))
    }
    return (form, faults)
  }

  /// Proposed lines that were neither accepted nor taken away.
  fileprivate var unaccepted: [EntryFault] {
    lines.enumerated().filter { $1.isProposed && !$1.isBlank }.map { index, _ in
      EntryFault(field: "compte-\(index + 1)", text: Words.unaccepted(line: index + 1))
    }
  }
}

extension EntryFault {
  fileprivate var isOfAmount: Bool { field.hasPrefix("debit") || field.hasPrefix("credit") }

  /// The line of the form that it is about; nil for what is above them.
  fileprivate var line: Substring? {
    let parts = field.split(separator: "-")
    return parts.count == 2 && Int(parts[1]) != nil ? parts[1] : nil
  }

  /// What stands in the way of a validation, at the field of the form that says it.
  fileprivate init(_ problem: PostingProblem, in draft: EntryDraft, _ desk: EntryDesk) {
    // The form numbers its lines with the blank ones between them.
    func place(_ line: Int) -> Int { Int(draft.lines[line - 1].place) }
    let after = (draft.lines.last.map { Int($0.place) } ?? 0) + 1
    let field =
      switch problem {
      case .journalMissing, .clash: "journal"
      case .dateMissing, .noYear, .yearClosed, .monthLocked, .dateToCome: "date"
      case .voucherReferenceMissing: "piece"
      case .labelMissing: "libelle"
      case .tooFewLines: "compte-\(after)"
      case .unbalanced(let gap): "\(gap.minor > 0 ? "credit" : "debit")-\(after)"
      case .line(let line, let problem): "\(problem.cell)-\(place(line))"
      }
    let isMended = problem.isMendedByNextYear(of: desk.years, today: desk.today)
    let text =
      switch problem {
      case .line(let line, let own): Words.inForm(own, line: place(line))
      case .noYear(let date) where !isMended: Words.outsideYears(date)
      default: Words.of(problem, lines: draft.lines.map(\.id))
      }
    self.init(field: field, text: text, opensYear: isMended)
  }
}

extension PostingProblem {
  /// Whether the year that follows the last one is all that lacks.
  func isMendedByNextYear(of years: [FiscalYear], today: CalendarDate) -> Bool {
    guard case .noYear(let date) = self, date <= today else { return false }
    return years.max { $0.end < $1.end }?.following?.contains(date) ?? false
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
