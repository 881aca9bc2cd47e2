import CQREncode
import Model

/// A text as the square picture that a telephone reads, drawn as one path of an SVG.
struct QRCode: Sendable {
  /// Side in modules, with the quiet border of four that the norm asks for.
  let side: Int
  /// `M4 4h7v1h-7z…`: each run of dark modules is a rectangle.
  let path: String

  /// - Throws: ``Model/Fault`` `.configuration` when the text is too long for any picture.
  init(_ text: String) throws {
    guard let made = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
      throw Fault(.configuration, "libqrencode draws no picture of \(text.utf8.count) bytes")
    }
    defer { QRcode_free(made) }
    let width = Int(made.pointee.width)
    guard let modules = made.pointee.data else { throw Fault(.configuration, "libqrencode drew nothing") }
    self.init(width: width) { modules[$1 * width + $0] & 1 == 1 }
  }

  init(width: Int, isDark: (_ x: Int, _ y: Int) -> Bool) {
    let border = 4
    var path = ""
    for y in 0..<width {
      var x = 0
      while x < width {
        guard isDark(x, y) else {
          x += 1
          continue
        }
        let start = x
        while x < width, isDark(x, y) { x += 1 }
        path += "M\(start + border) \(y + border)h\(x - start)v1h-\(x - start)z"
      }
    }
    side = width + 2 * border
    self.path = path
  }
}
