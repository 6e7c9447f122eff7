import Catalog

/// What the application's providers set for every migration: default lengths and key types, and
/// macros of the framework's classes.
///
/// Read from the calls in `boot()` and `register()` that stand outside of conditions; nothing of
/// a provider is run. Depends on the providers' bytes alone, so that it can be kept by content:
/// expressions are evaluated by each migration that needs them, which asks what they ask.
struct ProviderFacts {
  /// An expression and the file it stands in.
  typealias Written = (expression: PHPExpression, file: PHPFile)

  var stringLength: Written?
  var timePrecision: Written?
  var morphKeyType: Written?
  /// Set without an argument: `morphUsingUuids()`.
  var fixedMorphKeyType: String?
  /// By `class::method`, both in lower case.
  var macros: [String: PHPClosure] = [:]
  /// Files that a provider requires, for their functions.
  var included: [Written] = []

  /// What providers and `bootstrap/app.php` do, statement by statement.
  mutating func read(_ file: PHPFile, facade: (PHPName) -> Facade?) {
    read(file.statements, file, facade, depth: 0)
    for declaration in file.classes {
      for method in declaration.methods where method.body != nil {
        read(method.body ?? [], file, facade, depth: 0)
      }
    }
  }

  private mutating func read(
    _ statements: [PHPStatement],
    _ file: PHPFile,
    _ facade: (PHPName) -> Facade?,
    depth: Int
  ) {
    guard depth < 8 else { return }
    for statement in statements {
      switch statement.kind {
      case .expression(let expression):
        if case .include(let path) = expression.kind { included.append((path, file)) }
        if case .staticCall(.named(let owner), .name(let method), let arguments) = expression.kind,
          let facade = facade(owner)
        {
          read(facade, method.lower, arguments, file)
        }
      case .block(let body): read(body, file, facade, depth: depth + 1)
      default: continue
      }
    }
  }

  private mutating func read(
    _ facade: Facade,
    _ method: String,
    _ arguments: [PHPArgumentSyntax],
    _ file: PHPFile
  ) {
    let first = arguments.first.map { ($0.value, file) }
    switch (facade, method) {
    case (.schema, "defaultstringlength"), (.builder, "defaultstringlength"): stringLength = first
    case (.schema, "defaulttimeprecision"), (.builder, "defaulttimeprecision"):
      timePrecision = first
    case (.schema, "defaultmorphkeytype"), (.builder, "defaultmorphkeytype"):
      morphKeyType = first
      fixedMorphKeyType = nil
    case (.schema, "morphusinguuids"), (.builder, "morphusinguuids"): fixedMorphKeyType = "uuid"
    case (.schema, "morphusingulids"), (.builder, "morphusingulids"): fixedMorphKeyType = "ulid"
    case (.blueprint, "macro"):
      guard arguments.count >= 2, case .string(let name) = arguments[0].value.kind,
        case .closure(let function) = arguments[1].value.kind
      else { return }
      macros["illuminate\\database\\schema\\blueprint::" + asciiLowercased(name)] = PHPClosure(
        .function(function, file)
      )
    default: break
    }
  }
}
