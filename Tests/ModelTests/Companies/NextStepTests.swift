import Model
import Testing

@Suite("What is offered to do next")
struct NextStepTests {
  private static func situation(
    _ role: Role, _ change: (inout NextStep.Situation) -> Void = { _ in }
  ) -> NextStep.Situation {
    var situation = NextStep.Situation(role: role)
    change(&situation)
    return situation
  }

  @Test(
    "the most urgent first, three at most, and never what the role may not do",
    arguments: [
      (situation(.gerant), [NextStep.importBooks, .addSecondFactor, .describeCompany]),
      (
        situation(.gerant) {
          $0.settings.vatScheme = .monthly
          $0.hasSecondFactor = true
        }, [.importBooks, .enterFirst, .invite]
      ),
      (
        situation(.gerant) {
          $0.hasEntries = true
          $0.draftCount = 12
          $0.isBackupLate = true
        }, [.validateDrafts(count: 12), .addSecondFactor, .backUp]
      ),
      (
        situation(.comptable) {
          $0.hasEntries = true
          $0.hasSecondFactor = true
          $0.settings.vatScheme = .exempt
        }, []
      ),
      (
        situation(.lecteur) {
          $0.draftCount = 3
          $0.isBackupLate = true
        }, [.addSecondFactor]
      ),
      (
        situation(.gerant) {
          $0.hasEntries = true
          $0.hasSecondFactor = true
          $0.peopleCount = 2
          $0.settings.vatScheme = .yearly
        }, []
      ),
    ])
  func chosen(_ situation: NextStep.Situation, _ expected: [NextStep]) {
    #expect(NextStep.choose(situation) == expected)
  }
}
