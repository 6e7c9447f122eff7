/// A value as JSON text.
///
/// Objects keep the order in which their members are given, since the documents we write promise
/// one.
package indirect enum JSONText {
  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])

  package static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }

  package static func strings(_ texts: [String]) -> JSONText { .array(texts.map(JSONText.string)) }

  package func write(into writer: inout ByteWriter) {
    switch self {
    case .null: writer.write("null")
    case .boolean(let value): writer.write(value ? "true" : "false")
    case .integer(let value): writer.write(String(value))
    case .string(let text): writeString(text, into: &writer)
    case .array(let items):
      writer.write("[")
      for (place, item) in items.enumerated() {
        if place > 0 { writer.write(", ") }
        item.write(into: &writer)
      }
      writer.write("]")
    case .object(let members):
      writer.write("{")
      for (place, member) in members.enumerated() {
        if place > 0 { writer.write(", ") }
        writeString(member.0, into: &writer)
        writer.write(": ")
        member.1.write(into: &writer)
      }
      writer.write("}")
    }
  }

  private func writeString(_ text: String, into writer: inout ByteWriter) {
    writer.write(byte: 0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22: writer.write("\\\"")
      case 0x5C: writer.write("\\\\")
      case 0x0A: writer.write("\\n")
      case 0x0D: writer.write("\\r")
      case 0x09: writer.write("\\t")
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        writer.write("\\u00")
        writer.write(byte: digits[Int(byte >> 4)])
        writer.write(byte: digits[Int(byte & 15)])
      default: writer.write(byte: byte)
      }
    }
    writer.write(byte: 0x22)
  }
}
