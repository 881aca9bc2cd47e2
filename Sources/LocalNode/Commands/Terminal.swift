import Foundation
import Model

/// Writes whole texts to the terminal, or to whatever stands there.
func write(_ text: String, to channel: CommandOutput.Channel) { write(Array(text.utf8), to: channel) }

func write(_ text: [UInt8], to channel: CommandOutput.Channel) {
  let descriptor: Int32 = channel == .out ? 1 : 2
  var bytes = text[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      // Nobody reads any more (a closed pipe): the command goes on, its work matters more than its words.
      return
    }
    bytes = bytes.dropFirst(count)
  }
}

/// Reads a password from a file (first line), or from the terminal without showing it.
enum PasswordSource {
  static func read(file: String?) throws -> String {
    if let file {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw UsageError("Le fichier de mot de passe \(file) ne se lit pas.")
      }
      let line = data.prefix(while: { $0 != 10 && $0 != 13 })
      guard !line.isEmpty else { throw UsageError("Le fichier de mot de passe \(file) est vide.") }
      return String(decoding: line, as: UTF8.self)
    }
    guard isatty(0) == 1 else {
      throw UsageError("Aucun terminal pour demander le mot de passe : donnez --password-file FICHIER.")
    }
    return try fromTerminal()
  }

  private static func fromTerminal() throws -> String {
    var before = termios()
    tcgetattr(0, &before)
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(0, TCSAFLUSH, &silent)
    defer {
      tcsetattr(0, TCSAFLUSH, &before)
      write("\n", to: .error)
    }
    write("Mot de passe : ", to: .error)
    guard let line = readLine(), !line.isEmpty else { throw UsageError("Aucun mot de passe n’a été donné.") }
    return line
  }
}
