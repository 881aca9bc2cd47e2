/// The row under the cursor of a query. Columns are counted from 0, and read by the type they were declared with.
public protocol Row: AnyObject {
  /// 0 when the column is null.
  func integer(_ column: Int) -> Int64
  /// Empty when the column is null.
  func text(_ column: Int) -> String
  /// Empty when the column is null.
  func blob(_ column: Int) -> [UInt8]
  func isNull(_ column: Int) -> Bool
  /// The bytes of a text or blob column, without a copy; they must not be kept beyond `body`.
  func withBytes<Result>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
}

extension Row {
  public func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
  public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
}
