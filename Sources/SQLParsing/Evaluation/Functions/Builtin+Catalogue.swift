import Catalog

/// Functions that read the catalogue.
extension Builtin {
  static let catalogue: [String: Builtin] = [
    "to_regclass": finder { evaluator, name in evaluator.relation(named: name) },
    "to_regtype": finder { evaluator, name in evaluator.typeObject(named: name) },
    "to_regnamespace": finder { evaluator, name in evaluator.schemaObject(named: name) },
    "to_regproc": finder { evaluator, name in
      evaluator.world.routine(name).map { CatalogObject(.routine, $0.name) }
    },
    "pg_get_constraintdef": Builtin { (arguments, evaluator) throws(Raised) in
      guard case .object(let object)? = arguments.first, object.kind == .constraint else {
        return .unknown
      }
      let owner = IdentifierText.name(object.name.schema ?? "", folding: false)
      guard let table = evaluator.world.table(owner),
        let entry = ConstraintEntry.all(of: table, dialect: .postgres).first(where: {
          $0.name == object.name.name
        })
      else { return .unknown }
      return .text(entry.definition())
    },
    "pg_get_indexdef": Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count == 1, case .object(let object) = arguments[0],
        let table = evaluator.world.tableOfIndex(object.name),
        let index = table.indexes.first(where: { $0.name == object.name.name })
      else { return .unknown }
      return .text(index.definition(of: table))
    },
    "pg_get_expr": Builtin { (arguments, _) throws(Raised) in arguments.first ?? .unknown },
    "format_type": Builtin(strict: false) { (arguments, evaluator) throws(Raised) in
      // The modifier travels as the printed type, so that nothing of it is lost.
      if arguments.count > 1, case .text(let text) = arguments[1] {
        guard case .object(let object) = arguments[0], object.name.schema != "pg_catalog" else {
          return .text(text)
        }
      }
      return arguments.first.flatMap { evaluator.printed($0) }.map { .text($0) } ?? .null
    },

    "pg_get_serial_sequence": Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count == 2, let name = evaluator.printed(arguments[0]),
        let column = evaluator.printed(arguments[1]),
        let table = evaluator.world.table(IdentifierText.name(name, folding: true))
      else { return .unknown }
      guard table.column(column)?.isAutoIncrement == true else { return .null }
      let sequence = SQLQuoting.identifier(table.name.name + "_" + column + "_seq")
      return .text(SQLQuoting.identifier(table.name.schema ?? "public") + "." + sequence)
    },
    "pg_table_is_visible": visible, "pg_type_is_visible": visible,
    "pg_function_is_visible": visible,
    "obj_description": Builtin { (arguments, evaluator) throws(Raised) in
      guard case .object(let object)? = arguments.first, object.kind == .relation else {
        return .unknown
      }
      return evaluator.world.table(object.name)?.comment.map { .text($0) } ?? .null
    },
    "col_description": Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count == 2, case .object(let object) = arguments[0],
        let number = arguments[1].integer, let table = evaluator.world.table(object.name),
        number > 0, number <= table.columns.count
      else { return .unknown }
      return table.columns[number - 1].comment.map { .text($0) } ?? .null
    },
  ]

  private static let visible = Builtin { (arguments, evaluator) throws(Raised) in
    guard case .object(let object)? = arguments.first, let schema = object.name.schema else {
      return .unknown
    }
    return .boolean(schema == "pg_catalog" || evaluator.world.searchPath().contains(schema))
  }

  private static func finder(
    _ find: @escaping @Sendable (Evaluator, QualifiedName) -> CatalogObject?
  ) -> Builtin {
    Builtin { (arguments, evaluator) throws(Raised) in
      guard let first = arguments.first else { return .unknown }
      if case .object = first { return first }
      guard let text = evaluator.printed(first) else { return .unknown }
      return find(evaluator, IdentifierText.name(text, folding: true)).map { .object($0) } ?? .null
    }
  }
}
