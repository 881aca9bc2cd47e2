/// Which changes of drafts were one act, of whom.
public enum DraftActTables {
  public static let act = Table(
    "draft_act",
    columns: [
      .blob("person_id"), .integer("act_no"), .blob("act_id"), .small("kind"), .blob("reverts").optional,
    ] + LogTables.origin,
    primaryKey: ["person_id", "act_no"], uniques: [["act_id"]],
    checks: ["length(person_id) = 16", "length(act_id) = 16", "kind BETWEEN 1 AND 7"])

  public static let change = Table(
    "draft_act_change", columns: [.blob("act_id"), .blob("draft_id"), .blob("revision_id")],
    primaryKey: ["act_id", "draft_id", "revision_id"],
    checks: ["length(act_id) = 16", "length(draft_id) = 16", "length(revision_id) = 16"], isClustered: true)
}
