/// Bytes as letters and digits that a person can type (RFC 4648, section 6), without padding.
public enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  public static func encode(_ bytes: [UInt8]) -> String {
    var letters: [UInt8] = []
    var (held, count) = (0, 0)
    for byte in bytes {
      (held, count) = (held << 8 | Int(byte), count + 8)
      while count >= 5 {
        count -= 5
        letters.append(alphabet[held >> count & 31])
      }
      held &= 1 << count - 1
    }
    if count > 0 { letters.append(alphabet[held << (5 - count) & 31]) }
    return String(decoding: letters, as: UTF8.self)
  }
}
