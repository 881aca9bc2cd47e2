/// What a person may do in a company's books. The raw values are part of the signed log.
public enum Role: UInt8, Sendable, CaseIterable {
  /// Everything, users and devices included.
  case gerant = 1
  case comptable = 2
  case collaborateur = 3
  /// Reads and exports only: an auditor, a tax inspector.
  case lecteur = 4
}
