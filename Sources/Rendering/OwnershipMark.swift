/// The mark by which we know our own files: the hash of the file without the hash itself.
///
/// It stands in the file, so it survives a lost cache, a fresh clone and another user. A file
/// whose mark does not fit was edited, and is not ours any more.
package enum OwnershipMark {
  static let key = "hash: "
  static let placeholder = "\u{1}"

  /// Puts the hash where the renderer left the placeholder.
  static func sealed(_ bytes: [UInt8], hash: TextHash) -> [UInt8] {
    guard let place = bytes.firstIndex(of: 0x01) else { return bytes }
    var sealed: [UInt8] = []
    sealed.reserveCapacity(bytes.count + 63)
    sealed += bytes[..<place]
    sealed += bytes[(place + 1)...]
    let digits = Array(hash(sealed).utf8)
    sealed.insert(contentsOf: digits, at: place)
    return sealed
  }

  /// Whether a file carries a mark at all.
  package static func find(in bytes: [UInt8]) -> Range<Int>? {
    let head = bytes.prefix(1024)
    let wanted = Array(key.utf8)
    var at = 0
    while at + wanted.count + 64 <= head.count {
      if head[at] == wanted[0], head[at..<(at + wanted.count)].elementsEqual(wanted) {
        let digits = (at + wanted.count)..<(at + wanted.count + 64)
        if head[digits].allSatisfy(isHexadecimal) { return digits }
      }
      at += 1
    }
    return nil
  }

  /// Whether the file is as we wrote it.
  package static func isIntact(_ bytes: [UInt8], hash: TextHash) -> Bool {
    guard let digits = find(in: bytes) else { return false }
    var rest = bytes
    rest.removeSubrange(digits)
    return hash(rest).utf8.elementsEqual(bytes[digits])
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
