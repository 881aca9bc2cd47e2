import Model

/// The golden events of documents: see ``GoldenEvents``.
enum DocumentGoldenEvents {
  static let all: [(name: String, event: BookEvent)] = [
    ("document_attached", .documentAttached(DocumentAttached(id: id(50), target: .draft(id(20)), document: invoice))),
    (
      "document_attached_entry",
      .documentAttached(DocumentAttached(id: id(51), target: .entry(id(24)), document: invoice))
    ),
    ("document_detached", .documentDetached(DocumentDetached(id: id(50)))),
    (
      "document_superseded",
      .documentSuperseded(DocumentSuperseded(id: id(51), by: id(52), reason: "scan illisible"))
    ),
    ("document_set_aside", .documentSuperseded(DocumentSuperseded(id: id(51), by: nil, reason: "autre facture"))),
    (
      "document_waived",
      .documentWaived(DocumentWaived(id: id(60), target: .entry(id(24)), reason: "ticket perdu"))
    ),
    ("document_waiver_ended", .documentWaiverEnded(DocumentWaiverEnded(id: id(60)))),
  ]

  private static let invoice = DocumentFacts(
    hash: [UInt8](repeating: 0xD0, count: 32), kind: .pdf, size: 48_213, fileName: "Facture 43.pdf")

  private static func id<Subject>(_ low: UInt64) -> Identifier<Subject> {
    Identifier(high: 0x0198_0000_0000_0000, low: low)
  }
}
