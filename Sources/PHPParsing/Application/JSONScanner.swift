/// Walks JSON and shows each string with the keys that lead to it; broken JSON ends the walk.
struct JSONScanner {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func visit(_ show: ([String], String) -> Void) {
    value([], show)
  }

  private mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x0A, 0x0D, 0x09, 0x2C, 0x3A].contains(bytes[offset]) {
      offset += 1
    }
  }

  private mutating func value(_ path: [String], _ show: ([String], String) -> Void) {
    skipSpace()
    guard offset < bytes.count, path.count < 64 else {
      offset = bytes.count
      return
    }
    switch bytes[offset] {
    case 0x7B, 0x5B:
      let close: UInt8 = bytes[offset] == 0x7B ? 0x7D : 0x5D
      offset += 1
      while true {
        skipSpace()
        guard offset < bytes.count else { return }
        if bytes[offset] == close {
          offset += 1
          return
        }
        let before = offset
        if close == 0x7D {
          guard bytes[offset] == 0x22 else {
            offset = bytes.count
            return
          }
          value(path + [string()], show)
        } else {
          value(path, show)
        }
        if offset == before { offset += 1 }
      }
    case 0x22: show(path, string())
    default:
      while offset < bytes.count, ![0x2C, 0x7D, 0x5D, 0x20, 0x0A].contains(bytes[offset]) {
        offset += 1
      }
    }
  }

  private mutating func string() -> String {
    var text: [UInt8] = []
    offset += 1
    while offset < bytes.count, bytes[offset] != 0x22 {
      if bytes[offset] == 0x5C, offset + 1 < bytes.count { offset += 1 }
      text.append(bytes[offset])
      offset += 1
    }
    offset += 1
    return String(decoding: text, as: UTF8.self)
  }
}
