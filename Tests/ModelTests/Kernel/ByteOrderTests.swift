import Model
import Testing

@Suite("The order of account numbers")
struct ByteOrderTests {
  @Test("texts are ordered by their bytes, whatever their letters and their length")
  func bytes() {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["4", "41", "411", "0", "A", "é", "e\u{301}", "Z", "\u{1F600}", "a", ":", " "]
    let texts = (0..<500).map { _ in
      let length = Int.random(in: 0...12, using: &generator)
      return (0..<length).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }
    let expected = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(texts.sorted(byBytesOf: \.self).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    for (left, right) in zip(texts, texts.dropFirst()) {
      #expect(left.precedes(right) == left.utf8.lexicographicallyPrecedes(right.utf8), "\(left) \(right)")
    }
  }

  @Test("what has the same text keeps its order")
  func stable() {
    let pairs = (0..<100).map { ("41\($0 % 7)", $0) }
    let sorted = pairs.sorted(byBytesOf: \.0)
    for (left, right) in zip(sorted, sorted.dropFirst()) where left.0 == right.0 { #expect(left.1 < right.1) }
    #expect(sorted.first?.0 == "410" && sorted.last?.0 == "416")
  }
}
