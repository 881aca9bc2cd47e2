import Formats
import Foundation
import Model
import Testing

@Suite("Documents, by what they hold")
struct DocumentRecognitionTests {
  static let samples: [(DocumentKind, [UInt8])] = [
    (.pdf, DocumentSample.pdf), (.jpeg, DocumentSample.jpeg), (.png, DocumentSample.png),
    (.webp, DocumentSample.webp), (.tiff, DocumentSample.tiff), (.xml, DocumentSample.invoice),
  ]

  @Test("each kind is known by its bytes", arguments: samples)
  func known(kind: DocumentKind, bytes: [UInt8]) {
    #expect(DocumentRecognition.of(bytes) == .document(kind))
  }

  @Test("a file that lost its end is told to be cut, wherever that is", arguments: samples)
  func cut(kind: DocumentKind, bytes: [UInt8]) {
    // What is left of the first bytes may be of no kind at all; it is never a whole document.
    for length in 0..<bytes.count {
      let found = DocumentRecognition.of(Array(bytes.prefix(length)))
      // A last line break is no loss.
      if kind == .pdf, length == bytes.count - 1 { continue }
      #expect(found != .document(kind), "\(kind) of \(length) bytes")
    }
    #expect(DocumentRecognition.of(Array(bytes.dropLast(3))) == .cut(kind))
  }

  @Test(
    "what is no document is refused",
    arguments: [
      "", "bonjour", "<!DOCTYPE html><html></html>", "<html><script>alert(1)</script></html>",
      "<svg xmlns='http://www.w3.org/2000/svg'/>", "PK\u{3}\u{4}", "MZ", "%PD",
    ])
  func foreign(text: String) {
    switch DocumentRecognition.of(Array(text.utf8)) {
    case .foreign, .otherXML: break
    case let found: Issue.record("\(text) is \(found)")
    }
  }

  @Test("a document type in an invoice is refused: nothing is resolved")
  func entities() {
    let bomb = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><Invoice>&b;</Invoice>"
    #expect(DocumentRecognition.of(Array(bomb.utf8)) == .otherXML(root: "!DOCTYPE"))
  }

  @Test("UBL is known too, and another XML is told by its root")
  func roots() {
    #expect(DocumentRecognition.of(Array("<Invoice xmlns='urn:oasis'></Invoice>\n".utf8)) == .document(.xml))
    #expect(DocumentRecognition.of(Array("<Document></Document>".utf8)) == .otherXML(root: "Document"))
  }

  @Test("a PDF that could run something is known")
  func actions() {
    #expect(!DocumentRecognition.namesActions(inPDF: DocumentSample.pdf))
    let script = Array("%PDF-1.4\n1 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj\n%%EOF".utf8)
    #expect(DocumentRecognition.namesActions(inPDF: script))
  }

  @Test("no bytes make it fail", arguments: 1...200 as ClosedRange<UInt64>)
  func noise(seed: UInt64) {
    var state = seed
    for (_, sample) in Self.samples {
      var bytes = sample
      for _ in 0..<(1 + seed % 6) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 56)
      }
      _ = DocumentRecognition.of(bytes)
    }
  }
}
