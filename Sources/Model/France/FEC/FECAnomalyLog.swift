/// Gathers the anomalies of a file: all are counted, and the first ones of each code are kept.
public struct FECAnomalyLog: Equatable, Sendable {
  public private(set) var counts: [FECAnomaly.Code: Int] = [:]
  private var kept: [FECAnomaly] = []
  /// How many of one code are kept.
  public let limit: Int

  public init(limit: Int = FECPreview.listedPerCode) { self.limit = limit }

  /// `anomaly` is made only when there is room for it, since a file may have a million of one kind.
  public mutating func add(_ code: FECAnomaly.Code, _ anomaly: @autoclosure () -> FECAnomaly) {
    let count = counts[code, default: 0]
    counts[code] = count + 1
    if count < limit { kept.append(anomaly()) }
  }

  public mutating func add(_ anomaly: FECAnomaly) { add(anomaly.code, anomaly) }

  public func holds(_ code: FECAnomaly.Code) -> Bool { counts[code] != nil }

  /// By gravity, then by line; what concerns the whole file first. Equal ones stay as they were met.
  public var sorted: [FECAnomaly] {
    let order = kept.enumerated().sorted { left, right in
      let (one, two) = (left.element, right.element)
      return (one.code.severity.rawValue, one.line ?? 0, left.offset)
        < (two.code.severity.rawValue, two.line ?? 0, right.offset)
    }
    return order.map(\.element)
  }
}
