/// Daily work: drafts, legal numbers given here, locks of months, settings of masters, lettrage, people.
enum Migration5 {
  static let migration = Migration(
    5, "daily work",
    tables: [
      DraftTables.draft, DraftTables.line, DraftTables.revision, DraftTables.write, PostingTables.due,
      PostingTables.reversal, PostingTables.series, PostingTables.periodLock, MasterTables.journal,
      MasterTables.account, MasterTables.party, MatchingTables.matching, MatchingTables.line, PeopleTables.limit,
      PeopleTables.secondFactor, LogTables.restoration,
    ])
}
