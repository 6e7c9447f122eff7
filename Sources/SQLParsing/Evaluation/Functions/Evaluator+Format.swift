import Catalog

/// PostgreSQL's `format()` and MySQL's of the same name, which prints numbers.
extension Evaluator {
  /// `%s`, `%I`, `%L`, `%%`, with `n$` positions and widths.
  func format(_ arguments: [SQLValue]) -> SQLValue {
    guard let first = arguments.first else { return .unknown }
    if first.isNull { return .null }
    if dialect == .sqlite || dialect.isMySQLFamily { return .unknown }
    guard let form = printed(first) else { return .unknown }
    let scalars = Array(form.unicodeScalars)
    var result = ""
    var next = 1
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      guard scalar == "%" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      var number = 0
      var isPositioned = false
      while position < scalars.count {
        let current = scalars[position]
        if let digit = Int(String(current)), digit >= 0, number < 100_000 {
          number = number * 10 + digit
        } else if current == "$" {
          isPositioned = true
          next = number
        } else if current != "-" {
          break
        }
        position += 1
      }
      guard position < scalars.count else { return .unknown }
      let conversion = scalars[position]
      position += 1
      if conversion == "%" {
        result += "%"
        continue
      }
      if isPositioned && next < 1 { return .unknown }
      guard next < arguments.count else { return .unknown }
      let value = arguments[next]
      next += 1
      if value.isUnknown { return .unknown }
      switch conversion {
      case "s": result += printed(value) ?? ""
      case "L": result += printed(value).map(SQLQuoting.literal) ?? "NULL"
      case "I":
        // A `regclass` prints quoted already, and is quoted again only where it needs to be.
        guard let text = printed(value) else { return .unknown }
        result += SQLQuoting.identifier(text)
      default: return .unknown
      }
    }
    return .text(result)
  }
}
