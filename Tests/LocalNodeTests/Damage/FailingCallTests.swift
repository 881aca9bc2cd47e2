import Foundation
import Testing

@Suite("A disk that fails")
struct FailingCallTests {
  /// A full disk stays full; an error of the disk may pass.
  static let failures: [(name: String, code: String)] = [
    ("no room from there on", "\(ENOSPC)+"), ("no room once", "\(ENOSPC)"), ("an error once", "\(EIO)"),
    ("errors from there on", "\(EIO)+"),
  ]

  /// What a person is told, whatever refused.
  static let sentences = ["Le disque est plein", "Le disque ou le fichier ne répond pas"]

  @Test(
    """
    at any of its calls, every operation ends in words or succeeds; the books verify, nothing is half done, and the \
    operation succeeds when it is done again
    """,
    arguments: FailingOperation.all)
  func anyCall(_ operation: FailingOperation) async throws {
    let rehearsal = try await FailingTrial(operation.start)
    let count = rehearsal.folder.file("count")
    let whole = try await rehearsal.attempt(
      operation, environment: WriteTrace.environment(root: rehearsal.folder.path, count: count))
    #expect(whole.status == 0, "\(whole.errors)")
    let text = try String(contentsOfFile: count, encoding: .utf8)
    let calls = try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(calls > 20, "the recorder was not at work")
    let stride = Depth.failureStride * operation.weight
    var (call, number, tried) = (1 + Int(Depth.seed) % stride, Int(Depth.seed) / stride, 0)
    while call <= calls {
      let failure = Self.failures[number % Self.failures.count]
      try await fail(operation, call, failure.code, place: "\(operation.name), call \(call): \(failure.name)")
      (call, number, tried) = (call + stride, number + 1, tried + 1)
    }
    // tools/soak adds them up.
    print("failing calls: \(tried) of \(calls) of \(operation.name)")
  }

  private func fail(_ operation: FailingOperation, _ call: Int, _ code: String, place: String) async throws {
    let trial = try await FailingTrial(operation.start)
    let answer = try await trial.attempt(
      operation, environment: WriteTrace.environment(root: trial.folder.path, failure: "\(call):\(code)"))
    #expect([0, 3].contains(answer.status), "\(place): \(answer.status) \(answer.errors)")
    if answer.status != 0 {
      #expect(Self.sentences.contains { answer.errors.contains($0) }, "\(place): \(answer.errors)")
    }
    try await isSound(trial, place)
    var isDone = false
    if let look = operation.isDone {
      do { isDone = try await look(trial) } catch {
        Issue.record("\(place): \(error); the command said \(answer.status) \(answer.errors)")
        return
      }
      #expect(isDone || answer.status != 0, "\(place): acknowledged, and not done")
      #expect(!isDone || answer.status == 0 || operation.mayBeDone, "\(place): done, and denied: \(answer.errors)")
    }

    // The key that it opens with opens nothing any more.
    guard !(isDone && operation.name == "key add") else { return }
    let again = try await trial.attempt(operation)
    #expect(again.status == 0 || (isDone && again.status == 1), "\(place), again: \(again.status) \(again.errors)")
    #expect(try await operation.isDone?(trial) ?? true, "\(place), again: not done")
    if again.status == 0 { #expect(trial.remains() == [], "\(place), again") }
    try await isSound(trial, place + ", again")
  }

  private func isSound(_ trial: FailingTrial, _ place: String) async throws {
    guard trial.hasCompany else { return }
    let sound = try await trial.verify()
    #expect(sound.status == 0, "\(place): \(sound.output) \(sound.errors)")
    for word in [Attack.log, "ne sont pas la suite", "illisible"] {
      #expect(!sound.errors.contains(word), "\(place): \(sound.errors)")
    }
  }
}
