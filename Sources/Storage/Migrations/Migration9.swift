/// The end of a year: the register of assets and its proposals, cut-offs.
enum Migration9 {
  static let migration = Migration(
    9, "assets and cut-off",
    tables: [
      RegisterTables.asset, RegisterTables.draft, RegisterTables.part, RegisterTables.setting, CutOffTables.cutOff,
    ])
}
