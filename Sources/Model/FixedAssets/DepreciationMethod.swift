/// How the base of an asset is spread over the years.
public enum DepreciationMethod: UInt8, Sendable, CaseIterable {
  /// Land, goodwill presumed unlimited, assets under construction, financial assets (PCG 214-1 and following).
  case none = 1
  /// Equal shares in time, from the day the asset is put into service (linéaire).
  case linear = 2
  /// CGI art. 39 A (dégressif): the tax charge falls; what it exceeds the linear charge by is derogatory.
  case declining = 3
}

/// What multiplies the linear rate (CGI ann. II art. 24): 1.25, 1.75 or 2.25 by duration, in hundredths.
public enum DecliningCoefficient {
  /// Below three years the law gives none.
  public static let shortestMonths: UInt32 = 36

  /// Nil when the asset lasts less than three years.
  public static func hundredths(months: UInt32) -> Int? {
    switch months {
    case ..<shortestMonths: nil
    case ..<60: 125
    case ...72: 175
    default: 225
    }
  }
}
