/// A prepared insertion: set the columns of a row, insert it, go on with the next. A column that was not set is null.
/// Columns are counted from 0 in the order given when the insertion was prepared.
public protocol RowInserter: AnyObject {
  func set(_ column: Int, _ value: Int64)
  func set(_ column: Int, _ value: String)
  func set(_ column: Int, _ value: [UInt8])
  /// The 16 bytes of a public identifier, most significant first.
  func set(_ column: Int, high: UInt64, low: UInt64)
  /// Writes the row, and forgets its values.
  func insert() throws
}

extension RowInserter {
  public func set(_ column: Int, _ value: some FixedWidthInteger) { set(column, Int64(value)) }
}
