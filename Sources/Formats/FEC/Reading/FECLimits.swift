/// The bounds of what is read: past them a file is refused, so that its size in memory is known beforehand.
enum FECLimits {
  /// Bytes of one value.
  static let field = 4_096
  /// Bytes of one line.
  static let line = 131_072
  /// Columns of the header, those that follow the eighteen included.
  static let columns = 256
  /// Bytes looked at in one go, whatever the size of the chunks that come in.
  static let piece = 262_144
}
