import Model
import Testing

@Suite("What a company says of itself")
struct CompanySettingsTests {
  /// Numbers that these companies print on their invoices.
  @Test(
    "the number of VAT has its key",
    arguments: [("732829320", "FR44732829320"), ("404833048", "FR83404833048"), ("542051180", "FR59542051180")])
  func vatNumber(_ siren: String, _ number: String) throws {
    #expect(try #require(SIREN(siren)).vatNumber == number)
  }

  @Test("a change names the fields that differ, and nothing else")
  func change() {
    let known = CompanySettings(address: "3 rue du Four", vatScheme: .monthly, vatDue: .onInvoice)
    #expect(known.change(from: known) == nil)
    var new = known
    new.vatScheme = .exempt
    #expect(new.change(from: known) == CompanyChanged(vatScheme: .exempt))
    new.address = ""
    #expect(new.change(from: known) == CompanyChanged(address: "", vatScheme: .exempt))
  }

  @Test(
    "an address fits an envelope",
    arguments: [("", true), ("a\nb\nc\nd\ne\nf", true), ("a\nb\nc\nd\ne\nf\ng", false)])
  func address(_ text: String, _ fits: Bool) {
    let settings = CompanySettings(address: text)
    if fits {
      #expect(throws: Never.self) { try settings.checked() }
    } else {
      #expect(throws: CompanySettingsRefusal.addressTooLong) { try settings.checked() }
    }
    let long = CompanySettings(address: String(repeating: "é", count: 81))
    #expect(throws: CompanySettingsRefusal.addressTooLong) { try long.checked() }
  }

  @Test("the last writer wins by field; whoever did not know is flagged")
  func fold() {
    let here: Identifier<Device> = Identifier(high: 1, low: 1)
    let there: Identifier<Device> = Identifier(high: 1, low: 2)
    let events: [(BookEvent, LogPlace)] = [
      (
        .companyChanged(CompanyChanged(address: "Lyon", vatScheme: .monthly)),
        LogPlace(position: 1, device: here, sequence: 1, event: 0, base: 0)
      ),
      (
        .companyChanged(CompanyChanged(vatScheme: .quarterly)),
        LogPlace(position: 2, device: there, sequence: 1, event: 0, base: 0)
      ),
    ]
    var fold = MasterFold()
    for (event, place) in events.reversed() { fold.add(event, at: place) }
    #expect(fold.standing(.company, .address)?.value == .text("Lyon"))
    #expect(fold.standing(.company, .vatScheme)?.value == .number(UInt32(VATScheme.quarterly.rawValue)))
    #expect(fold.standing(.company, .vatScheme)?.isConcurrent == true)
  }
}
