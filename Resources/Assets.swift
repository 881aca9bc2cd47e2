/// What the pages are made of: templates, icons, style sheet, scripts. All of it is inside of the program, so that
/// an installation is one file and nothing on the disk can be changed under it.
public enum Assets {
  /// Every template and icon by its name: `accueil`, `icone-maison`.
  public static let templates: [String: String] = Dictionary(
    uniqueKeysWithValues: Catalogue.templates.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })

  public static func template(named name: String) -> String? { templates[name] }

  /// A file that browsers fetch.
  public struct File: Sendable {
    public let bytes: [UInt8]
    public let contentType: String
  }

  /// All addresses of files begin so.
  public static let addressPrefix = "/actifs/"

  /// `/actifs/1a2b…/css/app.css`: the hash is of all files together, so that a script finds the ones beside it.
  public static func address(of path: String) -> String { addressPrefix + fingerprint + "/" + path }

  /// The file at an address this very version of the program made; nil for any other.
  public static func file(atAddress address: String) -> File? {
    let start = addressPrefix + fingerprint + "/"
    guard address.hasPrefix(start) else { return nil }
    return files[String(address.dropFirst(start.count))]
  }

  private static let files: [String: File] = Dictionary(
    uniqueKeysWithValues: Catalogue.files.map { ($0.path, File(bytes: $0.bytes, contentType: $0.contentType)) })

  /// FNV-1a, 64 bits: it tells versions apart, it proves nothing.
  static let fingerprint: String = {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for file in Catalogue.files {
      for byte in file.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return String(hash, radix: 16)
  }()
}
