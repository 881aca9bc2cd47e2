import Application
import Model

/// The lines of a guide or of a recurring entry as they are typed: `401000 M1` names a third party, `401000 ?` asks for
/// one each time.
struct PatternForm: Sendable {
  struct Line: Sendable, Equatable {
    var account = ""
    var label = ""
    var isCredit = false
    var formula = ""

    var isBlank: Bool { account.isEmpty && label.isEmpty && formula.isEmpty }
  }

  var lines: [Line] = []

  init(_ form: Form) {
    for number in form.numbers(after: "compte-", upTo: GuideLine.most) {
      lines.append(
        Line(
          account: form.trimmed("compte-\(number)"), label: form.trimmed("texte-\(number)"),
          isCredit: form["sens-\(number)"] == "C", formula: form.trimmed("formule-\(number)")))
    }
  }

  init(_ known: [GuideLine]) {
    lines = known.map { line in
      let party =
        switch line.party {
        case .none: ""
        case .asked: " ?"
        case .party(let key): " \(key.code)"
        }
      return Line(
        account: line.account + party, label: line.label, isCredit: line.side == .credit, formula: line.formula)
    }
  }

  /// The lines of a draft or of an entry. The largest amount becomes what is typed where `asksAmount`; the others stay
  /// blank: whoever makes the guide says what they follow from.
  init(_ draft: EntryDraft, asksAmount: Bool) {
    let largest = draft.lines.map { max(abs($0.amount.debit.minor), abs($0.amount.credit.minor)) }.max() ?? 0
    var isTyped = false
    lines = draft.lines.map { line in
      let cents = max(abs(line.amount.debit.minor), abs(line.amount.credit.minor))
      var formula = cents == 0 ? "" : DecimalComma.text(minor: Int128(cents))
      if asksAmount {
        formula = cents == largest && !isTyped ? "TTC" : ""
        isTyped = isTyped || cents == largest
      }
      return Line(
        account: [line.account, line.party?.code ?? ""].filter { !$0.isEmpty }.joined(separator: " "),
        label: line.label, isCredit: !line.amount.credit.isZero, formula: formula)
    }
    guard asksAmount, let last = lines.lastIndex(where: { $0.formula.isEmpty }), lines.count > 1 else { return }
    lines[last].formula = "SOLDE"
  }

  /// Blank lines are left out: their numbers are those of the lines kept.
  var read: [GuideLine] {
    lines.filter { !$0.isBlank }.map { line in
      let parts = line.account.split(separator: " ", maxSplits: 1).map(String.init)
      let account = parts.first ?? ""
      let party: GuideLine.Party =
        parts.count < 2
        ? .none
        : parts[1] == "?" ? .asked : .party(PartyKey(nature: PartyNature(account: account), code: parts[1]))
      return GuideLine(
        account: account, party: party, label: line.label, side: line.isCredit ? .credit : .debit,
        formula: line.formula)
    }
  }

  /// As the page shows them, with lines that wait.
  var rows: [PatternRow] {
    let waiting = max(2, 4 - lines.count)
    return (lines.filter { !$0.isBlank } + Array(repeating: Line(), count: waiting)).enumerated().map { place, line in
      PatternRow(
        number: place + 1, account: line.account, label: line.label, isCredit: line.isCredit, formula: line.formula)
    }
  }
}

struct PatternRow: Sendable {
  let number: Int
  let account: String
  let label: String
  let isCredit: Bool
  let formula: String
}

/// A journal in a list to choose from.
struct JournalChoice: Sendable {
  let code: String
  let name: String
  let isSelected: Bool

  static func all(_ desk: EntryDesk, chosen: String) -> [JournalChoice] {
    desk.journals.filter(\.isThere).map {
      JournalChoice(code: $0.code, name: "\($0.code) \($0.label)", isSelected: $0.code == chosen)
    }
  }
}
