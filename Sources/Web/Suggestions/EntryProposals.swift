import Application
import Hummingbird
import Model

/// `/saisie/propositions`: what is typed of an entry, and the lines that would complete it, in grey. The server works
/// them out anew each time, and keeps nothing.
enum EntryProposals {
  struct Page: Sendable {
    let lines: [EntryFormModel.Line]
    let journal: String
    let label: String
    /// Said to whoever does not see the grey.
    let words: String
  }

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let desk = try await books.entryDesk()
    let typed = EntryForm(visit.form, near: desk.today, environment: visit.environment)
    let form = try await completed(typed, desk, visit.environment, books)
    let page = Page(
      lines: try await EntryFormModel.lines(form, [:], books), journal: form.journal, label: form.label,
      words: words(form))
    return Answer.html(try visit.site.templates.renderFragment("saisie-propositions", page))
  }

  /// The form with its proposals: those of its guide, where it names one, else those of the books.
  static func completed(
    _ typed: EntryForm, _ desk: EntryDesk, _ environment: Model.Environment, _ books: Books
  ) async throws -> EntryForm {
    var form = typed
    form.lines = typed.lines.filter { !$0.isProposed && !$0.isBlank }
    if let id = form.guide { return try await Self.guided(form, books.guide(id), environment) }
    let read = try await form.read(desk, books)
    let lines = read.draft.lines.map { line in
      let cents = line.amount.debit.minor - line.amount.credit.minor
      return EntryProposal.Typed(account: line.account, party: line.party, cents: cents == 0 ? nil : cents)
    }
    let request = ProposalRequest(
      journal: form.journal, label: form.label, lines: lines.filter { AccountNumber.isPlausible($0.account) },
      counterpart: desk.journals.first { $0.code == form.journal }?.counterpart)
    guard request.lines.count == lines.count else { return form }
    form.lines += try await books.proposal(request).map { Self.line($0, environment) }
    return form
  }

  /// The lines of a guide in its order; what is typed takes the place of the line of the same account.
  private static func guided(
    _ typed: EntryForm, _ guide: GuideCard, _ environment: Model.Environment
  ) throws -> EntryForm {
    var (form, rest) = (typed, typed.lines)
    var own: [Int: EntryForm.Line] = [:]
    var amounts: [Int: Int64] = [:]
    for (place, line) in guide.lines.enumerated() {
      let found = rest.firstIndex { $0.account.split(separator: " ").first.map(String.init) == line.account }
      guard let found else { continue }
      let taken = rest.remove(at: found)
      own[place] = taken
      let cents = (AmountText.cents(taken.debit) ?? 0) - (AmountText.cents(taken.credit) ?? 0)
      if cents != 0 { amounts[place] = line.side == .debit ? cents : -cents }
    }
    let found = guide.lines.amounts(typed: amounts)
    let asked = guide.lines.indices.first { place in
      let formula = guide.lines[place].formula
      return found[place] == nil && (formula.isEmpty || GuideFormula(formula)?.word != nil)
    }
    form.lines = guide.lines.enumerated().map { place, line in
      own[place]
        ?? Self.line(
          SuggestedLine(
            account: line.account, party: line.knownParty, label: line.label, side: line.side, cents: found[place],
            basis: .guide(code: guide.code), isAsked: place == asked), environment)
    }
    // A typed line whose amount follows from the others gets it.
    for (place, line) in guide.lines.enumerated() where own[place] != nil && amounts[place] == nil {
      guard let cents = found[place] else { continue }
      if line.side == .debit { form.lines[place].debit = French.amount(Money(minor: cents)) }
      if line.side == .credit { form.lines[place].credit = French.amount(Money(minor: cents)) }
    }
    form.lines += rest
    if !guide.journal.isEmpty { form.journal = guide.journal }
    if form.label.isEmpty { form.label = guide.label }
    return form
  }

  private static func line(_ proposed: SuggestedLine, _ environment: Model.Environment) -> EntryForm.Line {
    let amount = proposed.cents.map { French.amount(Money(minor: $0)) } ?? ""
    return EntryForm.Line(
      id: environment.identifier(),
      account: [proposed.account, proposed.party?.code ?? ""].filter { !$0.isEmpty }.joined(separator: " "),
      label: proposed.label, debit: proposed.side == .debit ? amount : "",
      credit: proposed.side == .credit ? amount : "", reason: Words.of(proposed.basis),
      asked: !proposed.isAsked ? "" : proposed.side == .debit ? "debit" : "credit")
  }

  private static func words(_ form: EntryForm) -> String {
    let proposed = form.lines.filter(\.isProposed)
    guard let first = proposed.first else { return "" }
    let reasons = Set(proposed.map(\.reason))
    let why = reasons.count == 1 ? " : \(first.reason)" : ""
    return French.count(proposed.count, "ligne proposée", "lignes proposées") + why
      + ". Entrée les accepte, Échap les retire."
  }
}
