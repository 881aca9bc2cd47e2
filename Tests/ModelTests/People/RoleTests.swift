import Model
import Testing

@Suite("Rights of a role")
struct RoleTests {
  @Test("the whole table, action by role")
  func table() {
    let expected: [Action: [Role]] = [
      .readBooks: [.gerant, .comptable, .lecteur],
      .exportBooks: [.gerant, .comptable, .lecteur],
      .verifyBooks: [.gerant, .comptable, .lecteur],
      .importBooks: [.gerant, .comptable],
      .withdrawImport: [.gerant, .comptable],
      .rebuildBooks: [.gerant, .comptable],
      .manageKeys: [.gerant],
      .backUpBooks: [.gerant, .comptable],
      .restoreBooks: [.gerant],
      .draftEntries: [.gerant, .comptable],
      .draftPurchases: [.gerant, .comptable, .collaborateur],
      .postEntries: [.gerant, .comptable],
      .lockPeriods: [.gerant, .comptable], .closeYears: [.gerant, .comptable], .reopenYears: [.gerant],
      .matchLines: [.gerant, .comptable],
      .manageAssets: [.gerant, .comptable],
      .changeMasters: [.gerant, .comptable],
      .managePeople: [.gerant],
      .readAudit: [.gerant, .comptable, .lecteur],
      .changeOwnAccess: [.gerant, .comptable, .collaborateur, .lecteur],
    ]
    for action in Action.allCases {
      #expect(Role.allCases.filter { $0.may(action) } == expected[action])
    }
  }
}
