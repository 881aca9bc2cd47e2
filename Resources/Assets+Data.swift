extension Assets {
  /// The dated list of the plan comptable général: `number;label;from;to`.
  public static let chartOfAccounts = String(decoding: PackageResources.pcg_csv, as: UTF8.self)
}
