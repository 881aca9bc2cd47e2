/// What a signature is for. The name is signed with the bytes, so that a signature given for one purpose is worth
/// nothing for another. The raw values are part of the signed log.
public enum SignatureContext: String, Sendable, CaseIterable {
  case changeset
  case receipt
  case checkpoint
  case enrol
  case rotate
  case revoke
  case grant
  case snapshot
  case restore

  /// `"FMP1" 0 context 0 body`: what is really signed.
  func message(_ body: [UInt8]) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(body.count + 24)
    message += "FMP1".utf8
    message.append(0)
    message += rawValue.utf8
    message.append(0)
    message += body
    return message
  }
}
