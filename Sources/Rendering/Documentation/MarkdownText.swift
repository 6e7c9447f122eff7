/// Text as Markdown shows it literally, on one line: also in a cell of a table.
func markdownText(_ text: String) -> String {
  var output = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "|", "*", "_", "`", "[", "]", "\\", "#", "~":
      output += "\\"
      output.unicodeScalars.append(scalar)
    case "<": output += "&lt;"
    case ">": output += "&gt;"
    case "&": output += "&amp;"
    default: output.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
    }
  }
  return output
}

/// Text as code, fenced with more backticks than it holds; `|` is escaped for tables.
func markdownCode(_ text: String) -> String {
  var longest = 0
  var run = 0
  var output = ""
  for scalar in text.unicodeScalars {
    run = scalar == "`" ? run + 1 : 0
    longest = max(longest, run)
    if scalar == "|" { output += "\\" }
    output.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
  }
  if output.allSatisfy({ $0 == " " }) { return "" }
  let fence = String(repeating: "`", count: longest + 1)
  let space = longest > 0 ? " " : ""
  return fence + space + output + space + fence
}

/// A path as the target of a link, with what Markdown or a browser would misread escaped.
func linkTarget(_ path: String) -> String {
  let hexadecimal = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in path.utf8 {
    let isPlain =
      (0x61...0x7A).contains(byte | 0x20) || (0x2D...0x39).contains(byte) || byte == 0x5F
    if isPlain {
      bytes.append(byte)
    } else {
      bytes += [0x25, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
