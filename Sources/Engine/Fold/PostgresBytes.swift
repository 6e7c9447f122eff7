/// A `bytea` literal as PostgreSQL prints it: `\x` and hexadecimal digits.
///
/// Both ways of writing one are read, hexadecimal and escaped
/// (https://www.postgresql.org/docs/current/datatype-binary.html).
func postgresBytes(_ text: String) -> String {
  if text.hasPrefix("\\x") { return text.lowercased() }
  var result = "\\x"
  let bytes = Array(text.utf8)
  var at = 0
  while at < bytes.count {
    var byte = bytes[at]
    at += 1
    if byte == 0x5C, at < bytes.count {
      if bytes[at] == 0x5C {
        at += 1
      } else if at + 2 < bytes.count, bytes[at...(at + 2)].allSatisfy(isOctal) {
        byte = (bytes[at] &- 0x30) << 6 | (bytes[at + 1] &- 0x30) << 3 | (bytes[at + 2] &- 0x30)
        at += 3
      }
    }
    let digits = String(byte, radix: 16)
    result += digits.utf8.count == 1 ? "0" + digits : digits
  }
  return result
}

private func isOctal(_ byte: UInt8) -> Bool { (0x30...0x37).contains(byte) }
