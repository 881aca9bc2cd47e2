import Application
import Foundation
import Model
import Testing

@testable import Sync
@testable import Web

/// Every type of fact that was ever released, from the bytes kept of it.
@Suite("Words of the journal d'audit")
struct AuditWordsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Protocol")

  private static func events() throws -> [(name: String, type: WireEventType, event: BookEvent)] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.compactMap { file in
      let parts = file.lastPathComponent.split(separator: ".")
      let name = String(parts[0])
      let bytes = try Self.bytes(try String(contentsOf: file, encoding: .utf8))
      let version = try #require(UInt32(parts[1].dropFirst()))
      // Some bear the name of a case, not of their type: another file of that type stands for them.
      let letters = name.filter { $0 != "_" }
      let types = WireEventType.allCases.filter { letters.hasPrefix("\($0)".lowercased()) }
      guard let type = types.max(by: { "\($0)".count < "\($1)".count }) else { return nil }
      let encoded = EncodedEvent(type: EventType(rawValue: Int32(type.rawValue)), version: version, body: bytes)
      guard case .known(let event) = try EventCodec.decode(encoded) else { return nil }
      return (name, type, event)
    }
  }

  private static func bytes(_ text: String) throws -> [UInt8] {
    let digits = Array(text.filter(\.isHexDigit))
    return try stride(from: 0, to: digits.count, by: 2).map { place in
      try #require(UInt8(String(digits[place...place + 1]), radix: 16))
    }
  }

  @Test("every type of fact has its sentence, and each change says in words what the field is")
  func wording() throws {
    let events = try Self.events()
    #expect(Set(events.map(\.type)) == Set(WireEventType.allCases.filter { $0 != .unspecified }))
    for (name, _, event) in events {
      #expect(Words.of(event, [:]).count > 5, "\(name) has no sentence")
      for write in event.auditWrites {
        let change = AuditChange(place: write.place, old: .value(write.value), new: write.value)
        #expect(!Words.name(of: change.place).isEmpty, "\(name)")
        #expect(!Words.after(change, [:]).isEmpty, "\(name)")
        #expect(Words.before(change, [:]) == Words.after(change, [:]))
      }
    }
  }

  @Test("sums, dates, lines and ways to pay VAT are told in French")
  func formats() {
    func told(_ field: AuditField, _ old: AuditChange.Before, _ new: AuditValue) -> String {
      Words.of(AuditChange(place: AuditPlace(.company, field), old: old, new: new), [:])
        .replacingOccurrences(of: "\u{202F}", with: " ").replacingOccurrences(of: "\u{A0}", with: " ")
    }
    #expect(
      told(.cost, .value(.money(Money(minor: 1_200_000))), .money(Money(minor: 1_250_050)))
        == "valeur d’origine : 12 000,00 € → 12 500,50 €")
    #expect(
      told(.vatScheme, .value(.vatScheme(.monthly)), .vatScheme(.exempt))
        == "TVA : déclarée chaque mois (CA3) → non facturée (franchise en base)")
    #expect(
      told(.address, .unsaid, .text("1 rue du Four\n38000 Grenoble"))
        == "adresse : rien → « 1 rue du Four, 38000 Grenoble »")
    #expect(
      told(.lines, .value(.lines([])), .lines([GuideLine(account: "613200", side: .debit, formula: "HT")]))
        == "lignes : rien → 613200 D HT")
    #expect(told(.method, .value(.method(.linear)), .method(.declining)) == "mode : linéaire → dégressif")
    #expect(
      told(.document, .value(.text("f.pdf")), .superseded(isReplaced: true)) == "pièce jointe : « f.pdf » → remplacée")
    #expect(told(.isClosed, .unsaid, .flag(true)) == "exercice : ouvert → clos")
    #expect(told(.isActive, .unsaid, .flag(true)) == "utilisable : rien → oui")
    #expect(
      told(
        .disposal, .value(.none),
        .disposal(
          Disposal(date: CalendarDate(iso: "2026-03-31")!, price: Money(minor: 50_000), vat: Money(minor: 10_000))))
        == "sortie : rien → le 31/03/2026, prix 500,00 €, TVA 100,00 €")
  }
}
