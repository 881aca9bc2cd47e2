extension FECPreview {
  /// Adds what only the books can tell of a file, in the order of gravity and with the same bound on what is listed.
  public mutating func add(_ found: [FECAnomaly]) {
    for anomaly in found {
      let count = anomalyCounts[anomaly.code, default: 0]
      anomalyCounts[anomaly.code] = count + 1
      if count < Self.listedPerCode { anomalies.append(anomaly) }
    }
    anomalies.sort { left, right in
      let (leftPlace, rightPlace) = (left.code.severity, right.code.severity)
      return leftPlace == rightPlace ? (left.line ?? 0) < (right.line ?? 0) : leftPlace < rightPlace
    }
  }
}
