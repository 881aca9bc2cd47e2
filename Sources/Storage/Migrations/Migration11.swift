/// Help with entry: acts that can be undone, habits, guides, recurring entries, files of entries.
enum Migration11 {
  static let migration = Migration(
    11, "help with entry",
    tables: [
      DraftActTables.act, DraftActTables.change, HabitTables.label, GuideTables.guide, GuideTables.line,
      RecurrenceTables.recurrence, RecurrenceTables.occurrence, EntryMappingTables.mapping,
    ])
}
