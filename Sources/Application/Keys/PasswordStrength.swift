import CCrack
import Foundation
import Model

/// Why a password is too easy to guess, as libcrack2 judges it with Debian's dictionary.
public enum PasswordRefusal: String, Refusal {
  /// A word of the dictionary, or one turned round or dressed up a little.
  case dictionaryWord = "password.dictionary_word"
  case fewCharacters = "password.few_characters"
  /// `123456789012`, `abcdefghijkl`.
  case systematic = "password.systematic"
  /// The name of this account of the machine, or made of it.
  case accountName = "password.account_name"
  /// Another reason of the library.
  case guessable = "password.guessable"

  public var code: String { rawValue }
}

extension NodeHome {
  /// Judges a password that somebody wants: long enough, and not one that a list of words finds.
  ///
  /// - Throws: ``CompanyRefusal`` `.passwordTooShort`, ``PasswordRefusal``. On a machine without the dictionary of the
  ///   package cracklib-runtime only the length is judged.
  public static func checkPassword(_ password: String) throws {
    guard password.count >= shortestPassword else {
      throw CompanyRefusal.passwordTooShort(minimum: shortestPassword)
    }
    if let refusal = PasswordStrength.refusal(of: password) { throw refusal }
  }
}

enum PasswordStrength {
  /// The library keeps what it reads in variables of its own: one question at a time.
  private static let lock = NSLock()

  static func refusal(of password: String) -> PasswordRefusal? {
    lock.withLock {
      let room = 512
      var message = [CChar](repeating: 0, count: room)
      guard let dictionary = GetDefaultCracklibDict(),
        __DEBIAN_SPECIFIC__SafeFascistCheck(password, dictionary, &message, room) == 1
      else { return nil }
      let said = message.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } } ?? ""
      return said.isEmpty ? nil : refusal(saying: said)
    }
  }

  /// Of the sentences of cracklib 2.9.
  static func refusal(saying sentence: String) -> PasswordRefusal {
    if sentence.contains("dictionary") { return .dictionaryWord }
    if sentence.contains("DIFFERENT") || sentence.contains("whitespace") { return .fewCharacters }
    if sentence.contains("simplistic") { return .systematic }
    if sentence.contains("password entry") || sentence.contains("username") || sentence.contains("derivable") {
      return .accountName
    }
    return .guessable
  }
}
