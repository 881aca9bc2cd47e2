extension ChainHead {
  /// Where the chain stands after `changeSet`, the last one of its device that was stored.
  ///
  /// Throws ``EnvelopeDefect`` when its bytes are not those of a change-set.
  public init(after changeSet: SignedChangeSet) throws(EnvelopeDefect) {
    let read = try ChangeSet(reading: changeSet.body)
    self = ChainHead.start(device: read.header.device, epoch: read.header.epoch)
      .following(read, hash: changeSet.hash)
  }
}
