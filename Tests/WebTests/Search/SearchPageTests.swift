import Application
import Model
import Testing

@testable import Web

@Suite("Search page")
struct SearchPageTests {
  @Test("pages are found by their names and by what they hold, and all are offered before anything is typed")
  func pages() {
    func names(_ asked: String) -> [String] {
      SearchModel(asked, .nothing, year: nil).groups.flatMap(\.items).map(\.name)
    }
    #expect(names("").count == Words.pages.count)
    #expect(names("grand") == ["Grand livre"])
    #expect(names("pcg") == ["Plan comptable"])
    #expect(names("intégr") == ["Intégrité des comptes"])
    #expect(names("zzz").isEmpty)
    #expect(SearchModel("zzz", .nothing, year: nil).hasNothing)
  }

  @Test("every page that can be gone to has a route")
  func routes() {
    let paths = Set(Routes.all.map(\.path))
    for page in Words.pages { #expect(paths.contains(page.address), "\(page.name)") }
  }
}
