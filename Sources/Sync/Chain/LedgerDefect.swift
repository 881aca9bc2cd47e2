import Model

/// What is not in order in the books as the log tells them.
public enum LedgerDefect: Error, Equatable, Sendable {
  /// The log does not begin with the creation of its company.
  case companyNotCreated
  case companyCreatedAgain
  /// Its creation names another company than the envelope.
  case otherCompany(Identifier<Company>)
  case deviceEnrolledAgain(Identifier<Device>)
  case entryRepeated
  /// Its debits and credits differ, and it is not flagged as unbalanced at source.
  case entryUnbalanced(debit: MoneyTotal, credit: MoneyTotal)
  /// It is flagged as unbalanced at source, and nobody consented to that for its import.
  case unbalancedWithoutConsent(debit: MoneyTotal, credit: MoneyTotal)
  case importRepeated(Identifier<Import>)
  case importUnknown(Identifier<Import>)
  /// Completed or withdrawn before.
  case importClosed(Identifier<Import>)
  /// Two sums of one journal in an acceptance.
  case journalRepeated(Identifier<Import>, code: String)
  /// A journal the acceptance does not have.
  case journalUnknown(Identifier<Import>, code: String)
  /// The counts of an acceptance are not those of its journals.
  case acceptanceInconsistent(Identifier<Import>)
  /// A completed import does not hold what its acceptance announced for a journal.
  case journalSum(Identifier<Import>, expected: JournalSum, found: JournalSum)
}
