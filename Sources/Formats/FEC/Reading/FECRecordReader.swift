import Model

/// What is dropped on an import by mistake, told by its first bytes. The raw value is kept with the anomaly.
enum OtherKind: String {
  case xml, zip, pdf

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.starts(with: Array("<".utf8)) {
      self = .xml
    } else if bytes.starts(with: Array("PK".utf8) + [3, 4]) {
      self = .zip
    } else if bytes.starts(with: Array("%PDF-".utf8)) {
      self = .pdf
    } else {
      return nil
    }
  }
}

/// Cuts the bytes of a FEC into lines and fields, in chunks of any size and in bounded memory.
///
/// The first line decides separator, columns and line ending. NUL bytes are dropped, blank lines skipped. A line break
/// of another kind than the file's ends a line only when the line has all its fields; otherwise it stands within a
/// value, and becomes a space.
struct FECRecordReader: Sendable {
  private(set) var header: FECHeader?
  /// Nothing is read any more: no header could be made of the first line, or a line was past all bounds.
  private(set) var isStopped = false
  /// The first bytes are those of another kind of file.
  private(set) var otherKind: OtherKind?
  /// The line that is longer than ``FECLimits/line``, as an editor counts lines.
  private(set) var endlessLine: Int?
  private(set) var lineEnding: FECFacts.LineEnding?
  private(set) var hasMark = false
  /// The file is UTF-16, or has a byte-order mark that is not of UTF-8.
  private(set) var hasForeignMark = false
  /// Lines delivered so far.
  private(set) var rank = 0
  private(set) var byteCount = 0

  private var buffer: [UInt8] = []
  private var ends = [Int](repeating: 0, count: FECLimits.columns + 2)
  private var line = 0

  init() {}

  mutating func feed(_ chunk: UnsafeRawBufferPointer, _ take: (FECRecord) throws -> Void) rethrows {
    byteCount += chunk.count
    var start = 0
    while start < chunk.count, !isStopped {
      let end = min(start + FECLimits.piece, chunk.count)
      append(UnsafeRawBufferPointer(rebasing: chunk[start..<end]))
      try drain(isLast: false, take)
      start = end
    }
  }

  /// Delivers a last line that no line break ends.
  mutating func finish(_ take: (FECRecord) throws -> Void) rethrows {
    if !isStopped { try drain(isLast: true, take) }
  }

  private mutating func append(_ piece: UnsafeRawBufferPointer) {
    var hasNUL = false
    for byte in piece { hasNUL = hasNUL || byte == 0 }
    if hasNUL { buffer.append(contentsOf: piece.lazy.filter { $0 != 0 }) } else { buffer.append(contentsOf: piece) }
  }

  private mutating func drain(isLast: Bool, _ take: (FECRecord) throws -> Void) rethrows {
    // The buffers leave self while pointers into them are out, so that self may change meanwhile.
    var bytes = buffer
    var marks = ends
    buffer = []
    ends = []
    let consumed = try bytes.withUnsafeMutableBufferPointer { bytes in
      try marks.withUnsafeMutableBufferPointer { try drain(bytes, ends: $0, isLast: isLast, take) }
    }
    bytes.removeSubrange(0..<consumed)
    buffer = bytes
    ends = marks
  }

  /// Bytes consumed.
  private mutating func drain(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, ends: UnsafeMutableBufferPointer<Int>, isLast: Bool,
    _ take: (FECRecord) throws -> Void
  ) rethrows -> Int {
    var start = 0
    while start < bytes.count, !isStopped {
      let rest = UnsafeMutableBufferPointer(rebasing: bytes[start...])
      let cut = LineCut(rest, header: header, ending: lineEnding, isLast: isLast, ends: ends)
      // A line break of two bytes may be half there.
      guard cut != nil || rest.count > FECLimits.line + 1 else { break }
      if let cut, cut.length <= FECLimits.line {
        try deliver(UnsafeBufferPointer(rebasing: rest[..<cut.length]), cut: cut, ends, take)
        line += cut.innerBreaks
        start += cut.length + cut.breakLength
      } else {
        isStopped = true
        endlessLine = line + 1
      }
    }
    return isStopped ? bytes.count : start
  }

  private mutating func deliver(
    _ bytes: UnsafeBufferPointer<UInt8>, cut: LineCut, _ ends: UnsafeMutableBufferPointer<Int>,
    _ take: (FECRecord) throws -> Void
  ) rethrows {
    line += 1
    guard let header else { return readHeader(bytes, cut) }
    if cut.isBlank, bytes.allSatisfy(FECBytes.isBlank) { return }
    rank += 1
    let missing = max(0, header.count - cut.fieldCount)
    var flaw: FECRecord.Flaw = .none
    if cut.longest > FECLimits.field {
      flaw = .tooLong(field: cut.longestPlace, length: cut.longest)
    } else if missing > 0, !mayLeaveOut(cut, header) {
      flaw = .fieldCount(found: cut.fieldCount, expected: header.count)
    } else if cut.fieldCount > header.count, !isBlankAfter(header.count, bytes, cut, ends) {
      flaw = .fieldCount(found: cut.fieldCount, expected: header.count)
    }
    try header.places.withUnsafeBufferPointer { places in
      try take(
        FECRecord(
          bytes: bytes, ends: UnsafeBufferPointer(ends), places: places, sides: header.sides,
          fieldCount: cut.fieldCount, missingFields: missing, rank: rank, line: line, flaw: flaw,
          hasInnerBreak: cut.innerBreaks > 0))
    }
  }

  /// A line may stop before columns that may be blank; one that no line break ends was cut by force.
  private func mayLeaveOut(_ cut: LineCut, _ header: FECHeader) -> Bool {
    cut.fieldCount >= header.requiredCount && cut.breakLength > 0
  }

  /// Separators too many at the end of a line say nothing.
  private func isBlankAfter(
    _ count: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ cut: LineCut, _ ends: UnsafeMutableBufferPointer<Int>
  ) -> Bool {
    guard cut.fieldCount <= ends.count else { return false }
    let tail = bytes[ends[count - 1]..<bytes.count]
    return tail.allSatisfy { $0 == header?.separator || FECBytes.isBlank($0) }
  }

  private mutating func readHeader(_ bytes: UnsafeBufferPointer<UInt8>, _ cut: LineCut) {
    var bytes = bytes
    if !hasMark, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      hasMark = true
      bytes = UnsafeBufferPointer(rebasing: bytes[3...])
    }
    otherKind = OtherKind(bytes)
    hasForeignMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if bytes.allSatisfy(FECBytes.isBlank) { return }
    lineEnding = cut.ending
    header = hasForeignMark || otherKind != nil ? nil : FECHeader(bytes)
    isStopped = header == nil
  }
}
