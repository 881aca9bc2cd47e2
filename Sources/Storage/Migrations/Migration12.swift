/// When what the books hold was recorded.
enum Migration12 {
  static let migration = Migration(
    12, "history",
    tables: [
      HistoryTables.moment, HistoryTables.importMoment, HistoryTables.matchingMoment, HistoryTables.masterLabel,
      HistoryTables.closingMoment, HistoryTables.recordedBalance,
    ])
}
