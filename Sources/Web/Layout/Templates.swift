import Assets
import Model
import Mustache

/// The templates, parsed once at start.
struct Templates: Sendable {
  private let library: MustacheLibrary

  init() throws {
    var templates: [String: MustacheTemplate] = [:]
    for (name, text) in Assets.templates {
      templates[name] = try MustacheTemplate(string: text)
    }
    library = MustacheLibrary(templates: templates)
  }

  /// The page in its frame. The template finds the frame's values under `frame`, its own under `page`.
  func render(_ name: String, _ page: any Sendable, frame: any Sendable) throws -> String {
    guard let text = library.render(Root(frame: frame, page: page), withTemplate: name) else {
      throw Fault(.configuration, "no template named \(name)")
    }
    return text
  }

  /// A part of a page, alone.
  func renderFragment(_ name: String, _ page: any Sendable) throws -> String {
    guard let text = library.render(page, withTemplate: name) else {
      throw Fault(.configuration, "no template named \(name)")
    }
    return text
  }

  private struct Root: MustacheParent {
    private let frame: any MustacheParent
    private let page: any MustacheParent

    init(frame: any Sendable, page: any Sendable) {
      self.frame = frame as? any MustacheParent ?? TemplateFields(frame)
      self.page = page as? any MustacheParent ?? TemplateFields(page)
    }

    func child(named name: String) -> Any? {
      switch name {
      case "frame": frame
      case "page": page
      default: nil
      }
    }
  }
}
