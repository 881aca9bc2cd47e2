import Model

extension ReadTransaction {
  /// Accounts that take no entry any more.
  public func inactiveAccounts() throws -> [String] {
    try list(
      """
      SELECT a.number FROM account_setting s JOIN account a ON a.account_no = s.account_no WHERE s.is_active = 0
      """
    ) { $0.text(0) }
  }
}
