/// What the balance âgée reads, and the write-offs of matchings.
enum Migration10 {
  static let migration = Migration(
    10, "aged lines and write-offs",
    tables: [AgingTables.share, MatchingTables.writeOff, MatchingTables.tolerance])
}
