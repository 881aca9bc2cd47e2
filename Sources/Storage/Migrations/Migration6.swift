/// The end of a year: the register of assets and its proposals, cut-offs.
enum Migration6 {
  static let migration = Migration(
    6, "assets and cut-off",
    tables: [
      RegisterTables.asset, RegisterTables.draft, RegisterTables.part, RegisterTables.setting, CutOffTables.cutOff,
    ])
}
