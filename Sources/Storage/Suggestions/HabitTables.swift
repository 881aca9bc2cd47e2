/// What was learnt of the company's own entries, for what is proposed when one is typed.
public enum HabitTables {
  /// How many entries of a journal whose label has a word stand on an account, with a third party or none (0), on a
  /// side (0 debit, 1 credit). Account 0 counts the entries themselves.
  public static let label = Table(
    "label_habit",
    columns: [
      .text("word"), .integer("journal_no"), .integer("account_no"), .integer("party_no"), .small("side"),
      .integer("entry_count"),
    ],
    primaryKey: ["word", "journal_no", "account_no", "party_no", "side"], checks: ["side IN (0, 1)"],
    isClustered: true, isBulk: true)
}
