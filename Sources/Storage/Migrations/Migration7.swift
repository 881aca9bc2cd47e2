/// When what the books hold was recorded.
enum Migration7 {
  static let migration = Migration(
    7, "history",
    tables: [
      HistoryTables.moment, HistoryTables.importMoment, HistoryTables.matchingMoment, HistoryTables.masterLabel,
      HistoryTables.recordedBalance,
    ])
}
