/// PostgreSQL's text form of arrays, `{a,"b c",NULL}`.
enum ArrayText {
  static func parse(_ text: String) -> [SQLValue] { parse(text, depth: 0) }

  private static func parse(_ text: String, depth: Int) -> [SQLValue] {
    guard depth < 6 else { return [] }
    let scalars = Array(text.unicodeScalars)
    guard scalars.count >= 2, scalars.first == "{", scalars.last == "}" else { return [] }
    var items: [SQLValue] = []
    var current = ""
    var isQuoted = false
    var wasQuoted = false
    var nesting = 0
    var position = 1
    let end = scalars.count - 1
    func finish() {
      let plain = SQLValue.trimmed(current)
      if wasQuoted {
        items.append(.text(current))
      } else if plain.uppercased() == "NULL" {
        items.append(.null)
      } else if !plain.isEmpty {
        items.append(plain.hasPrefix("{") ? .array(parse(plain, depth: depth + 1)) : .text(plain))
      }
      current = ""
      wasQuoted = false
    }
    while position < end {
      let scalar = scalars[position]
      position += 1
      switch scalar {
      case "\\" where position < end:
        current.unicodeScalars.append(scalars[position])
        position += 1
      case "\"" where nesting == 0:
        isQuoted.toggle()
        wasQuoted = true
      case "{" where !isQuoted:
        nesting += 1
        current.unicodeScalars.append(scalar)
      case "}" where !isQuoted:
        nesting -= 1
        current.unicodeScalars.append(scalar)
      case "," where !isQuoted && nesting == 0:
        finish()
      default:
        current.unicodeScalars.append(scalar)
      }
    }
    if !current.isEmpty || wasQuoted { finish() }
    return items
  }
}
