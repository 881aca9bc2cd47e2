import Model
import Testing

@Suite("SIREN")
struct SIRENTests {
  @Test(
    "numbers of known companies are valid, with spaces or without",
    arguments: ["732829320", "732 829 320", "356000000", "552100554", "542 065 479", "\u{A0}552 081 317 "])
  func valid(text: String) {
    #expect(SIREN(text)?.digits == text.filter(\.isNumber))
  }

  @Test(
    "a wrong key, a wrong length, letters and other digits are refused",
    arguments: ["732829321", "73282932", "7328293200", "73282932A", "", "000000000", "٧٣٢٨٢٩٣٢٠", "732-829-320"])
  func invalid(text: String) { #expect(SIREN(text) == nil) }

  @Test("a change of any one digit, and any swap but that of 0 and 9, breaks the key")
  func key() throws {
    let digits = Array("732829320".utf8)
    for place in digits.indices {
      for other in UInt8(48)...57 where other != digits[place] {
        var wrong = digits
        wrong[place] = other
        #expect(SIREN(String(decoding: wrong, as: UTF8.self)) == nil)
      }
    }
    for place in 0..<8 where digits[place] != digits[place + 1] {
      var wrong = digits
      wrong.swapAt(place, place + 1)
      #expect(SIREN(String(decoding: wrong, as: UTF8.self)) == nil)
    }
  }
}
