import Model

/// An amount as a FEC writes it, read without ever leaving whole numbers.
///
/// Digits, a comma, decimals, and a sign first or last (LPF art. A. 47 A-1, VIII); blank is zero. A point in the place
/// of the comma, or digits grouped by three by spaces or points, are let in where they can mean one thing only, and
/// told.
enum FECAmount: Equatable {
  /// Cents.
  case exact(Int64)
  case irregular(Int64)
  case unreadable
  case tooLarge

  init(_ text: UnsafeBufferPointer<UInt8>) {
    guard !text.isEmpty else {
      self = .exact(0)
      return
    }
    let result = Self.scanned(text)
    self = result == .unreadable ? Self.pointGrouped(text) : result
  }

  private static func scanned(_ text: some Sequence<UInt8>) -> FECAmount {
    var scan = Scan()
    for byte in text {
      guard scan.take(byte) else { return .unreadable }
    }
    return scan.result
  }

  /// `1.234.567,89`: points between groups of three and a comma for the decimals can mean one thing only.
  private static func pointGrouped(_ text: UnsafeBufferPointer<UInt8>) -> FECAmount {
    let (point, comma) = (UInt8(0x2E), UInt8(0x2C))
    let parts = text.split(separator: comma, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].contains(point) else { return .unreadable }
    let groups = parts[0].split(separator: point, omittingEmptySubsequences: false)
    let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
    guard groups.count > 1, groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(isDigit) }),
      (1...3).contains(groups[0].count(where: isDigit))
    else { return .unreadable }
    guard case .exact(let cents) = scanned(text.filter { $0 != point }) else { return .unreadable }
    return .irregular(cents)
  }

  /// What was seen of an amount so far.
  private struct Scan {
    var value: Int64 = 0
    /// Digits that count before the separator, and all of them.
    var significant = 0
    var whole = 0
    var decimals = 0
    /// 0, comma or point.
    var mark: UInt8 = 0
    var isNegative = false
    var hasSign = false
    /// A sign after the digits: nothing may follow.
    var isClosed = false
    /// Digits since the last space between digits; -1 before any.
    var group = -1
    /// Non-zero decimals past the second.
    var isTooFine = false
    var isSpaced = false
    /// The first of the two bytes of a no-break space came.
    var isHalfSpace = false

    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
      guard !isHalfSpace || byte == 0xA0 else { return false }
      switch byte {
      case 48...57:
        guard !isClosed else { return false }
        return mark == 0 ? takeWhole(Int64(byte &- 48)) : takeDecimal(Int64(byte &- 48))
      case 0x2C, 0x2E:
        guard mark == 0, !isClosed, group < 0 || group == 3, !isSpaced else { return false }
        mark = byte
        return true
      case 0x2B, 0x2D: return takeSign(byte == 0x2D)
      case 0x20, 0xA0, 0xC2: return takeSpace(byte)
      default: return false
      }
    }

    private mutating func takeWhole(_ digit: Int64) -> Bool {
      if isSpaced {
        // Groups of three, the first of one to three digits.
        guard group == 3 || (group < 0 && whole <= 3) else { return false }
        group = 0
        isSpaced = false
      }
      if group >= 0 { group += 1 }
      guard group <= 3 else { return false }
      whole += 1
      if significant > 0 || digit > 0 { significant += 1 }
      if significant <= 15 { value = value * 10 + digit }
      return true
    }

    private mutating func takeDecimal(_ digit: Int64) -> Bool {
      guard !isSpaced else { return false }
      decimals += 1
      if decimals <= 2 {
        if significant <= 15 { value = value * 10 + digit }
      } else if digit > 0 {
        isTooFine = true
      }
      return true
    }

    private mutating func takeSign(_ minus: Bool) -> Bool {
      guard !hasSign else { return false }
      hasSign = true
      isNegative = minus
      isSpaced = false
      isClosed = whole + decimals > 0 || mark != 0
      return true
    }

    /// A space, or a no-break space in one or two bytes, before the digits, between groups of them or before a sign.
    private mutating func takeSpace(_ byte: UInt8) -> Bool {
      guard !isClosed else { return false }
      isHalfSpace = byte == 0xC2
      if whole + decimals > 0 { isSpaced = true }
      return true
    }

    var result: FECAmount {
      guard whole + decimals > 0, group < 0 || group == 3, !isSpaced, !isHalfSpace else { return .unreadable }
      if isTooFine { return .unreadable }
      if mark == 0x2E {
        // 1.234 may be a thousand and more; 1234.500 and 0.500 may not.
        let couldGroup = decimals == 3 && (1...3).contains(whole) && significant > 0
        if couldGroup || group >= 0 { return .unreadable }
      }
      guard significant <= 13 else { return .tooLarge }
      var cents = value
      for _ in min(decimals, 2)..<2 { cents *= 10 }
      guard cents <= Money.largestMinor else { return .tooLarge }
      let signed = isNegative ? -cents : cents
      return mark == 0x2E || group >= 0 ? .irregular(signed) : .exact(signed)
    }
  }
}
