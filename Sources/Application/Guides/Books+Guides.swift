import Model
import Storage

/// Why a guide was not taken, or not found.
public enum GuideRefusal: Refusal, Equatable {
  case unknown
  case codeMissing
  /// A code is a word of letters and digits, that no account and no other guide begins with.
  case codeMalformed(String)
  case codeTaken(String)
  case nameMissing
  case noLines
  case tooManyLines
  /// Line from 1.
  case line(Int, GuideLineDefect)

  public var code: String {
    switch self {
    case .unknown: "guide.unknown"
    case .codeMissing: "guide.code_missing"
    case .codeMalformed: "guide.code_malformed"
    case .codeTaken: "guide.code_taken"
    case .nameMissing: "guide.name_missing"
    case .noLines: "guide.no_lines"
    case .tooManyLines: "guide.too_many_lines"
    case .line: "guide.line"
    }
  }
}

/// All that stands in the way of a guide, or of a recurring entry.
public struct GuideNotTaken: Refusal, Equatable {
  /// Never empty.
  public let refusals: [GuideRefusal]

  public init(refusals: [GuideRefusal]) { self.refusals = refusals }

  public var code: String { "guide.not_taken" }
}

extension Books {
  /// The models of entries in use, by their codes.
  public func guides() async throws -> [GuideCard] {
    try authorise(.draftEntries)
    return try await store.read { try $0.guides() }
  }

  /// - Throws: ``GuideRefusal`` `.unknown`.
  public func guide(_ id: Identifier<Guide>) async throws -> GuideCard {
    try authorise(.draftEntries)
    guard let guide = try await store.read({ try $0.guide(id) }) else { throw GuideRefusal.unknown }
    return guide
  }

  /// Makes a guide, or changes the fields of one that differ.
  public func saveGuide(_ wanted: GuideCard) async throws {
    try authorise(.changeMasters)
    try await open.current().writer.append(by: personID) { transaction in
      let others = try transaction.guides().filter { $0.id != wanted.id }
      var refusals = Self.refusals(name: wanted.name, lines: wanted.lines)
      if wanted.code.isEmpty {
        refusals.append(.codeMissing)
      } else if !Self.isCode(wanted.code) {
        refusals.append(.codeMalformed(wanted.code))
      } else if others.contains(where: { SearchText.key($0.code) == SearchText.key(wanted.code) }) {
        refusals.append(.codeTaken(wanted.code))
      }
      guard refusals.isEmpty else { throw GuideNotTaken(refusals: refusals) }
      let known = try transaction.guide(wanted.id)
      func changes<Field: Equatable>(_ path: KeyPath<GuideCard, Field>) -> Field? {
        known?[keyPath: path] == wanted[keyPath: path] ? nil : wanted[keyPath: path]
      }
      let change = GuideChanged(
        id: wanted.id, code: changes(\.code), name: changes(\.name), journal: changes(\.journal),
        label: changes(\.label), lines: changes(\.lines))
      return change == GuideChanged(id: wanted.id) ? [] : [.guideChanged(change)]
    }
  }

  /// Takes a guide out of use. What it wrote stays.
  public func withdrawGuide(_ id: Identifier<Guide>) async throws {
    try authorise(.changeMasters)
    try await open.current().writer.append(by: personID) { transaction in
      guard try transaction.guide(id) != nil else { throw GuideRefusal.unknown }
      return [.guideChanged(GuideChanged(id: id, isActive: false))]
    }
  }

  /// What keeps a name and lines from being a guide.
  static func refusals(name: String, lines: [GuideLine]) -> [GuideRefusal] {
    var found: [GuideRefusal] = []
    if name.isEmpty { found.append(.nameMissing) }
    if lines.isEmpty { found.append(.noLines) }
    if lines.count > GuideLine.most { found.append(.tooManyLines) }
    return found + lines.defects.map { .line($0.place + 1, $0.defect) }
  }

  private static func isCode(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    let isWord = bytes.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
    }
    return isWord && bytes.count <= 16 && !AccountNumber.isPlausible(code)
  }
}
