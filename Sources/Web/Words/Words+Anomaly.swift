public import Model

extension Words {
  /// The gravity, as a pill says it.
  public static func name(of severity: FECAnomaly.Severity) -> String {
    switch severity {
    case .blocking: "bloquant"
    case .consent: "accord demandé"
    case .warning: "à vérifier"
    case .note: "à savoir"
    }
  }

  public static func of(_ anomaly: FECAnomaly) -> Wording {
    switch anomaly.code.severity {
    case .blocking: blocking(anomaly)
    case .consent, .warning, .note: tolerated(anomaly)
    }
  }

  /// The value at that place of the anomaly, or a dash: a preview kept from an older version may hold fewer.
  static func value(_ anomaly: FECAnomaly, _ place: Int) -> String {
    anomaly.values.indices.contains(place) ? anomaly.values[place] : "–"
  }

  /// A value that is an amount in cents.
  static func cents(_ anomaly: FECAnomaly, _ place: Int) -> String {
    Int128(value(anomaly, place)).map { French.amount(cents: $0) } ?? value(anomaly, place)
  }

  /// A value that is a date, whatever its form.
  static func day(_ anomaly: FECAnomaly, _ place: Int) -> String {
    let text = value(anomaly, place)
    return (CalendarDate(iso: text) ?? Int32(text).flatMap { CalendarDate(number: $0) }).map(French.date) ?? text
  }

  /// `Débit 1 200,00 et crédit 1 188,00 : écart de 12,00.`
  static func gap(_ anomaly: FECAnomaly) -> String {
    let sides = "Débit \(cents(anomaly, 0)) et crédit \(cents(anomaly, 1))"
    guard let debit = Int128(value(anomaly, 0)), let credit = Int128(value(anomaly, 1)) else { return sides + "." }
    return sides + " : écart de \(French.amount(cents: (debit - credit).magnitude))."
  }

  /// Of the kinds that are not listed whole: the kind, and how many of how many are shown.
  public static func cut(_ preview: FECPreview) -> [(name: String, sentence: String)] {
    let listed = preview.anomalies.reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
    return preview.cutCodes.sorted { ($0.severity.rawValue, $0.rawValue) < ($1.severity.rawValue, $1.rawValue) }
      .map { code in
        let (shown, count) = (listed[code, default: 0], preview.anomalyCounts[code] ?? 0)
        let name = shortName(of: code)
        return (
          name, "\(French.integer(count)) fois « \(name) », dont les \(French.integer(shown)) premières montrées."
        )
      }
  }
}
