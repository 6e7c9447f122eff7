/// What the application's providers set for every migration: default lengths and key types, and
/// macros of the framework's classes.
///
/// Read from the calls in `boot()` and `register()` that stand outside of conditions; nothing of
/// a provider is run.
struct ProviderFacts {
  var stringLength: Int?
  var morphKeyType: String?
  /// By `class::method`, both in lower case.
  var macros: [String: PHPClosure] = [:]
  /// Files that a provider requires, for their functions.
  var included: [String] = []

  /// What providers and `bootstrap/app.php` do, statement by statement.
  mutating func read(_ file: PHPFile, _ evaluator: Evaluator) {
    read(file.statements, file, evaluator, depth: 0)
    for declaration in file.classes {
      for method in declaration.methods where method.body != nil {
        read(method.body ?? [], file, evaluator, depth: 0)
      }
    }
  }

  private mutating func read(
    _ statements: [PHPStatement],
    _ file: PHPFile,
    _ evaluator: Evaluator,
    depth: Int
  ) {
    guard depth < 8 else { return }
    for statement in statements {
      switch statement.kind {
      case .expression(let expression):
        if case .include(let path) = expression.kind,
          let path = evaluator.constantValue(path, in: file).text.flatMap(projectPath)
        {
          included.append(path)
        }
        if case .staticCall(.named(let owner), .name(let method), let arguments) = expression.kind {
          read(owner, method.lower, arguments, file, evaluator)
        }
      case .block(let body): read(body, file, evaluator, depth: depth + 1)
      default: continue
      }
    }
  }

  private mutating func read(
    _ owner: PHPName,
    _ method: String,
    _ arguments: [PHPArgumentSyntax],
    _ file: PHPFile,
    _ evaluator: Evaluator
  ) {
    guard let facade = evaluator.facade(owner) else { return }
    switch (facade, method) {
    case (.schema, "defaultstringlength"), (.builder, "defaultstringlength"):
      stringLength = arguments.first.flatMap {
        evaluator.constantValue($0.value, in: file).integer
      }
    case (.schema, "defaultmorphkeytype"), (.builder, "defaultmorphkeytype"):
      morphKeyType = arguments.first.flatMap { evaluator.constantValue($0.value, in: file).text }
    case (.schema, "morphusinguuids"), (.builder, "morphusinguuids"): morphKeyType = "uuid"
    case (.schema, "morphusingulids"), (.builder, "morphusingulids"): morphKeyType = "ulid"
    case (.blueprint, "macro"):
      guard arguments.count >= 2,
        let name = evaluator.constantValue(arguments[0].value, in: file).text,
        case .closure(let function) = arguments[1].value.kind
      else { return }
      macros["illuminate\\database\\schema\\blueprint::" + asciiLowercased(name)] = PHPClosure(
        .function(function, file)
      )
    default: break
    }
  }
}
