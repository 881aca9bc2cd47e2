import Model

/// Projects cut-offs.
enum CutOffProjection {
  static func made(_ event: CutOffMade, _ origin: Origin, _ writer: any WriteTransaction) throws {
    let columns = CutOffTables.cutOff.columnNames
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    let values: [Value] = [
      .blob(event.id.bytes), .number(event.kind.rawValue), .number(event.yearEnd.number), .text(event.label),
      .text(event.account), .number(event.party?.nature.rawValue ?? 0), .text(event.party?.code ?? ""),
      .integer(event.amount.minor), .integer(event.vat.minor),
      event.period.map { .number($0.start.number) } ?? .null, event.period.map { .number($0.end.number) } ?? .null,
      .integer(event.share.minor), .blob(event.draft.bytes), .blob(event.reversal.bytes),
    ]
    try writer.execute(
      "INSERT INTO cut_off (\(columns.joined(separator: ", "))) VALUES (\(marks))", values + origin.values)
  }
}
