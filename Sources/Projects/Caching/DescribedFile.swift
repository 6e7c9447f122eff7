package import Catalog
package import SourceText

/// A file that is about to be written, as the store describes it before.
package struct DescribedFile: Sendable, Equatable, BinaryCoded {
  package var path: String
  /// What the lock file will say of it: empty where the file carries its own mark.
  package var hash: String
  package var digest: ContentDigest

  package init(path: String, hash: String, digest: ContentDigest) {
    self.path = path
    self.hash = hash
    self.digest = digest
  }

  package func write(to writer: inout BinaryWriter) { writer.put(path, hash, digest) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    path = try reader.read()
    hash = try reader.read()
    digest = try reader.read()
  }
}
