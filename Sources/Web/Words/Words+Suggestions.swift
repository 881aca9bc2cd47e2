import Application
import Model

extension Words {
  /// Why a line is proposed.
  static func of(_ basis: ProposalBasis) -> String {
    switch basis {
    case .lastEntry(let date): "comme la dernière écriture de ce tiers, le \(French.date(date))"
    case .label(let word, let count, let total):
      "\(French.integer(count)) fois sur \(French.integer(total)) avec « \(word.lowercased()) » dans le libellé"
    case .vat(let account, let rate, let basis):
      "TVA à \(percent(rate)) de \(account), arrondie au centime : \(of(basis))"
    case .counterpart: "contrepartie du journal"
    case .guide(let code): "guide \(code)"
    }
  }

  static func of(_ basis: VATBasis) -> String {
    switch basis {
    case .setting: "taux choisi pour ce compte"
    case .learnt(let count, let total):
      "\(French.integer(count)) fois sur \(French.integer(total)) sur ce compte"
    case .plan: "taux habituel de ce compte du plan comptable"
    }
  }

  /// Hundredths of a percent: `20 %`, `5,5 %`.
  static func percent(_ rate: UInt32) -> String {
    let (whole, rest) = rate.quotientAndRemainder(dividingBy: 100)
    let digits = rest == 0 ? "" : rest % 10 == 0 ? ",\(rest / 10)" : rest < 10 ? ",0\(rest)" : ",\(rest)"
    return "\(whole)\(digits)\(French.hardSpace)%"
  }

  public static func of(_ refusal: AccountSettingsRefusal) -> Wording {
    switch refusal {
    case .unknownAccount(let number): Wording("Le compte \(number) n’est pas dans vos livres.")
    case .notVATAccount(let number):
      Wording(
        "\(number.isEmpty ? "Le compte de TVA manque" : "\(number) n’est pas un compte de TVA de vos livres").",
        remedy: "Choisissez un compte 4456 ou 4457.")
    case .unknownRate: Wording("Ce taux de TVA n’existe pas en France.", remedy: "Choisissez un taux de la liste.")
    }
  }
}
