/// What a company said of itself, beside its name; blank and nil for what was never said.
public struct CompanySettings: Hashable, Sendable {
  /// Longest address, in lines and in characters a line: what fits the window of an envelope.
  public static let addressLines = 6
  public static let addressWidth = 80

  public var address: String
  public var vatScheme: VATScheme?
  public var vatDue: VATDue?

  public init(address: String = "", vatScheme: VATScheme? = nil, vatDue: VATDue? = nil) {
    self.address = address
    self.vatScheme = vatScheme
    self.vatDue = vatDue
  }

  /// The change that makes these of `known`; nil when nothing differs.
  public func change(from known: CompanySettings) -> CompanyChanged? {
    var change = CompanyChanged()
    if address != known.address { change.address = address }
    if vatScheme != known.vatScheme { change.vatScheme = vatScheme }
    if vatDue != known.vatDue { change.vatDue = vatDue }
    return change == CompanyChanged() ? nil : change
  }

  /// - Throws: ``CompanySettingsRefusal``.
  public func checked() throws(CompanySettingsRefusal) {
    let lines = address.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count <= Self.addressLines, lines.allSatisfy({ $0.count <= Self.addressWidth }) else {
      throw .addressTooLong
    }
  }
}

public enum CompanySettingsRefusal: Refusal, Equatable {
  case addressTooLong

  public var code: String { "company.address_too_long" }
}

extension SIREN {
  /// The number of intra-community VAT that a French company has: « FR », a key of two digits, its SIREN (CGI ann. III
  /// art. 242 nonies A; the key is 12 + 3 × (SIREN modulo 97), modulo 97).
  public var vatNumber: String {
    let number = digits.utf8.reduce(0) { ($0 * 10 + Int($1 - 48)) % 97 }
    let key = (12 + 3 * number) % 97
    return "FR" + (key < 10 ? "0" : "") + "\(key)" + digits
  }
}
