import Assets

/// The frame of pages outside a company: one column, one button.
struct SoloFrame: Sendable {
  let title: String
  let theme: String?
  let stylesheet = Assets.address(of: "css/app.css")
  let script = Assets.address(of: "js/app.js")
  let csrf: String
  let isWide: Bool
  /// Seconds before the page asks for itself again where there is no script; nil for a page that waits for nothing.
  let refresh: Int?

  init(_ visit: Visit, title: String, isWide: Bool = false, hasErrors: Bool = false, refresh: Int? = nil) {
    self.title = (hasErrors ? "Erreur : " : "") + title
    theme = visit.session.theme == .system ? nil : visit.session.theme.rawValue
    csrf = visit.session.formToken
    self.isWide = isWide
    self.refresh = refresh
  }
}
