/// What a command opens the books with.
public enum Credential: Sendable {
  case password(String)
  /// Absolute path of a key file; it opens in the name of whoever made it.
  case keyFile(path: String)
  /// Absolute path of a key file that systemd gave to the service.
  case serviceKey(path: String)
}
