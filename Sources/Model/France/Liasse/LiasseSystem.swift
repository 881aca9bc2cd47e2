/// The two presentations of annual accounts that the tax forms know (CGI ann. III art. 38).
public enum LiasseSystem: String, Sendable, CaseIterable {
  /// Système de base: forms 2050 to 2053.
  case base
  /// Système simplifié: forms 2033-A and 2033-B.
  case simplified
}
