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
  /// A number was given by a device that does not give those of its series, or in a series nobody gives.
  case seriesNotOwned(EntrySeries)
  /// Not one more than the assignment before it, or given to nobody that is enrolled, or a number given before.
  case seriesMisassigned(EntrySeries)
  case seriesNumber(EntrySeries, expected: UInt64, found: UInt64)
  /// An entry was validated on a day before that of the one before it in its series.
  case validationWentBack(EntrySeries, before: CalendarDate, found: CalendarDate)
  /// It takes back an entry that the log does not have, or that was taken back before.
  case reversalUnknown(Identifier<JournalEntry.Validated>)
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
  /// The device that closed a year brought something into it afterwards.
  case yearClosed(CalendarDate)
  /// A closing or reopening that does not follow the one before it, or that reopens what is not closed.
  case closingMisnumbered(CalendarDate)
  /// What a closing says of a month of its year is not what its entries add up to.
  case closingMonth(CalendarDate, expected: PeriodTotal?, found: PeriodTotal?)
  /// Its perpetual total is not that of the closing before it and its own.
  case closingPerpetualTotal(CalendarDate)
}
