import Model

extension NodeHome {
  /// Opens a company for the time of one command. Give it back with ``giveBack(_:)``, whatever happened: the last
  /// command closes what a command opened, and never what a session holds.
  ///
  /// - Returns: the books, and whether they were open before.
  public func borrow(_ siren: SIREN, _ credential: Credential) async throws -> (books: Books, wasOpen: Bool) {
    let wasOpen = isOpen(siren)
    loans[siren, default: 0] += 1
    do {
      let books = try await seat(siren, credential)
      if !wasOpen { onLoanOnly.insert(siren) }
      return (books, wasOpen)
    } catch {
      await giveBack(siren)
      throw error
    }
  }

  public func giveBack(_ siren: SIREN) async {
    let left = loans[siren, default: 1] - 1
    loans[siren] = left > 0 ? left : nil
    if left <= 0, onLoanOnly.contains(siren) { await close(siren) }
  }
}
