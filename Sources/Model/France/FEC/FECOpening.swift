/// Which entries of a FEC carry the balances of the year before (à-nouveaux).
///
/// The law asks that they come first in the file (LPF art. A. 47 A-1, VII) but gives them no mark of their own. Two
/// signs are asked for together: a journal kept for them, and the first day of the year. Detailed openings tell the
/// lines of the year before again with their own dates, which are earlier.
public enum FECOpening {
  /// A journal whose code is one of those in use, or whose label says « à nouveau » or « ouverture », whatever the
  /// case and accents.
  public static func isOpeningJournal(code: String, label: String) -> Bool {
    if codes.contains(folded(code)) { return true }
    let label = folded(label)
    return labels.contains { label.contains($0) }
  }

  public static func isOpening(journal code: String, label: String, date: CalendarDate, year: FiscalYear) -> Bool {
    date <= year.start && isOpeningJournal(code: code, label: label)
  }

  private static let codes: Set<String> = [
    "an", "ano", "anx", "anv", "anouv", "anouveau", "anouveaux", "ran", "repan", "reportanouveau", "reportsanouveau",
    "reportsanouveaux", "ouv", "ouverture",
  ]

  private static let labels = ["anouveau", "ouverture", "balanceinitiale", "soldesinitiaux"]

  /// Small letters without accents, and digits; all else dropped, so that « À-Nouveaux » reads `anouveaux`.
  private static func folded(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": kept.append(scalar)
      case "\u{E0}"..."\u{E5}": kept.append("a")
      case "\u{E8}"..."\u{EB}": kept.append("e")
      case "\u{F4}", "\u{F6}": kept.append("o")
      case "\u{F9}"..."\u{FC}": kept.append("u")
      default: break
      }
    }
    return String(kept)
  }
}
