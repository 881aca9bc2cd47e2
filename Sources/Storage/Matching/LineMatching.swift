import Model

/// The letters a line bears: those of a matching made here, or else what its source said. What a file said of its lines
/// is signed with them and stays in `entry_line`; a matching is beside it.
enum LineMatching {
  /// For a question whose lines are `l`.
  static let join = """
    LEFT JOIN matching_line ml ON ml.entry_no = l.entry_no AND ml.line_no = l.line_no
      LEFT JOIN matching m ON m.matching_no = ml.matching_no
    """

  static let code = "COALESCE(m.code, l.matching_code)"
  static let date = "COALESCE(m.matching_date, l.matching_date)"
}

extension ReadTransaction {
  /// Whether any line was matched here: a join that finds nothing costs a search for each line.
  func holdsMatchings() throws -> Bool { try integer("SELECT MAX(entry_no) FROM matching_line") ?? 0 > 0 }
}
