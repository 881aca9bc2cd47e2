import Model

/// The anomalies of one kind in one file: how many, how grave, and the first of them.
struct AnomalyGroup: Sendable {
  /// Unique on the page.
  let id: String
  let name: String
  let label: String
  let count: String
  let severity: String
  let pill: String
  /// Open from the start: what stands in the way.
  let isOpen: Bool
  /// What to do, where it is the same for all.
  let remedy: String?
  let rows: [AnomalyRow]
  /// Said when there are more than are shown.
  let notShown: String?

  /// Rows of one kind on the page; the file to download has more.
  static let shownRows = 20

  /// Gravest first, then in the order in which the file meets them.
  static func list(_ preview: FECPreview, key: String) -> [AnomalyGroup] {
    var order: [FECAnomaly.Code] = []
    var listed: [FECAnomaly.Code: [FECAnomaly]] = [:]
    for anomaly in preview.anomalies {
      if listed[anomaly.code] == nil { order.append(anomaly.code) }
      listed[anomaly.code, default: []].append(anomaly)
    }
    return order.map { code in
      AnomalyGroup(code, listed[code] ?? [], of: preview.anomalyCounts[code] ?? 0, preview, key)
    }
  }

  private init(_ code: FECAnomaly.Code, _ found: [FECAnomaly], of count: Int, _ preview: FECPreview, _ key: String) {
    id = "sorte-\(code.rawValue.replacing("fec.", with: ""))\(key)"
    name = Words.shortName(of: code).capitalisedFirst
    label = "\(name), \(preview.facts.fileName)"
    self.count = French.integer(count)
    severity = Words.name(of: code.severity)
    pill = AnomalyRow.pill(code.severity)
    isOpen = code.severity == .blocking || code.severity == .consent
    let remedies = Set(found.map { Words.of($0).remedy })
    let shared = remedies.count == 1 ? remedies.first ?? nil : nil
    remedy = shared
    rows = found.prefix(Self.shownRows).map { AnomalyRow($0, showsRemedy: shared == nil) }
    notShown = count > rows.count ? Self.notShown(rows.count, of: count) : nil
  }

  private static func notShown(_ shown: Int, of count: Int) -> String {
    let most = FECPreview.listedOnDemand
    return "Les \(French.integer(shown)) premières sur \(French.integer(count)). "
      + (count > most
        ? "La liste à télécharger en a \(French.integer(most))." : "La liste à télécharger les a toutes.")
  }
}

/// One anomaly: where, what, and how to mend it.
struct AnomalyRow: Sendable {
  let line: String
  let place: String
  let sentence: String
  let remedy: String?

  init(_ anomaly: FECAnomaly, showsRemedy: Bool) {
    line = anomaly.line.map { "ligne " + French.integer($0) } ?? "fichier"
    place = [anomaly.journal, anomaly.voucherReference ?? anomaly.entryNumber].compactMap { $0 }
      .filter { !$0.isEmpty }.joined(separator: " ")
    let wording = Words.of(anomaly)
    sentence = wording.sentence
    remedy = showsRemedy ? wording.remedy : nil
  }

  static func pill(_ severity: FECAnomaly.Severity) -> String {
    switch severity {
    case .blocking: "bad"
    case .consent, .warning: "warn"
    case .note: ""
    }
  }
}

extension String {
  /// `montant illisible` as a heading: its first letter large.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
