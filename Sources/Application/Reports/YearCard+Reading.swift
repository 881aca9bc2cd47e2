import Model
import Storage

extension YearCard {
  static func read(_ year: BookYear, _ transaction: any ReadTransaction) throws -> YearCard {
    let standing = try transaction.standingImport(yearEnding: year.year.end)
    let filled = standing?.state == .completed ? standing : nil
    let facts = try filled.map { try transaction.importFacts($0.id) }
    return YearCard(
      year: year.year, entryCount: Int(filled?.entryCount ?? 0), lineCount: Int(filled?.lineCount ?? 0),
      importID: filled?.id, importFileName: filled?.fileName, importedAt: facts?.acceptedAt,
      unbalancedEntryCount: facts?.unbalancedEntryCount ?? 0)
  }
}
