/// TIFF 6.0: directories that name each other, and where the parts of their pictures lie.
struct TIFFShape {
  private static let mostPages = 2_000

  private let bytes: [UInt8]
  private let isBigEndian: Bool

  /// Nil unless the bytes begin as TIFF.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x49, 0x49, 0x2A, 0x00]) {
      isBigEndian = false
    } else if bytes.starts(with: [0x4D, 0x4D, 0x00, 0x2A]) {
      isBigEndian = true
    } else {
      return nil
    }
    self.bytes = bytes
  }

  var isWhole: Bool {
    var directory = number(4, 4)
    var pages = 0
    while directory != 0 {
      guard pages < Self.mostPages, let next = next(after: directory) else { return false }
      directory = next
      pages += 1
    }
    return pages > 0
  }

  /// Where the directory after this one is, 0 for none; nil when this one, or its picture, is not all there.
  private func next(after directory: Int) -> Int? {
    guard directory + 2 <= bytes.count else { return nil }
    let count = number(directory, 2)
    let end = directory + 2 + count * 12
    guard count > 0, end + 4 <= bytes.count else { return nil }
    var fields: [Int: [Int]] = [:]
    for index in 0..<count {
      let place = directory + 2 + index * 12
      let tag = number(place, 2)
      // Offsets and lengths of strips, then of tiles.
      guard [273, 279, 324, 325].contains(tag) else { continue }
      guard let values = values(at: place) else { return nil }
      fields[tag] = values
    }
    for (offsets, lengths) in [(fields[273], fields[279]), (fields[324], fields[325])] {
      for (offset, length) in zip(offsets ?? [], lengths ?? []) where offset + length > bytes.count { return nil }
    }
    return number(end, 4)
  }

  /// The numbers of a field of 16 or 32 bits.
  private func values(at place: Int) -> [Int]? {
    let width = number(place + 2, 2) == 3 ? 2 : 4
    let count = number(place + 4, 4)
    let start = count * width <= 4 ? place + 8 : number(place + 8, 4)
    guard start + count * width <= bytes.count else { return nil }
    return (0..<count).map { number(start + $0 * width, width) }
  }

  private func number(_ place: Int, _ width: Int) -> Int {
    Int(bytes.number(at: place, count: width, isBigEndian: isBigEndian))
  }
}
