import Model

extension WireDeviceRestored: WireBody {
  init(_ value: DeviceRestored) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    publicKey = try WireWriting.bytes(value.publicKey, count: VerifyingKey.byteCount, "public_key")
    from = WireBytes.data(value.from)
    backup = try WireWriting.bytes(value.backup, count: 16, "backup")
    madeAt = value.madeAt.milliseconds
    changeSetCount = try WireWriting.count(value.changeSetCount, "change_set_count")
    head = try WireWriting.bytes(value.head, count: Hash256.byteCount, "head")
    proof = try WireWriting.bytes(value.proof, count: VerifyingKey.signatureByteCount, "proof")
  }

  func value() throws(EventDefect) -> DeviceRestored {
    try WireReading.knownFields(unknownFields)
    return DeviceRestored(
      id: try WireReading.identifier(id, "id"),
      publicKey: try WireReading.bytes(publicKey, count: VerifyingKey.byteCount, "public_key"),
      from: try WireReading.identifier(from, "from"), backup: try WireReading.bytes(backup, count: 16, "backup"),
      madeAt: Instant(milliseconds: madeAt),
      changeSetCount: try WireReading.count(changeSetCount, "change_set_count"),
      head: try WireReading.bytes(head, count: Hash256.byteCount, "head"),
      proof: try WireReading.bytes(proof, count: VerifyingKey.signatureByteCount, "proof"))
  }
}

extension WireRootKeyChanged: WireBody {
  init(_ value: RootKeyChanged) throws(EventDefect) {
    self.init()
    epoch = value.epoch
    dropsKeyFile = value.dropsKeyFile
  }

  func value() throws(EventDefect) -> RootKeyChanged {
    try WireReading.knownFields(unknownFields)
    return RootKeyChanged(epoch: epoch, dropsKeyFile: dropsKeyFile)
  }
}

extension WireOlderCopyAccepted: WireBody {
  init(_ value: OlderCopyAccepted) throws(EventDefect) {
    self.init()
    noted = try WireWriting.count(value.noted, "noted")
    held = try WireWriting.count(value.held, "held")
  }

  func value() throws(EventDefect) -> OlderCopyAccepted {
    try WireReading.knownFields(unknownFields)
    return OlderCopyAccepted(
      noted: try WireReading.count(noted, "noted"), held: try WireReading.count(held, "held"))
  }
}
