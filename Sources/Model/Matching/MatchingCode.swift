/// The letters of matchings: AAA, AAB… for lines that add up to nothing, aaa, aab… where something remains.
public enum MatchingCode {
  private static let three = 26 * 26 * 26

  /// - Parameter rank: from 0; after ZZZ comes AAAA.
  public static func text(_ rank: Int, isBalanced: Bool) -> String {
    let (first, length) = rank < three ? (rank, 3) : (rank - three, 4)
    precondition(first < three * 26, "no account has that many matchings")
    var (letters, left): ([UInt8], Int) = ([], first)
    for _ in 0..<length {
      letters.append(UInt8((isBalanced ? 65 : 97) + left % 26))
      left /= 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// Nil for a code of another form: that of a file.
  public static func rank(_ text: String) -> Int? {
    let letters = text.utf8.map { $0 & 0xDF }
    guard (3...4).contains(letters.count), letters.allSatisfy({ (65...90).contains($0) }) else { return nil }
    let value = letters.reduce(0) { $0 * 26 + Int($1) - 65 }
    return letters.count == 3 ? value : value + three
  }

  /// Lower case: something remains. An imported code says nothing of it.
  public static func isPartial(_ text: String) -> Bool { text.utf8.allSatisfy { (97...122).contains($0) } }

  /// The same letters, for lines that now add up to nothing, or do not.
  public static func recased(_ text: String, isBalanced: Bool) -> String {
    rank(text).map { self.text($0, isBalanced: isBalanced) } ?? text
  }
}

/// Gives the next free letters of one account and third party. What was undone keeps its letters: a file that was
/// handed out may bear them.
public struct FreeMatchingCodes: Sendable {
  private var used: Set<Int>
  private var next = 0

  public init(used: some Sequence<String>) { self.used = Set(used.compactMap(MatchingCode.rank)) }

  public mutating func take(isBalanced: Bool) -> String {
    while used.contains(next) { next += 1 }
    used.insert(next)
    return MatchingCode.text(next, isBalanced: isBalanced)
  }
}
