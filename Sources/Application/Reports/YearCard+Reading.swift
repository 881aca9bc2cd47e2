import Model
import Storage

extension YearCard {
  static func read(_ year: BookYear, _ transaction: any ReadTransaction) throws -> YearCard {
    let standing = try transaction.standingImport(yearEnding: year.year.end)
    let filled = standing?.state == .completed ? standing : nil
    let facts = try filled.map { try transaction.importFacts($0.id) }
    let size = try transaction.yearSize(year.number)
    return YearCard(
      year: year.year, entryCount: Int(size.entries), lineCount: Int(size.lines), importID: filled?.id,
      importFileName: filled?.fileName, importedAt: facts?.acceptedAt,
      unbalancedEntryCount: facts?.unbalancedEntryCount ?? 0)
  }
}
