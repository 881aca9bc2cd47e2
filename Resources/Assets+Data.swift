extension Assets {
  /// The dated list of the plan comptable général: `number;label;from;to`.
  public static let chartOfAccounts = String(decoding: PackageResources.pcg_csv, as: UTF8.self)

  /// The dated forms 2050 to 2053, and the accounts of their boxes.
  public static let liasseBase = String(decoding: PackageResources.liasse_base_csv, as: UTF8.self)

  /// The dated forms 2033-A and 2033-B, and the accounts of their boxes.
  public static let liasseSimplified = String(decoding: PackageResources.liasse_simplifiee_csv, as: UTF8.self)

  /// The dated accounts of year-end entries, and the lines of the tables 2054 and 2055.
  public static let yearEndAccounts = String(decoding: PackageResources.inventaire_csv, as: UTF8.self)
}
