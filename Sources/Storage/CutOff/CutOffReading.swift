import Model

extension ReadTransaction {
  /// Those of a year, or of all, in the order they were made.
  public func cutOffs(yearEnd: CalendarDate? = nil) throws -> [StandingCutOff] {
    let columns = CutOffTables.cutOff.columnNames.prefix(14).map { "c.\($0)" }.joined(separator: ", ")
    return try list(
      """
      SELECT \(columns), \(DraftOutcomeRow.columns), r.state, r.entry_id, back.entry_no
      FROM cut_off c \(DraftOutcomeRow.join("c.draft_id"))
        LEFT JOIN draft r ON r.draft_id = c.reversal_id LEFT JOIN entry_reversal back ON back.reversed_id = r.entry_id
      \(yearEnd == nil ? "" : "WHERE c.year_end = ? ")ORDER BY c.year_end, c.cut_off_id
      """, yearEnd.map { [.number($0.number)] } ?? []
    ) { row in
      StandingCutOff(
        made: try Self.cutOff(row), outcome: try DraftOutcomeRow.outcome(row, from: 14),
        reversalOutcome: try DraftOutcomeRow.outcome(row, from: 17))
    }
  }

  private static func cutOff(_ row: any Row) throws -> CutOffMade {
    guard let kind = CutOffKind(rawValue: UInt8(truncatingIfNeeded: row.integer(1))) else {
      throw Fault(.database, "\(row.integer(1)) is no kind of cut-off")
    }
    let start = try row.optionalDate(9)
    let end = try row.optionalDate(10)
    return CutOffMade(
      id: try row.identifier(0), kind: kind, yearEnd: try row.date(2), label: row.text(3), account: row.text(4),
      party: row.integer(5) == 0 ? nil : try row.partyKey(5, 6), amount: row.money(7), vat: row.money(8),
      period: start.flatMap { start in end.map { CutOffPeriod(start: start, end: $0) } }, share: row.money(11),
      draft: try row.identifier(12), reversal: try row.identifier(13))
  }
}
