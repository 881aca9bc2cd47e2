import Assets
import Foundation
import Testing

@testable import Web

@Suite("Assets and routes")
struct AssetTests {
  private static let resources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Resources")

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Self.resources.appendingPathComponent(folder).path)
  }

  @Test("every template of the folder is in the program, and parses")
  func templates() throws {
    for name in try names("templates") + names("icons") {
      #expect(Assets.template(named: String(name.dropLast(".mustache".count))) != nil, "\(name)")
    }
    _ = try Templates()
  }

  @Test("style sheet and scripts are found at their addresses, and weigh what they may")
  func files() throws {
    var scripts = 0
    for path in try names("css").map({ "css/" + $0 }) + names("js").map({ "js/" + $0 }) {
      let file = try #require(Assets.file(atAddress: Assets.address(of: path)))
      if path.hasSuffix("js") { scripts += file.bytes.count } else { #expect(file.bytes.count <= 40_000) }
    }
    // The grid's proposals, guides, and the undoing of whole lines took the last four thousand.
    #expect(scripts <= 46_500)
    #expect(Assets.file(atAddress: "/actifs/0/css/app.css") == nil, "another version's address")
    #expect(Assets.file(atAddress: Assets.address(of: "../Package.swift")) == nil)
  }

  @Test("templates hold no inline script, style or handler: the browser would refuse them")
  func noInlineCode() {
    for (name, text) in Assets.templates {
      #expect(!text.contains("style="), "\(name)")
      #expect(!text.contains("<style"), "\(name)")
      #expect(text.firstMatch(of: /\son[a-z]+=/) == nil, "\(name)")
      #expect(text.firstMatch(of: /<script(?![^>]*src=)/) == nil, "\(name)")
    }
  }

  @Test("no two routes answer the same")
  func routes() {
    let keys = Routes.all.map { "\($0.method) \($0.path)" }
    #expect(Set(keys).count == keys.count)
    #expect(keys.allSatisfy { !$0.contains(" //") })
  }

  @Test("every form that posts carries its token")
  func tokens() {
    for (name, text) in Assets.templates {
      let posts = text.matches(of: /<form[^>]*method="post"/).count
      let tokens = text.matches(of: /name="csrf"/).count
      #expect(posts == tokens, "\(name)")
    }
  }
}
