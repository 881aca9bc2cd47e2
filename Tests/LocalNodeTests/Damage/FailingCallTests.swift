import Foundation
import Testing

@Suite("A disk that fails")
struct FailingCallTests {
  /// A full disk stays full; an error of the disk may pass.
  static let failures: [(name: String, code: String)] = [
    ("no room from there on", "\(ENOSPC)+"), ("no room once", "\(ENOSPC)"), ("an error once", "\(EIO)"),
  ]

  @Test(
    "at any of its calls, an import ends in words or succeeds; the books verify, and the same file enters afterwards",
    arguments: failures.indices)
  func importing(kind: Int) async throws {
    let (name, code) = Self.failures[kind]
    let key = try NodeFolder()
    let whole = try await NodeFolder.withCompany()
    let state = { (folder: NodeFolder) in ["XDG_STATE_HOME": folder.file("state")] }
    #expect(try await whole.run(["key", "add", key.file("key")], environment: state(whole)).status == 0)
    let keyWords = ["--key-file", key.file("key")]
    let fec = try key.write(SmallFEC.year2026, to: SmallFEC.name)

    var call = kind + 1
    var isOver = false
    while !isOver {
      let folder = try NodeFolder()
      try FileManager.default.copyItem(atPath: whole.data, toPath: folder.data)
      let failing = WriteTrace.environment(
        root: folder.path, failure: "\(call):\(code)", count: key.file("count"))
      let answer = try await folder.run(
        ["fec", "import", fec] + keyWords, password: nil,
        environment: failing.merging(state(folder)) { one, _ in one })
      let place = "\(name), call \(call)"
      #expect([0, 3].contains(answer.status), "\(place): \(answer.status) \(answer.errors)")
      #expect(answer.status == 0 || answer.errors.count > 20, "\(place) fails without a word")
      let sound = try await folder.run(["verify"] + keyWords, password: nil, environment: state(folder))
      #expect(sound.status == 0, "\(place): \(sound.output) \(sound.errors)")
      let again = try await folder.run(["fec", "import", fec] + keyWords, password: nil, environment: state(folder))
      #expect(again.status == 0, "\(place): \(again.errors)")
      let balance = try await folder.balance(keyWords, password: nil, environment: state(folder))
      #expect(balance == SmallFEC.balance, "\(place)")
      let count = try String(contentsOfFile: key.file("count"), encoding: .utf8)
      isOver = call > Int(count.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
      call += Depth.failureStride
    }
    #expect(call > 60, "an import makes more calls than that: the recorder was not at work")
  }
}
