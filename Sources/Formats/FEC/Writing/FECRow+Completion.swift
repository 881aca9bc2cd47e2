import Model

extension FECRow {
  /// Fills what the law wants in every line and the books do not hold with what the line says elsewhere, and counts it.
  /// Nothing is invented: a piece without reference bears the code of its journal, the reference by convention that
  /// programs of the market use; the notice beside the file says so.
  ///
  /// - Parameters: the names that other lines give the journal, the account and the third party; blank for none.
  public mutating func complete(
    journalLabel: String, accountLabel: String, partyLabel: String, _ completion: inout FECCompletion
  ) {
    fill(.journalLib, \.journalLib, with: journalLabel.isEmpty ? journalCode : journalLabel, &completion)
    fill(.compteLib, \.compteLib, with: accountLabel.isEmpty ? compteNum : accountLabel, &completion)
    if !compAuxNum.isEmpty {
      fill(.compAuxLib, \.compAuxLib, with: partyLabel.isEmpty ? compAuxNum : partyLabel, &completion)
    }
    fill(.pieceRef, \.pieceRef, with: journalCode, &completion)
    fill(.ecritureLib, \.ecritureLib, with: journalLib, &completion)
    if pieceDate == nil {
      pieceDate = ecritureDate
      completion.counts[.pieceDate, default: 0] += 1
    }
    let (isDebit, isCredit) = (debit.minor != 0, credit.minor != 0)
    if isDebit && isCredit { completion.bothSidesFilled += 1 }
    if !isDebit && !isCredit { completion.bothSidesZero += 1 }
  }

  private mutating func fill(
    _ column: FECColumn, _ field: WritableKeyPath<FECRow, String>, with other: String,
    _ completion: inout FECCompletion
  ) {
    // Spaces alone are blank to the administration's checker too.
    guard self[keyPath: field].utf8.allSatisfy({ $0 <= 0x20 }) else { return }
    self[keyPath: field] = other
    completion.counts[column, default: 0] += 1
  }
}
