import Application
import Model

/// The form of an entry as it was typed: texts, whatever they are, so that a refusal gives all of them back.
struct EntryForm: Sendable {
  var id: Identifier<Draft>
  var heads: [Identifier<DraftRevision>] = []
  var journal = ""
  var date = ""
  /// Blank for a piece of the same day.
  var voucherDate = ""
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
  /// Lines after the longest were sent: nothing of it is taken.
  private(set) var isTooLong = false

  /// Reads what was sent. Lines are numbered from 1; a hole ends nothing.
  init(_ form: Form, near: CalendarDate, environment: Environment) {
    id = Identifier(hexadecimal: form["brouillon"]) ?? environment.identifier()
    heads = form["versions"].split(separator: ".").compactMap { Identifier(hexadecimal: $0) }
    journal = form.trimmed("journal")
    date = form.trimmed("date")
    voucherDate = form.trimmed("date-piece")
    piece = Self.visible(form.trimmed("piece"))
    label = Self.visible(form.trimmed("libelle"))
    guide = Identifier(hexadecimal: form["guide"])
    self.near = CalendarDate(iso: form["proche"]) ?? near
    let numbers = form.numbers(after: "compte-", upTo: Self.longest + 1)
    isTooLong = numbers.last ?? 0 > Self.longest
    for number in numbers.prefix(Self.longest) {
      lines.append(
        Line(
          id: Identifier(hexadecimal: form["ligne-\(number)"]) ?? environment.identifier(),
          account: form.trimmed("compte-\(number)"), label: Self.visible(form.trimmed("texte-\(number)")),
          debit: form.trimmed("debit-\(number)"), credit: form.trimmed("credit-\(number)"),
          due: form.trimmed("echeance-\(number)"), name: Self.visible(form.trimmed("nom-\(number)")),
          reason: Self.reason(form, number)))
    }
    // Two lines of one name would be one to whoever reads them.
    var names: Set<Identifier<DraftLine>> = []
    for index in lines.indices where !names.insert(lines[index].id).inserted {
      lines[index].id = environment.identifier()
    }
  }

  /// What one sees of a text: signs without a picture are left out, since nobody could correct them once validated.
  private static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isHidden($0) }))
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value > 0x7E || scalar.value < 0x20 else { return false }
    return [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
  }

  /// What an account cell holds once it is chosen.
  static func cell(_ account: String, _ party: PartyKey?) -> String {
    [account, party?.code ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
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
    voucherDate = draft.voucherDate.map { French.date($0) } ?? ""
    piece = draft.voucherReference
    label = draft.label
    self.near = draft.date ?? near
    lines = draft.lines.map { line in
      Line(
        id: line.id, account: Self.cell(line.account, line.party),
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
  /// Where its words lead; nil for the field.
  var href: String?
  /// The year that follows the last one would mend it.
  var opensYear = false
}

extension EntryForm {
  func read(_ desk: EntryDesk, _ books: Books) async throws -> ReadEntry {
    var reader = EntryReader(form: self, desk: desk, books: books)
    reader.readHead()
    reader.measure()
    for (index, line) in lines.enumerated() where !line.isBlank {
      let target = try await reader.target(line.account, at: index + 1)
      reader.add(line, target, at: index + 1)
      try await reader.make(line, target)
    }
    return reader.result
  }
}

/// Reads one form, gathering what is wrong.
private struct EntryReader {
  let form: EntryForm
  let desk: EntryDesk
  private let books: Books
  /// Whether accounts and third parties may be made on the way.
  private let mayMake: Bool
  private var draft: EntryDraft
  private var masters: [NewMaster] = []
  private var faults: [EntryFault] = []

  init(form: EntryForm, desk: EntryDesk, books: Books) {
    self.form = form
    self.desk = desk
    self.books = books
    mayMake = books.role.may(.changeMasters)
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
    } else {
      let text =
        form.date.isEmpty
        ? "Indiquez la date de l’écriture : 15, 1503 ou 15/03/2026."
        : "« \(form.date) » n’est pas une date : écrivez 15, 1503 ou 15/03/2026."
      faults.append(EntryFault(field: "date", text: text))
    }
    guard !form.voucherDate.isEmpty else { return }
    draft.voucherDate = DayText.read(form.voucherDate, near: draft.date ?? form.near, years: desk.years)
    if draft.voucherDate == nil {
      let text = "« \(form.voucherDate) » n’est pas une date de pièce : écrivez 15/03/2026, ou laissez vide."
      faults.append(EntryFault(field: "date-piece", text: text))
    }
  }

  /// What stays for ever stays readable.
  mutating func measure() {
    func check(_ text: String, _ most: Int, _ field: String, _ what: String) {
      guard text.count > most else { return }
      faults.append(EntryFault(field: field, text: "\(what) dépasse \(most) signes : abrégez."))
    }
    check(form.piece, 100, "piece", "La référence de la pièce")
    check(form.label, 250, "libelle", "Le libellé")
    for (index, line) in form.lines.enumerated() {
      check(line.label, 250, "texte-\(index + 1)", "Ligne \(index + 1) : le libellé")
      check(line.name, 250, "nom-\(index + 1)", "Ligne \(index + 1) : le nom")
    }
    guard form.isTooLong else { return }
    let text = "Une écriture saisie ici a \(EntryForm.longest) lignes au plus : importez les plus longues d’un fichier."
    faults.append(EntryFault(field: "saisie", text: text))
  }

  /// The account, and the third party, that a cell names: `601000`, `401000 M1`, or words that only one thing answers.
  mutating func target(
    _ text: String, at number: Int
  ) async throws -> (account: String, party: PartyKey?) {
    guard !text.isEmpty else { return ("", nil) }
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    if AccountNumber.isPlausible(parts[0]) {
      let code = parts.count > 1 ? parts[1].trimmingSpaces : ""
      return (parts[0], code.isEmpty ? nil : PartyKey(nature: PartyNature(account: parts[0]), code: code))
    }
    let found = try await books.entryTargets(text, limit: 8).filter { !$0.account.isEmpty }
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
    draft.lines.append(read)
  }

  /// What a line names that the books do not have, under the name given with it. A new third party brings its account.
  mutating func make(_ line: EntryForm.Line, _ target: (account: String, party: PartyKey?)) async throws {
    guard !line.name.isEmpty, AccountNumber.isPlausible(target.account) else { return }
    let names = try await books.entryNames(account: target.account, party: target.party)
    let newParty = target.party.flatMap { names.parties[$0] == nil ? $0 : nil }
    // The first name given is the one.
    if let newParty, !masters.contains(where: { if case .party(newParty, _) = $0 { true } else { false } }) {
      masters.append(.party(newParty, label: line.name))
    }
    let isMade = masters.contains { if case .account(target.account, _) = $0 { true } else { false } }
    guard names.accounts[target.account] == nil, !isMade else { return }
    let own = newParty == nil ? nil : books.planLabel(of: target.account)
    masters.append(.account(number: target.account, label: own ?? line.name))
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
