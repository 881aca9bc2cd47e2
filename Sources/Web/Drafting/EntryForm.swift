import Application
import Model

/// The form of an entry as it was typed: texts, whatever they are, so that a refusal gives all of them back.
struct EntryForm: Sendable {
  var id: Identifier<Draft>
  var heads: [Identifier<DraftRevision>] = []
  var journal = ""
  var date = ""
  var piece = ""
  var label = ""
  var lines: [Line] = []
  /// The day that short forms of a day are read near to.
  var near: CalendarDate
  /// The guide it follows, while it is typed.
  var guide: Identifier<Guide>?

  struct Line: Sendable, Equatable {
    var id: Identifier<DraftLine>
    var account = ""
    var label = ""
    var debit = ""
    var credit = ""
    var due = ""
    /// The name of an account or third party that is made with it.
    var name = ""
    /// Why it is proposed; blank for what was typed or accepted.
    var reason = ""
    /// The cell whose amount the rest waits for; blank for none.
    var asked = ""

    var isProposed: Bool { !reason.isEmpty }

    var isBlank: Bool { account.isEmpty && label.isEmpty && debit.isEmpty && credit.isEmpty && due.isEmpty }
  }

  static let longest = 400

  /// Reads what was sent. Lines are numbered from 1; a hole ends nothing.
  init(_ form: Form, near: CalendarDate, environment: Environment) {
    id = Identifier(hexadecimal: form["brouillon"]) ?? environment.identifier()
    heads = form["versions"].split(separator: ".").compactMap { Identifier(hexadecimal: $0) }
    journal = form.trimmed("journal")
    date = form.trimmed("date")
    piece = form.trimmed("piece")
    label = form.trimmed("libelle")
    guide = Identifier(hexadecimal: form["guide"])
    self.near = CalendarDate(iso: form["proche"]) ?? near
    for number in form.numbers(after: "compte-", upTo: Self.longest) {
      lines.append(
        Line(
          id: Identifier(hexadecimal: form["ligne-\(number)"]) ?? environment.identifier(),
          account: form.trimmed("compte-\(number)"), label: form.trimmed("texte-\(number)"),
          debit: form.trimmed("debit-\(number)"), credit: form.trimmed("credit-\(number)"),
          due: form.trimmed("echeance-\(number)"), name: form.trimmed("nom-\(number)"),
          reason: Self.reason(form, number)))
    }
  }

  /// Why a line is proposed, while it says what was proposed: one that was changed is typed, with scripts or without.
  private static func reason(_ form: Form, _ number: Int) -> String {
    let said = ["compte", "debit", "credit"].map { form["\($0)-\(number)"] }.joined(separator: "|")
    return form["origine-\(number)"] == said ? form.trimmed("propose-\(number)") : ""
  }

  /// The form of a draft.
  init(_ draft: EntryDraft, near: CalendarDate) {
    id = draft.id
    heads = draft.heads
    journal = draft.journal
    date = draft.date.map { French.date($0) } ?? ""
    piece = draft.voucherReference
    label = draft.label
    self.near = draft.date ?? near
    lines = draft.lines.map { line in
      Line(
        id: line.id, account: [line.account, line.party?.code ?? ""].filter { !$0.isEmpty }.joined(separator: " "),
        label: line.label, debit: French.side(line.amount.debit), credit: French.side(line.amount.credit),
        due: line.dueDate.map { French.date($0) } ?? "")
    }
  }

  init(empty id: Identifier<Draft>, journal: String, near: CalendarDate) {
    self.id = id
    self.journal = journal
    self.near = near
  }
}

/// What a form says once it is read against the books.
struct ReadEntry: Sendable {
  let draft: EntryDraft
  let masters: [NewMaster]
  let faults: [EntryFault]
}

/// What is wrong with one field of the form.
struct EntryFault: Sendable, Equatable {
  /// The identifier of the field in the page.
  let field: String
  let text: String
  /// The year that follows the last one would mend it.
  var opensYear = false
}

extension EntryForm {
  /// - Parameter targets: what an account cell that is no number may stand for.
  func read(
    _ desk: EntryDesk, mayMake: Bool, targets: (String) async throws -> [EntryTarget]
  ) async throws -> ReadEntry {
    var reader = EntryReader(form: self, desk: desk, mayMake: mayMake)
    reader.readHead()
    for (index, line) in lines.enumerated() where !line.isBlank {
      let target = try await reader.target(line.account, at: index + 1, targets)
      reader.add(line, target, at: index + 1)
    }
    return reader.result
  }
}

/// Reads one form, gathering what is wrong.
private struct EntryReader {
  let form: EntryForm
  let desk: EntryDesk
  /// Whether accounts and third parties may be made on the way.
  let mayMake: Bool
  private var draft: EntryDraft
  private var masters: [NewMaster] = []
  private var faults: [EntryFault] = []

  init(form: EntryForm, desk: EntryDesk, mayMake: Bool) {
    self.form = form
    self.desk = desk
    self.mayMake = mayMake
    draft = EntryDraft(
      id: form.id, heads: form.heads, journal: form.journal, voucherReference: form.piece, label: form.label)
  }

  var result: ReadEntry { ReadEntry(draft: draft, masters: masters, faults: faults) }

  mutating func readHead() {
    if let journal = desk.journals.first(where: { $0.code == form.journal }) {
      if !journal.isThere { masters.append(.journal(code: journal.code, label: journal.label)) }
    } else {
      faults.append(EntryFault(field: "journal", text: "Choisissez un journal de la liste."))
    }
    if let date = DayText.read(form.date, near: form.near, years: desk.years) {
      draft.date = date
      draft.voucherDate = nil
    } else {
      let text =
        form.date.isEmpty
        ? "Indiquez la date de l’écriture : 15, 1503 ou 15/03/2026."
        : "« \(form.date) » n’est pas une date : écrivez 15, 1503 ou 15/03/2026."
      faults.append(EntryFault(field: "date", text: text))
    }
  }

  /// The account, and the third party, that a cell names: `601000`, `401000 M1`, or words that only one thing answers.
  mutating func target(
    _ text: String, at number: Int, _ targets: (String) async throws -> [EntryTarget]
  ) async throws -> (account: String, party: PartyKey?) {
    guard !text.isEmpty else { return ("", nil) }
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    if AccountNumber.isPlausible(parts[0]) {
      let code = parts.count > 1 ? parts[1].trimmingSpaces : ""
      return (parts[0], code.isEmpty ? nil : PartyKey(nature: PartyNature(account: parts[0]), code: code))
    }
    let found = try await targets(text).filter { !$0.account.isEmpty }
    let named = found.filter { $0.party?.code == text || $0.account == text }
    if let only = named.count == 1 ? named.first : found.count == 1 ? found.first : nil {
      return (only.account, only.party)
    }
    let field = "compte-\(number)"
    if found.isEmpty {
      faults.append(
        EntryFault(
          field: field,
          text: "Ligne \(number) : aucun compte ni tiers ne commence par « \(text) ». "
            + (mayMake
              ? "Un numéro de compte a au moins trois chiffres."
              : "Pour un fournisseur nouveau, écrivez 401000 et un code, ou laissez vide.")))
    } else {
      let names = found.prefix(4).map { $0.party.map(\.code) ?? $0.account }.joined(separator: ", ")
      faults.append(
        EntryFault(
          field: field, text: "Ligne \(number) : « \(text) » désigne plusieurs comptes (\(names)). Choisissez."))
    }
    return (text, nil)
  }

  mutating func add(_ line: EntryForm.Line, _ target: (account: String, party: PartyKey?), at number: Int) {
    var read = EntryDraftLine(
      id: line.id, account: target.account, party: target.party, label: line.label, place: Int64(number))
    read.amount = DraftAmount(
      debit: amount(line.debit, "debit-\(number)", number), credit: amount(line.credit, "credit-\(number)", number))
    if !line.due.isEmpty {
      read.dueDate = DayText.read(line.due, near: draft.date ?? form.near, years: desk.years)
      if read.dueDate == nil {
        faults.append(
          EntryFault(field: "echeance-\(number)", text: "Ligne \(number) : « \(line.due) » n’est pas une échéance."))
      }
    }
    // What is there already is left as it is.
    if !line.name.isEmpty, AccountNumber.isPlausible(target.account) {
      if let party = target.party {
        masters.append(.party(party, label: line.name))
      } else {
        masters.append(.account(number: target.account, label: line.name))
      }
    }
    draft.lines.append(read)
  }

  private mutating func amount(_ text: String, _ field: String, _ number: Int) -> Money {
    guard let cents = AmountText.cents(text), abs(cents) <= Money.largestMinor else {
      faults.append(
        EntryFault(
          field: field,
          text: "Ligne \(number) : « \(text) » n’est pas un montant. Écrivez 1234,50 ou un calcul comme =1200/1,2."))
      return .zero
    }
    return Money(minor: cents)
  }
}
