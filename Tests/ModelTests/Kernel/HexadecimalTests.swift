import Model
import Testing

@Suite("Hexadecimal digits")
struct HexadecimalTests {
  @Test("every byte gives two lower-case digits, the high one first")
  func digits() {
    #expect(([0, 9, 10, 15, 16, 159, 160, 255] as [UInt8]).hexadecimal == "00090a0f109fa0ff")
    #expect([UInt8]().hexadecimal.isEmpty)
    for byte in UInt8.min...UInt8.max {
      let digits = [byte].hexadecimal
      #expect(digits.utf8.count == 2 && UInt8(digits, radix: 16) == byte)
      #expect(digits == digits.lowercased())
    }
  }
}
