import Application
import Model

extension Words {
  /// `libellé : « Clients » → « Clients divers »`.
  static func of(_ change: AuditChange, _ people: [Identifier<Person>: String]) -> String {
    "\(name(of: change.place)) : \(before(change, people)) → \(text(change.new, change.place.field, people))"
  }

  /// What the field was.
  static func before(_ change: AuditChange, _ people: [Identifier<Person>: String]) -> String {
    switch change.old {
    case .unsaid: unsaid(change, people)
    case .value(let value): text(value, change.place.field, people)
    case .notSought: "(plus loin dans le journal)"
    }
  }

  /// A yes or no that nobody had said was the other one; whether something may be used is said when it is made, too.
  private static func unsaid(_ change: AuditChange, _ people: [Identifier<Person>: String]) -> String {
    guard case .flag(let new) = change.new, !(change.place.field == .isActive && new) else { return "rien" }
    return text(.flag(!new), change.place.field, people)
  }

  /// What the field became.
  static func after(_ change: AuditChange, _ people: [Identifier<Person>: String]) -> String {
    text(change.new, change.place.field, people)
  }

  private static func text(_ value: AuditValue, _ field: AuditField, _ people: [Identifier<Person>: String]) -> String {
    switch value {
    case .none: return "rien"
    case .text(let text): return "« \(text.split(whereSeparator: { "\n\t".contains($0) }).joined(separator: ", ")) »"
    case .flag(let flag): return word(flag, field)
    case .number(let number):
      return field == .vatRate ? French.amount(cents: number) + French.hardSpace + "%" : French.integer(number)
    case .date(let date): return French.date(date)
    case .role(let role): return name(of: role)
    case .party(let key): return key.code
    case .amount(let amount):
      let sides = [(amount.debit, "D"), (amount.credit, "C")].filter { !$0.0.isZero }
      return sides.isEmpty
        ? "rien" : sides.map { "\(French.amount($0.0))\(French.hardSpace)\($0.1)" }.joined(separator: ", ")
    case .money(let money): return euros(money)
    case .method(let method): return name(of: method)
    case .convention(let convention): return name(of: convention)
    case .prior(let prior): return of(prior)
    case .disposal(let disposal): return of(disposal)
    case .line(let line): return "ligne \(line.line + 1) de l’écriture …\("\(line.entry)".suffix(6))"
    case .lines(let lines): return lines.isEmpty ? "rien" : lines.map { of($0) }.joined(separator: " ; ")
    case .period(let period): return name(of: period)
    case .columns(let columns): return columns.map { name(of: $0) }.joined(separator: ", ")
    case .vatScheme(let scheme): return name(of: scheme)
    case .vatDue(let due): return name(of: due)
    case .superseded(let isReplaced): return isReplaced ? "remplacée" : "écartée"
    case .people(let ids): return ids.map { people[$0] ?? "une personne inconnue" }.joined(separator: ", ")
    }
  }

  private static func word(_ flag: Bool, _ field: AuditField) -> String {
    switch field {
    case .isLocked: flag ? "verrouillé" : "ouvert"
    case .isThere: flag ? "là" : "retiré"
    case .isClosed: flag ? "clos" : "ouvert"
    case .secondFactor: flag ? "en place" : "aucun"
    default: flag ? "oui" : "non"
    }
  }

  private static func euros(_ money: Money) -> String { French.amount(money) + French.hardSpace + "€" }

  private static func of(_ prior: PriorDepreciation) -> String {
    euros(prior.amount) + (prior.derogatory.isZero ? "" : ", dérogatoires \(euros(prior.derogatory))")
      + (prior.through.map { ", jusqu’au \(French.date($0))" } ?? "")
  }

  private static func of(_ disposal: Disposal) -> String {
    "le \(French.date(disposal.date)), " + (disposal.price.map { "prix \(euros($0))" } ?? "mise au rebut")
      + (disposal.vat.isZero ? "" : ", TVA \(euros(disposal.vat))")
  }

  /// `607000 D HT « Farine »`.
  private static func of(_ line: GuideLine) -> String {
    let party: String? =
      switch line.party {
      case .none: nil
      case .asked: "(tiers demandé)"
      case .party(let key): key.code
      }
    return [
      line.account, party, line.side == .debit ? "D" : "C", line.formula.isEmpty ? nil : line.formula,
      line.label.isEmpty ? nil : "« \(line.label) »",
    ].compactMap(\.self).joined(separator: " ")
  }
}
