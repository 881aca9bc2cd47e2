/// What the balance âgée reads, and the write-offs of matchings.
enum Migration6 {
  static let migration = Migration(
    6, "aged lines and write-offs",
    tables: [AgingTables.share, MatchingTables.writeOff, MatchingTables.tolerance])
}
