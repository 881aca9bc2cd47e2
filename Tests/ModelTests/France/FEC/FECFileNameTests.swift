import Model
import Testing

@Suite("The name of a FEC")
struct FECFileNameTests {
  @Test(
    "legal names are read in any case, with a part number, an extension or a path",
    arguments: [
      "732829320FEC20261231", "732829320FEC20261231.txt", "732829320fec20261231.TXT", "732829320FEC20261231_1.txt",
      "732829320FEC20261231_12", "C:\\export\\732829320FEC20261231.csv", "a/b/732829320FEC20261231.txt",
    ])
  func regular(text: String) {
    let name = FECFileName(text)
    #expect(name.isRegular)
    #expect(name.siren == "732829320")
    #expect(name.closingDate == CalendarDate(number: 20_261_231))
  }

  @Test("what stands around a legal name is let through, and told irregular")
  func around() {
    for text in ["copie de 732829320FEC20261231.txt", "732829320FEC20261231 (1).txt", "732829320FEC20261231_.txt"] {
      let name = FECFileName(text)
      #expect(!name.isRegular)
      #expect(name.siren == "732829320")
      #expect(name.closingDate == CalendarDate(number: 20_261_231))
    }
  }

  @Test("a name may lack its SIREN, its date, or both")
  func partial() {
    #expect(FECFileName("FEC20261231.txt").closingDate == CalendarDate(number: 20_261_231))
    #expect(FECFileName("FEC20261231.txt").siren == nil)
    #expect(FECFileName("732829320FEC20261331.txt").closingDate == nil)
    #expect(!FECFileName("732829320FEC20261331.txt").isRegular)
    for text in ["", "fec.txt", "732829320.txt", "732829320FEC2026123", "FE", "732829320FEC20261231/"] {
      #expect(FECFileName(text) == FECFileName(""))
      #expect(!FECFileName(text).isRegular)
    }
  }

  @Test("the name that is written is read again")
  func written() throws {
    let siren = try #require(SIREN("732 829 320"))
    let closing = try #require(CalendarDate(number: 20_270_331))
    let text = FECFileName.legal(siren: siren, closing: closing)
    #expect(text == "732829320FEC20270331.txt")
    #expect(FECFileName(text).isRegular && FECFileName(text).closingDate == closing)
  }
}
