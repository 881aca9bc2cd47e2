/// What the balance âgée reads. Derived, like the sums.
public enum AgingTables {
  /// Every visible line of the control accounts of customers and suppliers, in one share or two: what is settled from a
  /// day on, and what stays open. What is open on a day is what settles after it: one run of the key, whatever was
  /// settled before. `party_no` 0 stands for « no third party ».
  public static let share = Table(
    "line_share",
    columns: [
      .integer("year_no"), .integer("account_no"), .date("settled_on"), .integer("party_no"), .integer("entry_no"),
      .integer("line_no"), .date("entry_date"), .date("due_date"), .integer("amount"),
    ],
    primaryKey: ["year_no", "account_no", "settled_on", "party_no", "entry_no", "line_no"],
    checks: ["amount <> 0"],
    indexes: [
      Table.Index(
        name: "line_share_by_party", columns: ["year_no", "account_no", "party_no", "entry_no", "line_no"])
    ], isClustered: true)

  /// `settled_on` of what stays open: beyond every day.
  static let never: Int32 = 9999_12_31
}
