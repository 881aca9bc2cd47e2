extension FECPreview {
  /// Adds what only the books can tell of a file, in the order of gravity and with the same bound on what is listed.
  public mutating func add(_ found: some Sequence<FECAnomaly>) {
    for anomaly in found {
      let count = anomalyCounts[anomaly.code, default: 0]
      anomalyCounts[anomaly.code] = count + 1
      if count < listLimit { anomalies.append(anomaly) }
    }
    sortAnomalies()
  }

  /// The codes of which fewer are listed than there are.
  public var cutCodes: Set<FECAnomaly.Code> {
    let listed = anomalies.reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
    return Set(anomalyCounts.filter { $0.value > listed[$0.key, default: 0] }.map(\.key))
  }

  /// The same preview with a longer list, taken code by code from another reading of the same file where this list was
  /// cut. The counts stay: they are what a person saw.
  public func lengthened(by longer: FECPreview) -> FECPreview {
    var whole = self
    whole.listLimit = longer.listLimit
    for code in cutCodes {
      let found = longer.anomalies.filter { $0.code == code }
      guard found.count > anomalies.count(where: { $0.code == code }) else { continue }
      whole.anomalies.removeAll { $0.code == code }
      whole.anomalies += found.prefix(anomalyCounts[code] ?? 0)
    }
    whole.sortAnomalies()
    return whole
  }

  private mutating func sortAnomalies() {
    anomalies.sort { left, right in
      let (leftPlace, rightPlace) = (left.code.severity, right.code.severity)
      return leftPlace == rightPlace ? (left.line ?? 0) < (right.line ?? 0) : leftPlace < rightPlace
    }
  }
}
