/// Recurring entries, and what became of each of their months.
public enum RecurrenceTables {
  public static let recurrence = Table(
    "recurrence",
    columns: [
      .blob("recurrence_id"), .text("name"), .text("journal"), .text("label"), .small("months"), .small("day"),
      .date("start_date").optional, .date("end_date").optional, .small("is_active"),
    ] + LogTables.origin,
    primaryKey: ["recurrence_id"],
    checks: ["length(recurrence_id) = 16", "months IN (1, 3, 12)", "day BETWEEN 1 AND 31", "is_active IN (0, 1)"])

  /// Every settlement that was told, so that the order in which they came changes nothing. No draft is an empty blob.
  public static let occurrence = Table(
    "recurrence_occurrence",
    columns: [.blob("recurrence_id"), .date("month"), .blob("draft_id"), .text("reason")] + LogTables.origin,
    primaryKey: ["recurrence_id", "month", "draft_id", "reason"], checks: ["length(draft_id) IN (0, 16)"],
    isClustered: true)
}
