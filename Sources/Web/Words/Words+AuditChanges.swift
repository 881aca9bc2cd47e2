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
    case .unsaid: "rien"
    case .value(let value): text(value, change.place.field, people)
    case .notSought: "(plus loin dans le journal)"
    }
  }

  /// What the field became.
  static func after(_ change: AuditChange, _ people: [Identifier<Person>: String]) -> String {
    text(change.new, change.place.field, people)
  }

  static func name(of place: AuditPlace) -> String {
    if case .draftLine(_, let line) = place.subject {
      return "ligne \("\(line)".suffix(4)), \(name(of: place.field))"
    }
    return name(of: place.field)
  }

  private static func name(of field: AuditField) -> String {
    switch field {
    case .label: "libellé"
    case .counterpart: "contrepartie"
    case .vatAccount: "compte de TVA"
    case .vatRate: "taux de TVA"
    case .isActive: "utilisable"
    case .usualAccount: "compte habituel"
    case .termDays: "délai en jours"
    case .name: "nom"
    case .role: "rôle"
    case .until: "dernier jour"
    case .journal: "journal"
    case .date: "date"
    case .voucherReference: "pièce"
    case .voucherDate: "date de pièce"
    case .account: "compte"
    case .party: "tiers"
    case .amount: "montant"
    case .dueDate: "échéance"
    case .isThere: "présence"
    case .isLocked: "état"
    case .exempt: "épargne"
    case .tolerance: "écart toléré"
    }
  }

  private static func text(_ value: AuditValue, _ field: AuditField, _ people: [Identifier<Person>: String]) -> String {
    switch value {
    case .none: return "rien"
    case .text(let text): return "« \(text) »"
    case .flag(let flag):
      switch field {
      case .isLocked: return flag ? "verrouillé" : "ouvert"
      case .isThere: return flag ? "là" : "retiré"
      default: return flag ? "oui" : "non"
      }
    case .number(let number):
      switch field {
      case .tolerance: return French.amount(cents: number) + French.hardSpace + "€"
      case .vatRate: return French.amount(cents: number) + French.hardSpace + "%"
      default: return French.integer(number)
      }
    case .date(let date): return French.date(date)
    case .role(let role): return name(of: role)
    case .party(let key): return key.code
    case .amount(let amount):
      let sides = [(amount.debit, "D"), (amount.credit, "C")].filter { !$0.0.isZero }
      return sides.isEmpty
        ? "rien" : sides.map { "\(French.amount($0.0))\(French.hardSpace)\($0.1)" }.joined(separator: ", ")
    case .people(let ids): return ids.map { people[$0] ?? "une personne inconnue" }.joined(separator: ", ")
    }
  }
}
