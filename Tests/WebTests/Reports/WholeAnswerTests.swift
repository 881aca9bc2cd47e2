import HTTPTypes
import Hummingbird
import Model
import Testing

@testable import Application
@testable import Web

@Suite("A whole report that changes while it is read")
struct WholeAnswerTests {
  private static let end = CalendarDate.latest

  /// Two pages, and what the check after them says.
  private static func walk(_ check: @escaping @Sendable () throws -> Void) -> ReportWalk<Int> {
    ReportWalk(first: 1, lineCount: 2, next: { $0 == 1 ? 2 : nil }, check: check)
  }

  private static func text(_ body: ResponseBody) async throws -> String {
    let paper = Paper()
    try await body.write(PaperWriter(paper: paper))
    return await paper.text
  }

  @Test("on paper, the reason stands in the place of the total")
  func paper() async throws {
    func printed(_ walk: ReportWalk<Int>) async throws -> String {
      let body = try WholeAnswer.paper(head: "<table>", tail: "<tfoot>9</tfoot></table></main>", walk) {
        "<tr>\($0)</tr>"
      } reason: {
        "<p>\(Words.of($0).sentence)</p>"
      }
      return try await Self.text(body)
    }
    #expect(try await printed(Self.walk {}) == "<table><tr>1</tr><tr>2</tr><tfoot>9</tfoot></table></main>")
    let changed = ReportRefusal.changedMeanwhile(Self.end)
    #expect(
      try await printed(Self.walk { throw changed })
        == "<table><tr>1</tr><tr>2</tr></table><p>\(Words.of(changed).sentence)</p></main>")
  }

  @Test("a file is broken off, and why is told")
  func file() async throws {
    let told = Paper()
    let changed = ReportRefusal.changedMeanwhile(Self.end)
    let body = WholeAnswer.file("Tête\n", Self.walk { throw changed }) {
      "\($0)\n"
    } broken: {
      await told.add(Words.of($0).sentence)
    }
    await #expect(throws: changed) { try await Self.text(body) }
    #expect(await told.text == Words.of(changed).sentence)
  }
}

private actor Paper {
  private(set) var text = ""
  func add(_ more: String) { text += more }
}

private struct PaperWriter: ResponseBodyWriter {
  let paper: Paper

  mutating func write(_ buffer: ByteBuffer) async throws { await paper.add(String(buffer: buffer)) }
  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
