import Model

// The raw values of the model are those of the schema, so an exhaustive switch is needed in one direction only; the
// model's initialiser refuses 0 and what it does not know.

extension WireRole {
  init(_ role: Role) {
    switch role {
    case .gerant: self = .gerant
    case .comptable: self = .comptable
    case .collaborateur: self = .collaborateur
    case .lecteur: self = .lecteur
    }
  }

  func value() throws(EventDefect) -> Role {
    guard let raw = UInt8(exactly: rawValue), let role = Role(rawValue: raw) else {
      throw .unknownValue(field: "role", value: rawValue)
    }
    return role
  }
}

extension WirePartyNature {
  init(_ nature: PartyNature) {
    switch nature {
    case .supplier: self = .supplier
    case .customer: self = .customer
    case .staff: self = .staff
    case .other: self = .other
    }
  }

  func value(_ field: String) throws(EventDefect) -> PartyNature {
    guard let raw = UInt8(exactly: rawValue), let nature = PartyNature(rawValue: raw) else {
      throw .unknownValue(field: field, value: rawValue)
    }
    return nature
  }
}

extension WireNumberingScheme {
  init(_ scheme: NumberingScheme) {
    switch scheme {
    case .oneSequence: self = .oneSequence
    case .perJournal: self = .perJournal
    case .foreign: self = .foreign
    }
  }

  func value() throws(EventDefect) -> NumberingScheme {
    guard let raw = UInt8(exactly: rawValue), let scheme = NumberingScheme(rawValue: raw) else {
      throw .unknownValue(field: "numbering", value: rawValue)
    }
    return scheme
  }
}

extension WireDocumentKind {
  init(_ kind: DocumentKind) {
    switch kind {
    case .pdf: self = .pdf
    case .jpeg: self = .jpeg
    case .png: self = .png
    case .webp: self = .webp
    case .tiff: self = .tiff
    case .xml: self = .xml
    }
  }

  func value() throws(EventDefect) -> DocumentKind {
    guard let raw = UInt8(exactly: rawValue), let kind = DocumentKind(rawValue: raw) else {
      throw .unknownValue(field: "kind", value: rawValue)
    }
    return kind
  }
}
