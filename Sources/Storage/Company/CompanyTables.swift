/// The company itself, its people and its years.
public enum CompanyTables {
  public static let profile = Table(
    "company_profile",
    columns: [.small("only_row"), .blob("company_id_public"), .text("siren"), .text("name")] + LogTables.origin,
    primaryKey: ["only_row"], checks: ["only_row = 1", "length(company_id_public) = 16", "length(siren) = 9"])

  /// What the company said of itself later; 0 for a choice that was never made.
  public static let setting = Table(
    "company_setting",
    columns: [.small("only_row"), .text("address"), .small("vat_scheme"), .small("vat_due")] + LogTables.origin,
    primaryKey: ["only_row"], checks: ["only_row = 1", "vat_scheme BETWEEN 0 AND 4", "vat_due BETWEEN 0 AND 2"])

  public static let person = Table(
    "person",
    columns: [.integer("person_no"), .blob("person_id"), .text("name"), .small("role")] + LogTables.origin,
    primaryKey: ["person_no"], uniques: [["person_id"]], checks: ["length(person_id) = 16", "role BETWEEN 1 AND 4"])

  public static let fiscalYear = Table(
    "fiscal_year",
    columns: [.integer("year_no"), .date("start_date"), .date("end_date")] + LogTables.origin,
    primaryKey: ["year_no"], uniques: [["end_date"]], checks: ["start_date <= end_date"])

  /// The legal files given out.
  public static let export = Table(
    "books_export",
    columns: [
      .integer("export_no"), .date("year_end"), .text("file_name"), .blob("file_hash"), .integer("line_count"),
    ] + LogTables.origin,
    primaryKey: ["export_no"])
}
