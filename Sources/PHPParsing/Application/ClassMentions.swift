/// The classes a file names with `::class`, however deep in lists and calls.
struct ClassMentions {
  var found: [PHPName] = []

  mutating func collect(_ statements: [PHPStatement]) {
    for statement in statements {
      if case .return(let value?) = statement.kind { collect(value, depth: 0) }
    }
  }

  private mutating func collect(_ expression: PHPExpression, depth: Int) {
    guard depth < 64 else { return }
    switch expression.kind {
    case .classConstant(.named(let name), let member) where member.lower == "class":
      found.append(name)
    case .array(let items):
      for item in items {
        if let value = item.value { collect(value, depth: depth + 1) }
      }
    case .methodCall(let object, _, let arguments, _):
      collect(object, depth: depth + 1)
      for argument in arguments { collect(argument.value, depth: depth + 1) }
    case .staticCall(_, _, let arguments), .call(_, let arguments):
      for argument in arguments { collect(argument.value, depth: depth + 1) }
    case .binary(_, let left, let right):
      collect(left, depth: depth + 1)
      collect(right, depth: depth + 1)
    default: break
    }
  }
}
