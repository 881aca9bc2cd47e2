import Model

// What a closing sealed lies with the originals of imports: it is kept, backed up and sealed again as they are.
extension SealedOriginals {
  /// Takes in a document of a closing. It is there once ``SealedFileWriter/finish()`` returned.
  public func writer(of id: Identifier<ClosingDocument>) throws -> SealedFileWriter {
    try writer(of: id.asFile)
  }

  public func reader(of id: Identifier<ClosingDocument>) throws -> SealedFileReader { try reader(of: id.asFile) }

  /// Drops a document that no closing names. One that is not there is no fault.
  public func drop(_ id: Identifier<ClosingDocument>) throws { try drop(id.asFile) }
}

extension Identifier<ClosingDocument> {
  /// The name of its sealed file: identifiers of both kinds are drawn at random, and never meet.
  public var asFile: Identifier<Import> { Identifier<Import>(high: high, low: low) }
}
