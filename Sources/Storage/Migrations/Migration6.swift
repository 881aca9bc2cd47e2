/// What a company says of itself.
enum Migration6 {
  static let migration = Migration(6, "the company", tables: [CompanyTables.setting])
}
